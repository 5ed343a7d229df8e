"""Pure: what the person's own numbers say, and what they do not say. Nothing here is a score."""
