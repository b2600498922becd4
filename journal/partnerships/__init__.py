"""Partnerships that a leader follows, and where they placed them on which day."""
