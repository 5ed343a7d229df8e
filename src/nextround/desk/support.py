"""People to talk to and bodies that advise on rights, by country, from the library's own file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from nextround.library import load_toml

ELSEWHERE = "*"


@dataclass(frozen=True, slots=True)
class Line:
    """One service: how to reach it, and what for. `dial` is set when `reach` is a number to call."""

    name: str
    reach: str
    purpose: str
    dial: str = ""
    web: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A country with its lines, and those that serve everywhere; `rights` are bodies that advise on them."""

    code: str
    name: str
    checked: str
    lines: tuple[Line, ...]
    rights: tuple[Line, ...] = ()


def countries() -> tuple[tuple[str, str], ...]:
    """(code, name) of each country that has lines, by name, the rest of the world last."""
    found = [(str(row["code"]), str(row["name"])) for row in _rows()]
    return tuple(sorted(found, key=lambda pair: (pair[0] == ELSEWHERE, pair[1])))


def of_country(code: str) -> Place:
    """The lines of a country, then those of everywhere; everywhere's alone when it is not known."""
    rows = {str(row["code"]): row for row in _rows()}
    everywhere = rows.get(ELSEWHERE)
    row = rows.get(code.upper(), everywhere)
    if row is None:
        return Place(ELSEWHERE, "", "", ())
    also = everywhere if everywhere is not None and row is not everywhere else {"line": ()}
    lines = (*_lines(row["line"]), *_lines(also["line"]))
    rights = tuple(_lines(row["right"]))
    return Place(str(row["code"]), str(row["name"]), str(row.get("last_checked", "")), lines, rights)


def _rows() -> list[dict[str, Any]]:
    return list(load_toml("support.toml").get("country", []))


def _lines(rows: Iterable[dict[str, Any]]) -> Iterable[Line]:
    for row in rows:
        reach = str(row["reach"])
        digits = reach.replace(" ", "")
        web = f"https://{reach}" if "." in reach and " " not in reach else ""
        yield Line(str(row["name"]), reach, str(row["for"]), digits if digits.isdigit() else "", web)
