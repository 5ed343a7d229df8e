"""The parts of a letter from the person's own words, and the checks on it."""
