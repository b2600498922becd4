"""Pages of publishing: what changes, the history of editions, and what differs between two."""
