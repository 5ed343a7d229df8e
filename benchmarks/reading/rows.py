"""Each text once as a row for `read --jsonl`, and what is true of it."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from random import Random
from typing import Any

from benchmarks.reading.fill import Filled, fill, job
from benchmarks.reading.texts import Language, Text

from nextround.demo.cast import slug
from nextround.demo.wire import to_html

FORMS = ("plain", "plain", "plain", "html", "html", "designed", "base64")


@dataclass(frozen=True, slots=True)
class Case:
    """One text as a mail: the row a program is given, and the truth it is not."""

    row: dict[str, Any]
    filled: Filled
    complete: bool

    @property
    def text(self) -> Text:
        """The text behind it."""
        return self.filled.text


def cases(languages: Iterable[Language], seed: int) -> list[Case]:
    """Every text that somebody else writes, filled once; how hangs on its own id and the seed."""
    return [
        _case(language, text, seed) for language in languages for text in language.texts if text.kind != "own"
    ]


def _case(language: Language, text: Text, seed: int) -> Case:
    rng = Random(f"{seed} {text.id}")
    applied = datetime(2026, 1, 5, 9, tzinfo=UTC) + timedelta(minutes=rng.randrange(200_000))
    date = applied + timedelta(days=rng.randrange(2, 40), minutes=rng.randrange(500))
    one = fill(language, text, job(language, text.author, rng, text.id, applied), date, rng)
    me = address(one.job.person)
    row = {
        "id": text.id,
        "subject": one.subject,
        "from": f'"{one.sender.name}" <{one.sender.email}>',
        "body": formed(one.body, rng.choice(FORMS)),
        "date": date.isoformat(),
        "headers": {"To": me, "Date": format_datetime(date)},
        "owner": [me],
    }
    return Case(row, one, language.complete)


def address(person: str) -> str:
    """The mail address of who searches."""
    return f"{slug(person).replace('-', '.') or 'me'}@homepost.example"


def formed(body: str, form: str) -> str:
    """A body as mails bring it: words, a bare page, a designed page, or base64."""
    if form == "base64":
        return base64.encodebytes(body.encode()).decode()
    return body if form == "plain" else to_html(body, form == "designed")
