"""What the desk says when it cannot do as asked. Each is a sentence for the person."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


class NotYours(LookupError):
    """No such row of this person's: a page answers 404, whoever else it may belong to."""


class Refused(Exception):
    """Not done, nothing changed; the sentence says why and what to do next."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Stale(Refused):
    """Another window saved the letter meanwhile; both texts are kept."""


def owned(row: T | None) -> T:
    """`row`, or NotYours when there is none."""
    if row is None:
        raise NotYours
    return row
