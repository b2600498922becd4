"""Asking a leader before a line of theirs is read out, and their answer."""
