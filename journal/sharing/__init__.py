"""Giving a text to an audience, and taking it back."""
