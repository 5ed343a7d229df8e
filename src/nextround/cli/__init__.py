"""The terminal: the same things as commands."""

from nextround.cli.main import main

__all__ = ["main"]
