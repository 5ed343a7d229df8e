"""Training of the second reader, from texts of ours alone."""
