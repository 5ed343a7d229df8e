"""Careers services by country, public ones alone, from the library's own file: nothing is fetched."""

from __future__ import annotations

from dataclasses import dataclass

from nextround.library import load_toml

ELSEWHERE = "*"


@dataclass(frozen=True, slots=True)
class Service:
    """One service; `web` is its address, empty where it is nearby."""

    name: str
    purpose: str
    web: str


@dataclass(frozen=True, slots=True)
class Services:
    """A country's services, then what there is everywhere. `checked` is empty until that was done."""

    code: str
    checked: str
    services: tuple[Service, ...]


def countries() -> tuple[tuple[str, str], ...]:
    """(code, name) of each country in the file, everywhere last."""
    found = [(str(row["code"]), str(row["name"])) for row in load_toml("careers.toml")["country"]]
    return tuple(sorted(found, key=lambda pair: (pair[0] == ELSEWHERE, pair[1])))


def of_country(code: str) -> Services:
    """The services of a country and those of everywhere; the latter alone when it is not in the file."""
    rows = {str(row["code"]): row for row in load_toml("careers.toml")["country"]}
    row = rows.get(code.upper(), rows[ELSEWHERE])
    listed = row["service"] + (rows[ELSEWHERE]["service"] if row is not rows[ELSEWHERE] else [])
    services = tuple(Service(one["name"], one["for"], one["reach"]) for one in listed)
    return Services(str(row["code"]), str(row["last_checked"]), services)
