"""A made-up year of one person's job search, with everything that is true of it.

    for made in make_demo(seed=1, now=now): ...      the mails in the order of their dates
    write_mbox(path, make_demo(1, now))              a mailbox file to look around in

The same seed and the same `now` give the same bytes. Names and texts are made up (`library/demo`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from nextround.demo import story
from nextround.demo.cast import Employer, Person, agencies, employers, person, roles, shelf, slug
from nextround.demo.plain import everyday
from nextround.demo.story import REPLY
from nextround.demo.texts import Texts, step
from nextround.demo.truth import Made, Truth

__all__ = ["Made", "Person", "Truth", "make_demo", "make_search", "person", "write_mbox"]

_FROM = re.compile(rb"^(>*From )", re.MULTILINE)


def make_demo(seed: int, now: datetime) -> Iterator[Made]:
    """Make one person's year: about 360 mails, some 60 applications, the last no came yesterday.

    `now` must be aware. The person (`person(seed)`) knows their own addresses.
    """
    rng = Random(seed)
    search = (made for mails in make_search(rng, person(seed), now) for made in mails)
    rest = everyday(person(seed), now.astimezone(UTC), rng)
    yield from sorted([*search, *rest], key=lambda made: made.truth.date)


def make_search(
    rng: Random, who: Person, now: datetime, *, family: str = "", firms: list[Employer] | None = None
) -> Iterator[list[Made]]:
    """Make only the mails of the applications, one list per application.

    `family` names a second set of texts (`-b`). `firms` are used up, from the end, in the place of the
    hand-made employers.
    """
    pool = _Pool(rng, who, dict.fromkeys(REPLY, firms) if firms else {})
    words = Texts(rng, family)
    for row in shelf("stories")["story"]:
        for language in row["langs"].split():
            yield list(_told(row, language, pool, words, now.astimezone(UTC)))


@dataclass(slots=True)
class _Pool:
    """Hands out employers, roles and keys, none twice unless a story shares them."""

    rng: Random
    who: Person
    firms: dict[str, list[Employer]] = field(default_factory=dict)
    shared: dict[str, Any] = field(default_factory=dict)
    jobs: dict[str, list[str]] = field(default_factory=dict)
    count: int = 0

    def employer(self, language: str, word: str) -> Employer:
        """The next employer of a language, or the one that stories with this word share."""
        firms = self.firms.setdefault(language, [])  # one list for all languages when it was given
        if word and f"at {word}" in self.shared:
            return self.shared[f"at {word}"]  # type: ignore[no-any-return]
        if not firms:
            firms.extend(employers(language, self.rng))
        firm = firms.pop()
        self.shared[f"at {word}"] = firm
        return firm

    def role(self, language: str, word: str) -> str:
        """The next role of a language, or the shared one."""
        jobs = self.jobs.setdefault(language, [])
        if word and f"as {word}" in self.shared:
            return str(self.shared[f"as {word}"])
        if not jobs:
            jobs.extend(roles(self.who.field, language, self.rng))
        job = jobs.pop()
        self.shared[f"as {word}"] = job
        return job

    def key(self, employer: Employer) -> str:
        """A key for an application."""
        self.count += 1
        return f"{self.count:03d}-{slug(employer.name)}"


def _told(row: dict[str, Any], language: str, pool: _Pool, words: Texts, now: datetime) -> Iterator[Made]:
    """Tell one story of `stories.toml` once."""
    rng = pool.rng
    employer = pool.employer(language, row.get("same_employer", ""))
    agency = rng.choice(agencies()) if row.get("agency") else None
    role = pool.role(language, row.get("same_role", ""))
    told = story.begin(
        pool.key(employer), language, pool.who, employer=employer, role=role, agency=agency, rng=rng
    )
    steps = [step(one) for one in row["steps"]]
    end = _ending(row["ends"], now, rng)
    yield from story.tell(told, steps, story.days(steps, end, rng), words, rng)


def _ending(ends: list[int], now: datetime, rng: Random) -> datetime:
    """When the last mail of a story came: `ends` days before now, yesterday even on a weekend."""
    if ends == [1, 1]:
        yesterday = now - timedelta(days=1)
        return yesterday.replace(hour=rng.randint(12, 16), minute=rng.randrange(60), second=7, microsecond=0)
    return story.workday(now, rng.randint(*ends), rng)


def write_mbox(path: Path, mades: Iterable[Made]) -> int:
    """Write a mailbox file (mboxrd) and give the number of mails in it."""
    count = 0
    with path.open("wb") as out:
        for count, made in enumerate(mades, 1):  # noqa: B007 -- the last number is the answer
            out.write(envelope(made))
    return count


def envelope(made: Made) -> bytes:
    """One mail as it stands in a mailbox file: its `From ` line, its quoted text, an empty line."""
    stamp = made.truth.date.strftime("%a %b %d %H:%M:%S %Y").encode()
    body = _FROM.sub(rb">\1", made.raw)
    return b"From - " + stamp + b"\n" + body + (b"" if body.endswith(b"\n") else b"\n") + b"\n"
