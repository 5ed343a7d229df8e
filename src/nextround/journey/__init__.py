"""One application and where it stands."""
