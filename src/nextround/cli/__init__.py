"""The terminal: the same things as commands."""
