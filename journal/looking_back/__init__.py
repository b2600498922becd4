"""Looking back over what one wrote: the author alone, over their own entries."""
