"""A letter that sounds angry can wait: whether to offer that before anything else (R053)."""

from __future__ import annotations

from collections.abc import Iterable

# The families of checks that speak of anger.
ANGRY = frozenset({"frustration"})


def suggests_waiting(rules: Iterable[str]) -> bool:
    """Whether to offer to save the letter and look again later, given the rules of what was found in it.

    It is an offer: every way out stays open.
    """
    return not ANGRY.isdisjoint(rules)
