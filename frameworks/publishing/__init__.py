"""Publishing a draft as an edition: what it changes, for how many, and the history of editions."""
