"""What feedback says: whether it tells anything, about what, and how far it lies in the person's hands.

Three sorts. *Generic* words fit anybody ("others were closer to what we need"); one question may follow.
A *circumstance* tells why, and nothing about the person ("the post was cut"). *Specific* feedback names
something of this person's. Two small models of ours weigh each sentence; see `training/README.md`. Their
answer is a starting point, shown as such: the person's own word always wins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from nextround.library import load_toml
from nextround.library.grams import sentences
from nextround.library.linear import model
from nextround.library.words import read
from nextround.reading.newest import newest

THEMES_FILE = "feedback-themes.model"
KINDS_FILE = "feedback-kinds.model"
UNSPECIFIC = "unspecific"
LONGEST = 20_000  # characters: far more than anybody writes about one interview
MOST_THEMES = 3
# One sentence alone is taken at its word; among the many of a whole mail one must stand out.
SURE_ALONE, SURE_AMONG_MANY, FEW, MANY = 0.5, 0.75, 2, 6
SIGNATURE = 4  # words: what is shorter, in a mail, is a greeting or a name
SECOND_THEME = 0.22
CARD = 10  # words: a longer line with an address in it says more than the address
_CARD = re.compile(
    r"@[\w.-]+\.\w|https?://|\bwww\.|[|·•][^|·•]*[|·•]"
    r"|^\W*(?:sent (?:from|via|with)|(?:von|mit) mein\w+ \w+ gesendet|gesendet (?:von|mit)"
    r"|envoyé (?:de|depuis)|enviado desde)\b",
    re.IGNORECASE,
)


class Sort(StrEnum):
    """What feedback tells."""

    GENERIC = "generic"
    CIRCUMSTANCE = "circumstance"
    SPECIFIC = "specific"


class Control(StrEnum):
    """How far a theme lies in a person's hands: soon, with time, or not."""

    SOON = "soon"
    TIME = "time"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Theme:
    """One thing that feedback can be about. `name` and `note` are words a person reads."""

    id: str
    name: str
    control: Control
    note: str


@dataclass(frozen=True, slots=True)
class Meant:
    """A theme that a feedback seems to be about, and how likely that is."""

    id: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one feedback says; themes come best first, at most three."""

    sort: Sort
    confidence: float
    themes: tuple[Meant, ...]
    control: Control

    @property
    def specific(self) -> bool:
        """Whether it names something of this person's."""
        return self.sort is Sort.SPECIFIC


@dataclass(frozen=True, slots=True)
class _Weighed:
    """One sentence in the eyes of both models."""

    kinds: Mapping[str, float]
    themes: Mapping[str, float]

    @property
    def tells(self) -> float:
        """How far it tells something of this person's: both models are heard."""
        if self.kinds[Sort.CIRCUMSTANCE] > self.kinds[Sort.SPECIFIC]:
            return 0.0
        return (self.kinds[Sort.SPECIFIC] + 1 - self.themes[UNSPECIFIC]) / 2


@cache
def themes() -> dict[str, Theme]:
    """Every theme by id, in the order of the file."""
    rows = load_toml("themes.toml")["theme"]
    return {r["id"]: Theme(r["id"], r["name"], Control(r["control"]), r["note"]) for r in rows}


def read_feedback(text: str) -> Feedback:
    """What the newest words of `text` say; quoted mail below them is not theirs to answer for."""
    said = _sentences(_unsigned(newest(text[:LONGEST])))
    if not said:
        return _feedback(Sort.GENERIC, 0.5, {UNSPECIFIC: 1.0})
    weighed = [_weigh(words) for words in said]
    most = max(one.tells for one in weighed)
    if most >= _bar(len(weighed)):
        return _feedback(Sort.SPECIFIC, most, _about([w for w in weighed if w.tells >= SURE_ALONE]))
    outside = [one for one in weighed if one.kinds[Sort.CIRCUMSTANCE] >= SURE_ALONE]
    if outside:
        return _feedback(Sort.CIRCUMSTANCE, 1 - most, _about(outside))
    return _feedback(Sort.GENERIC, 1 - most, _hinted(weighed))


def _unsigned(text: str) -> str:
    """The text without card lines: a name between bars, an address, what it was sent from."""
    return "\n".join(line for line in text.splitlines() if not _CARD.search(line) or len(line.split()) > CARD)


def _sentences(text: str) -> list[list[str]]:
    """The sentences as words; in a whole mail without greetings, names and addresses."""
    found = sentences(read(text).said())
    whole = [words for words in found if len(words) >= SIGNATURE and not _is_address(words)]
    return whole if len(found) > 2 and whole else found


def _is_address(words: Sequence[str]) -> bool:
    return bool({"www", "http", "https", "com", "unsubscribe"} & set(words))


def _weigh(words: Sequence[str]) -> _Weighed:
    return _Weighed(model(KINDS_FILE).opinion([words]).shares, model(THEMES_FILE).opinion([words]).shares)


def _bar(how_many: int) -> float:
    """How sure a sentence must be among so many."""
    return SURE_ALONE + (SURE_AMONG_MANY - SURE_ALONE) * min(1.0, (how_many - 1) / (MANY - 1))


def _about(weighed: Sequence[_Weighed]) -> dict[str, float]:
    """Each theme with its likeliest sentence; that nothing was said is no theme beside others."""
    return {theme: max(one.themes[theme] for one in weighed) for theme in themes() if theme != UNSPECIFIC}


def _hinted(weighed: Sequence[_Weighed]) -> dict[str, float]:
    """What a line or two that tell nothing may still hint at; a whole polite mail hints at nothing."""
    nothing = min(one.themes[UNSPECIFIC] for one in weighed)
    return _about(weighed) | {UNSPECIFIC: nothing} if len(weighed) <= FEW else {UNSPECIFIC: 1 - nothing}


def _feedback(sort: Sort, confidence: float, about: Mapping[str, float]) -> Feedback:
    best = sorted(about, key=lambda theme: -about[theme])[:MOST_THEMES]
    meant = tuple(Meant(t, about[t]) for n, t in enumerate(best) if n == 0 or about[t] >= SECOND_THEME)
    return Feedback(sort, confidence, meant, themes()[meant[0].id].control)
