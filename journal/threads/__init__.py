"""What is written back and forth under a shared copy: begun, sent, and shown.

Used by the facilitator's desk and by the page of the entry's author alike. Knows nothing of
entries: whoever writes here is let in by the shared copy.
"""
