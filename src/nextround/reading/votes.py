"""Names that were met in a mail, each with the weight of the places it stood in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from nextround.reading.agency import calls_itself_agency
from nextround.reading.bodies import before_body, is_kind
from nextround.reading.desk import names_nobody, tidy_company, without_desk
from nextround.reading.firms import as_written, folded
from nextround.reading.names import abbreviates, normal_company, normal_role, same_company, same_role
from nextround.reading.tokens import NOT_NAMES, has_trade

BODY, SUBJECT, WEAK_SUBJECT, DISPLAY, PLAIN_DISPLAY, DOMAIN = 3.0, 3.0, 1.5, 3.0, 2.0, 0.5

WEAK_BODY, NAMED_BODY, MAYBE_A_HUMAN = 1.0, 0.8, 0.4

_STEMS = frozenset({"r", "jr", "req", "ref", "id", "job", "nr"})  # what is left of an advert's number
_NO_NAME = re.compile(r"\b[A-Z]{1,4}-?\d{3,}|^ID\b|[，。、！？]")  # the number of an advert, a sentence


class Votes:
    """Names that were met, each with the weight of the places it stood in."""

    def __init__(
        self, addressee: frozenset[str] = frozenset(), no_roles: frozenset[str] = frozenset()
    ) -> None:
        self.addressee = addressee
        self.no_roles = no_roles
        self.companies: dict[str, tuple[str, float]] = {}
        self.in_text: dict[str, float] = {}
        self.agencies: list[str] = []
        self.roles: dict[str, tuple[str, float]] = {}

    def company(self, name: str, weight: float, *, in_text: bool = False) -> None:
        """Count a name, once for each place; `in_text` when running text or the subject named it."""
        key = normal_company(name)
        words = set(key.split())
        if not key or key in NOT_NAMES or len(name) > 70 or _NO_NAME.search(name):
            return
        if words <= self.addressee or names_nobody(frozenset(words)) or is_kind(name):
            return
        if calls_itself_agency(name):
            self.agencies.append(name)
        if in_text:
            self.in_text[key] = self.in_text.get(key, 0.0) + weight
        spelling, so_far = self.companies.get(key, (name, 0.0))
        self.companies[key] = (min(spelling, tidy_company(name), key=len), so_far + weight)

    def named_in_text(self) -> str:
        """The name that the text itself speaks of most."""
        key = max(self.in_text, key=lambda name: self.in_text[name], default="")
        return self.companies[key][0] if key else ""

    def role(self, title: str, weight: float) -> None:
        """Count a title; one with a trade in it counts for more."""
        title = before_body(title)
        key = normal_role(title)
        if not key or key in _STEMS or title.lower() in self.no_roles:
            return
        weight += 1.0 if has_trade(title) else 0.0
        spelling, so_far = self.roles.get(key, (title, 0.0))
        self.roles[key] = (spelling, so_far + weight)

    def domain(self, label: str, text: str) -> None:
        """The sender's domain speaks for a name met elsewhere, or written in the `text`.

        Alone it is the last resort.
        """
        if not label:
            return
        for key, (spelling, weight) in self.companies.items():
            joined = key.replace(" and ", "").replace(" ", "")
            flat = label.replace("-", "")
            if _bears(flat, joined) or abbreviates(label, key):
                self.companies[key] = (spelling, weight + BODY)
                return
        if written := as_written(label, text):
            self.company(tidy_company(without_desk(written)), BODY)
        else:
            self.company(title_of(label), DOMAIN)

    def kin(self, label: str, names: Iterable[str]) -> None:
        """Of names too weak to count alone, one that shares a word with the domain is its owner's."""
        for name in names:
            if any(len(word) > 3 and folded(word) in folded(label) for word in normal_company(name).split()):
                self.company(name, BODY)
                return

    def best_company(self) -> str:
        """The employer most places speak for; empty where none does."""
        return heaviest(self.companies, same_company)

    def best_role(self) -> str:
        """The role most places speak for; empty where none does."""
        return heaviest(self.roles, same_role)


def _bears(label: str, joined: str) -> bool:
    """Whether a domain's label bears a name, or a large part of it."""
    if joined == label or (len(joined) > 3 and label.startswith(joined)) or joined.startswith(label):
        return True
    return len(label) > 4 and joined.endswith(label)


def heaviest(votes: dict[str, tuple[str, float]], same: Any) -> str:
    """The name with the most weight, its other spellings counted with it; the first of equals."""
    best, most = "", 0.0
    for spelling, weight in votes.values():
        total = (
            weight + sum(w for other, w in votes.values() if other != spelling and same(other, spelling)) / 2
        )
        if total > most:
            best, most = spelling, total
    return best


def title_of(label: str) -> str:
    """A domain's label as a name: `harrow-vane` is Harrow Vane."""
    return label.replace("-", " ").title()
