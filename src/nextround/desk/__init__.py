"""What a person can ask for, one function each."""

from nextround.desk.errors import NotYours, Refused, Stale

__all__ = ["NotYours", "Refused", "Stale"]
