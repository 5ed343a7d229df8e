"""What to do next, when, and on whose word."""
