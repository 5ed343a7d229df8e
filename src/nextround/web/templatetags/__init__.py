"""Small helpers for the templates."""
