"""The admin's desk of modules: changing one, seeing what changes, publishing it. Nobody's words."""
