"""The promise page: who can read what, before the first word and at any time after."""
