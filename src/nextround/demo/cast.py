"""Who takes part in a made-up search: the person, employers, agencies, and the people who write."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Any

from nextround.library import load_toml
from nextround.mailbox.message import Address

# Letters that Unicode does not take apart into a base letter and a mark.
_WITHOUT_PARTS = str.maketrans({"ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "ß": "ss", "ł": "l"})


def shelf(name: str) -> dict[str, Any]:
    """Give one of the files in `library/demo`, without its ending."""
    return load_toml(f"demo/{name}.toml")


def slug(text: str) -> str:
    """ASCII letters and digits of a name, joined by hyphens: good for a key or an address."""
    plain = (
        unicodedata.normalize("NFKD", text.translate(_WITHOUT_PARTS))
        .encode("ascii", "ignore")
        .decode()
        .lower()
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@dataclass(frozen=True, slots=True)
class Person:
    """Who searches: `addresses` are all theirs, the first is the one they use now."""

    name: str
    addresses: tuple[str, ...]
    field: str

    @property
    def first(self) -> str:
        """The first name."""
        return self.name.split()[0]


@dataclass(frozen=True, slots=True)
class Writer:
    """Someone who writes for an employer or an agency."""

    address: Address
    title: str

    @property
    def first(self) -> str:
        """The first name."""
        return self.address.name.split()[0]


@dataclass(frozen=True, slots=True)
class Employer:
    """A made-up employer; `spellings` starts with the name that counts."""

    name: str
    domain: str
    spellings: tuple[str, ...] = ()

    def spelled(self, rng: Random) -> str:
        """The name as one mail writes it: mostly the usual one."""
        return rng.choice((self.name, self.name, *self.spellings))


def person(seed: int) -> Person:
    """Give the person of a seed."""
    people = shelf("people")["person"]
    one = people[seed % len(people)]
    return Person(one["name"], tuple(one["addresses"]), one["field"])


def employers(language: str, rng: Random) -> list[Employer]:
    """Give the hand-made employers of a language in random order."""
    found = [_employer(row) for row in shelf("employers")["hand"][language]]
    rng.shuffle(found)
    return found


def many_employers(rng: Random) -> list[Employer]:
    """Thousands of employers, put together from parts, in random order."""
    parts = shelf("employers")["parts"]
    names = [a + b + c for a, b, c in product(parts["first"], parts["second"], parts["third"])]
    rng.shuffle(names)
    return [Employer(name, f"{slug(name).replace('-', '')}.example") for name in names]


def agencies() -> list[Employer]:
    """Give every agency."""
    return [_employer(row) for row in shelf("employers")["agency"]]


def _employer(row: dict[str, Any]) -> Employer:
    return Employer(row["name"], row["domain"], tuple(row.get("spellings", ())))


def writer(domain: str, language: str, rng: Random) -> Writer:
    """Someone who writes from a domain."""
    people = shelf("employers")["people"]
    first, last = rng.choice(people["first"]), rng.choice(people["last"])
    address = Address(f"{first} {last}", f"{slug(first)}.{slug(last)}@{domain}")
    return Writer(address, rng.choice(people["title"][language]))


def roles(field: str, language: str, rng: Random) -> list[str]:
    """Give the roles of a field in a language, in random order."""
    found = list(shelf("people")["roles"][field][language])
    rng.shuffle(found)
    return found
