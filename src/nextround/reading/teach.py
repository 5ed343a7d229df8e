"""What the person taught: a word about one mail holds for mail like it, in their own store alone.

A mail is known again by where it comes from and by the runs of words it shares with the mail that was
corrected. Names, roles and dates differ between two mails of one template; most runs do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from nextround.library.grams import sentences
from nextround.library.words import Text
from nextround.reading.finding import Because, Kind
from nextround.reading.judge import Verdict
from nextround.reading.sender import is_system

_RUN = 3  # words
_ALIKE = 0.45  # share of runs in common, from the same place
_ALIKE_ANYWHERE = 0.7
_SAME = 0.6  # from the same place: what was said is acted on without asking
_FEW = 6  # runs; shorter mails are all alike


@dataclass(frozen=True, slots=True)
class Print:
    """How a mail is known again: the address it came from, and its runs of words as numbers."""

    sender: str
    runs: frozenset[int]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the person said about one mail, and how to know mail like it. `source` is who wrote it."""

    kind: Kind
    print: Print
    source: str


def print_of(text: Text, sender: str) -> Print:
    """How a text from a sender (address in lower case) is known again."""
    runs = (run for words in sentences(text.normal) for run in _runs(words))
    return Print(sender, frozenset(runs))


def _runs(words: Sequence[str]) -> list[int]:
    return [crc32(" ".join(words[at : at + _RUN]).encode()) for at in range(len(words) - _RUN + 1)]


def likeness(one: Print, other: Print) -> float:
    """How much two mails share, from 0 to 1; of mails with next to no words nothing can be said."""
    if min(len(one.runs), len(other.runs)) < _FEW:
        return 0.0
    return len(one.runs & other.runs) / len(one.runs | other.runs)


def lesson_for(mail: Print, lessons: Sequence[Lesson]) -> Lesson | None:
    """The lesson about the mail that this one is most like, the latest of equals; None if none is like it."""
    fitting = [
        (like, at)
        for at, lesson in enumerate(lessons)
        if (like := likeness(mail, lesson.print))
        >= (_ALIKE if same_place(mail, lesson.print) else _ALIKE_ANYWHERE)
    ]
    return lessons[max(fitting)[1]] if fitting else None


def same_place(one: Print, other: Print) -> bool:
    """Whether two mails come from one address, or from one employer's domain."""
    site = one.sender.rpartition("@")[2]
    owned = bool(site) and not is_system(site.split(".")[0])
    return one.sender == other.sender or (owned and site == other.sender.rpartition("@")[2])


def taught(verdict: Verdict, mail: Print, lesson: Lesson) -> Verdict:
    """The verdict after a lesson. It is acted on where the person confirmed what was read, or where the
    mail is all but the same."""
    sure = same_place(mail, lesson.print) and likeness(mail, lesson.print) >= _SAME
    if lesson.kind is verdict.kind:
        return Verdict(verdict.kind, max(verdict.confidence, 0.92), sure=verdict.sure or sure)
    return Verdict(lesson.kind, 0.92 if sure else 0.7, sure)


def because(text: Text, kind: Kind) -> Because:
    """The first sentence of a mail that is read as the person taught."""
    start, end = text.spans[0]
    return Because(text.original[start:end].strip(), f"taught.{kind.value}")
