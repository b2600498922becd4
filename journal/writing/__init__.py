"""The leader's desk: home, module, write, autosave, versions, journal list and search."""
