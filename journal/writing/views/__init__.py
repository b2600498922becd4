"""The leader's desk, one module a page."""
