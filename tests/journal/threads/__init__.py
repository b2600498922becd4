"""Replies: begun, sent, answered."""
