"""The words of a made-up search: which text fits a step, and how it is framed and filled in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from nextround.demo.cast import shelf


@dataclass(frozen=True, slots=True)
class Step:
    """One mail of a story, as `stories.toml` writes it (see the head of that file)."""

    kind: str
    by: str
    stage: str = ""
    use: str = ""
    after: tuple[int, int] = (0, 0)
    ahead: tuple[int, int] = (3, 8)
    pick: str = ""
    reply: bool = False
    quote: bool = False
    again: bool = False
    ask: bool = False
    no_id: bool = False
    twice: bool = False
    same_id: bool = False


def step(row: Mapping[str, Any]) -> Step:
    """Read a step from its row."""
    facts: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in row.items()}
    return Step(**facts)


@dataclass(slots=True)
class Texts:
    """Chooses texts, those used least first, so that one search does not repeat itself."""

    rng: Random
    family: str = ""
    used: Counter[str] = field(default_factory=Counter)

    def choose(self, wanted: Step, language: str) -> dict[str, Any]:
        """Give a text of the language for a step. A step that no text fits is a fault in our files."""
        fitting = [text for text in shelf(language + self.family)["text"] if fits(text, wanted)]
        if not fitting:
            raise LookupError(f"No text in demo/{language}{self.family}.toml for {wanted}")
        least = min(self.used[text["body"]] for text in fitting)
        chosen: dict[str, Any] = self.rng.choice([t for t in fitting if self.used[t["body"]] == least])
        self.used[chosen["body"]] += 1
        return chosen


def fits(text: Mapping[str, Any], wanted: Step) -> bool:
    """Whether a text may stand at a step."""
    if text["kind"] != wanted.kind or wanted.by not in text["by"]:
        return False
    if wanted.pick:
        return bool(text.get("id") == wanted.pick)
    if wanted.use != text.get("use", "") or wanted.ask != text.get("ask", False):
        return False
    if text.get("reply", False) and not wanted.reply:
        return False
    return not wanted.stage or wanted.stage in text.get("stage", [wanted.stage])


def frame(language: str, name: str, rng: Random, fall_back: str = "") -> str:
    """One way to open, close or foot a letter."""
    frames = shelf(language)["frame"]
    return str(rng.choice(frames.get(name) or frames[fall_back]))


def moment(language: str, when: datetime) -> str:
    """A date and a time in words."""
    return _told(language, "when", when)


def day(language: str, when: datetime) -> str:
    """A day in words."""
    return _told(language, "day", when)


def _told(language: str, form: str, when: datetime) -> str:
    calendar = shelf(language)["calendar"]
    weekday, month = calendar["weekdays"][when.weekday()], calendar["months"][when.month - 1]
    return str(calendar[form]).format(weekday=weekday, day=when.day, month=month, clock=f"{when:%H:%M}")
