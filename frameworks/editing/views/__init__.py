"""The pages of the framework editor, one module a page. All for admins."""
