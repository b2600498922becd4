"""The admin's pages of files: frameworks taken in, and taken out."""
