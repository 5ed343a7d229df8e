"""Nextround: what to do in the hours and weeks after a job rejection."""

__version__ = "0.1.0"
