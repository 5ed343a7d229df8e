"""Plain arithmetic of luck: how often noes and silence happen with nothing wrong (R059)."""

from __future__ import annotations

from dataclasses import dataclass

# Applications that lead to an interview, as an example to work with: it is nobody's measured figure. A person
# may set their own, and from `ENOUGH` applications on theirs stands beside it.
EXAMPLE = 0.03
ENOUGH = 20  # below this many applications a person's own share says nothing yet


def none_of(count: int, chance: float) -> float:
    """The chance (0 to 1) that none of `count` independent tries succeeds, each with `chance` (0 to 1)."""
    if count < 0:
        raise ValueError("There is no such number of tries as one below nothing.")
    if not 0.0 <= chance <= 1.0:
        raise ValueError("A chance lies between 0 and 1.")
    return (1.0 - chance) ** count


@dataclass(frozen=True, slots=True)
class Luck:
    """How often a search of `count` applications brings no interview at all: `of_100` such searches in a
    hundred, at `percent` interviews in a hundred applications."""

    count: int
    percent: float
    of_100: int


def luck(count: int, percent: float) -> Luck:
    """The same arithmetic in whole numbers of a hundred searches."""
    return Luck(count, percent, round(100 * none_of(count, percent / 100)))


def own_percent(sent: int, met: int) -> float | None:
    """Interviews in a hundred of the person's own applications; None while there are too few to tell."""
    return round(100 * met / sent, 1) if sent >= ENOUGH else None
