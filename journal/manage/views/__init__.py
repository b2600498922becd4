"""One module a page. Every view is `@for_admins`: to anyone else it is missing."""
