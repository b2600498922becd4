"""The record: who published, imported, invited, moved, removed. Nobody's words."""
