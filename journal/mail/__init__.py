"""Mail: who is told what and when, without a word of anyone's journal."""
