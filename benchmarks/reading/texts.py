"""The texts of the benchmark, as their authors wrote them, and the made-up people and employers in them.

A file of `texts/` holds one language. Its `[cast]` has names and dates, `[cast.AUTHOR]` the world of one
author, and `[AUTHOR.KIND]` that author's texts: `sort = [text, ...]`. A text's first line is its subject;
`Name || Subject` also says who writes, where that is not the employer.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "texts"
CLOSED = frozenset("cd")
"""The authors whose misses nobody looks at."""

HIRING = ("applied", "assessment", "interview", "offer", "rejection", "feedback", "cancelled")
"""Kinds of mail that belong to an application; employer and role are judged on these."""

KINDS = (*HIRING, "outreach", "alert", "other", "own")
STAGES = ("cv", "phone", "assessment", "interview", "final")


@dataclass(frozen=True, slots=True)
class Text:
    """One text with slots; `sort` is a stage, a topic, or a manner of the kind."""

    language: str
    author: str
    kind: str
    sort: str
    number: int
    sender: str
    subject: str
    body: str

    @property
    def id(self) -> str:
        """A name that stays while texts are only added at the end of their list."""
        return f"{self.language}-{self.author}-{self.kind}-{self.sort}-{self.number}"

    @property
    def closed(self) -> bool:
        """Whether nobody may look at what was made of it."""
        return self.author in CLOSED

    @property
    def stage(self) -> str:
        """The round a no came from, else nothing."""
        return self.sort if self.kind == "rejection" else ""

    def says(self, slot: str) -> bool:
        """Whether the text itself tells what stands in a slot."""
        return "{" + slot + "}" in self.subject + self.body


@dataclass(frozen=True, slots=True)
class Employer:
    """A made-up employer."""

    name: str
    domain: str


@dataclass(frozen=True, slots=True)
class World:
    """Whom one author writes about."""

    employers: tuple[Employer, ...]
    roles: tuple[str, ...]
    writers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """One file of texts. `day` and `when` are patterns of a date and of a date with its hour; `wrote` stands
    above a quoted mail, with WHO for who wrote it."""

    code: str
    complete: bool
    people: tuple[str, ...]
    desks: tuple[str, ...]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    day: str
    when: str
    wrote: str
    worlds: dict[str, World]
    texts: tuple[Text, ...]


def load(code: str) -> Language:
    """Read the texts of a language; KeyError or ValueError where the file is not as it should be."""
    table = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    cast = table.pop("cast")
    return Language(
        code=code,
        complete=cast.get("complete", False),
        people=tuple(cast["people"]),
        desks=tuple(cast["desks"]),
        months=tuple(cast.get("months", ())),
        weekdays=tuple(cast.get("weekdays", ())),
        day=cast["day"],
        when=cast["when"],
        wrote=cast["wrote"],
        worlds={author: _world(cast[author]) for author in table},
        texts=tuple(text for author, kinds in table.items() for text in _texts(code, author, kinds)),
    )


def codes() -> list[str]:
    """Give the languages there are texts in: complete ones first."""
    found = sorted(path.stem for path in FOLDER.glob("*.toml"))
    return sorted(found, key=lambda code: not load(code).complete)


def _world(row: dict[str, Any]) -> World:
    pairs = [pair.split(" | ") for pair in row["employers"]]
    return World(
        tuple(Employer(name, domain) for name, domain in pairs), tuple(row["roles"]), tuple(row["writers"])
    )


def _texts(code: str, author: str, kinds: dict[str, dict[str, list[str]]]) -> list[Text]:
    return [
        _text(code, author, kind, sort, number, written)
        for kind, sorts in kinds.items()
        for sort, many in sorts.items()
        for number, written in enumerate(many, 1)
    ]


def _text(code: str, author: str, kind: str, sort: str, number: int, written: str) -> Text:
    if kind not in KINDS or (kind == "rejection" and sort not in STAGES):
        raise ValueError(f"{code}: there is no kind {kind}.{sort}")
    head, _, body = written.partition("\n")
    sender, _, subject = head.rpartition(" || ")
    return Text(code, author, kind, sort, number, sender, subject, body.rstrip("\n"))
