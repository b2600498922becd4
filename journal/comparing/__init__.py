"""Where readings differ: a facilitator's own tags beside the author's, and what a cohort's tags
say. Reads shared copies and what hangs on them; never touches a private model."""
