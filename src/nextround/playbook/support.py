"""Where a person can turn to, by country."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from nextround.library import load_toml

ELSEWHERE = "*"


@dataclass(frozen=True, slots=True)
class Line:
    """One service: its name, how to reach it, and what it is for."""

    name: str
    reach: str
    what_for: str


@dataclass(frozen=True, slots=True)
class Country:
    """The services of one country. `last_checked` is a date, or empty when nobody compared them yet."""

    code: str
    name: str
    last_checked: str
    lines: tuple[Line, ...]


@cache
def countries() -> tuple[Country, ...]:
    """Every country of the data file, in its order; the last is for everywhere else."""
    return tuple(_country(row) for row in load_toml("support.toml")["country"])


def _country(row: dict[str, object]) -> Country:
    lines = row["line"]
    assert isinstance(lines, list)  # noqa: S101 - the file is our own and a test reads it all
    return Country(
        code=str(row["code"]),
        name=str(row["name"]),
        last_checked=str(row["last_checked"]),
        lines=tuple(Line(line["name"], line["reach"], line["for"]) for line in lines),
    )


def support_for(code: str) -> tuple[Country, ...]:
    """A country's services first, then the line for everywhere; an unknown code gives that alone."""
    return tuple(c for c in countries() if c.code in {code.upper(), ELSEWHERE})
