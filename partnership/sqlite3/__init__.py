"""Django's SQLite, as a database backend of the site's own: see base.py."""
