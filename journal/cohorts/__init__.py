"""Cohorts and who is in them: making one, inviting, joining, moving, leaving.

Never touches what anybody wrote. Taking back what somebody gave, when they go, is asked of
journal.sharing.deeds.
"""
