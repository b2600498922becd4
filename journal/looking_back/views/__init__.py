"""One module a page. Each is for one's own journal: somebody else's is 404."""
