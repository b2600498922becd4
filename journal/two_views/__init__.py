"""Two leaders who each let the other see where they placed one partnership on which day."""
