"""The parts of a letter: short prompts, a menu of questions, and the person's own sentences put in order.

There is no ready sentence anywhere in here (R037): every word of a letter is the person's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from nextround.letters import message
from nextround.letters.kinds import LetterKind
from nextround.letters.text import Letter
from nextround.library import load_toml


class Part(StrEnum):
    """One part of a letter, in the order in which a letter holds them."""

    GREETING = "greeting"
    THANKS = "thanks"
    DETAIL = "detail"
    NEWS = "news"
    QUESTION = "question"
    DOOR = "door"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One short thing to answer: `label` asks, `help` says how, `rules` are the playbook's ids behind it."""

    part: Part
    label: str
    help: str
    optional: bool = False
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One topic of the question menu: what it is about and how to put it, never the sentence itself."""

    id: str
    topic: str
    guidance: str
    kinds: tuple[LetterKind, ...]
    rules: tuple[str, ...] = ()


@cache
def _book() -> Mapping[str, object]:
    return load_toml("questions.toml")


@cache
def prompts(kind: LetterKind) -> tuple[Prompt, ...]:
    """The prompts of a kind, in letter order: greeting and closing first and last, three or four between."""
    rows = _book()["prompt"]
    assert isinstance(rows, list)  # noqa: S101 -- the library's own file, held by a test
    return tuple(
        Prompt(
            Part(row["part"]),
            row["label"],
            row["help"],
            bool(row.get("optional", False)),
            tuple(row.get("rules", ())),
        )
        for row in rows
        if kind in row["kinds"]
    )


@cache
def questions(kind: LetterKind) -> tuple[Question, ...]:
    """The menu of topics that may be asked about in a letter of this kind (R030: pick one)."""
    rows = _book()["question"]
    assert isinstance(rows, list)  # noqa: S101 -- the library's own file, held by a test
    return tuple(
        Question(
            row["id"],
            row["topic"],
            row["guidance"],
            tuple(LetterKind(name) for name in row["kinds"]),
            tuple(row.get("rules", ())),
        )
        for row in rows
        if kind in row["kinds"]
    )


def arrange(kind: LetterKind, answers: Mapping[str, str]) -> str:
    """The person's own sentences in letter order, blank lines between them; nothing is added.

    `answers` maps part names to what was typed; parts that this kind does not have still appear, in
    their usual place, so that nothing typed is ever lost.
    """
    del kind  # the order is the same for every kind; the argument keeps calls alike
    known = [_tidy(answers.get(part.value, "")) for part in Part]
    names = {part.value for part in Part}
    extra = [_tidy(text) for name, text in answers.items() if name not in names]
    body = [*known[:-1], *extra, known[-1]]
    return "\n\n".join(paragraph for paragraph in body if paragraph)


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+(?=\n|$)", "", text.replace("\r\n", "\n"))).strip()


def missing(kind: LetterKind, text: str) -> tuple[Part, ...]:
    """The parts that a letter of this kind still misses (R034, R040); greeting and closing are free."""
    letter = Letter(text)
    wanted = [
        prompt.part
        for prompt in prompts(kind)
        if not prompt.optional and prompt.part not in (Part.GREETING, Part.CLOSING)
    ]
    return tuple(part for part in wanted if not present(part, letter))


def present(part: Part, letter: Letter) -> bool:
    """Whether the letter holds this part; detail and news are there when something is particular."""
    match part:
        case Part.THANKS:
            return message.has_thanks(letter)
        case Part.QUESTION:
            return message.count_questions(letter) > 0
        case Part.DOOR:
            return message.has_open_door(letter)
        case _:
            return message.has_detail(letter)
