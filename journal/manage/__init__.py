"""The admin's desk: what needs attention, and how the site is. Nobody's words."""
