"""Direct wordings of the sentence families in German, French and Spanish, beside the model.

They stand in `letter_checks/sentences_abroad.toml`, in the model's spelling (`model.words`): lower case, no
accents, ss for ß. What is `innocent` there also silences the model: it hears words, and overhears a "not".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from nextround.letters import model
from nextround.library import load_toml

FILE = "letter_checks/sentences_abroad.toml"


@dataclass(frozen=True, slots=True)
class Wordings:
    """What says one family, and what only looks like it."""

    any: Any
    innocent: Any


@cache
def wordings() -> dict[str, Wordings]:
    """The wordings of each family."""
    book = load_toml(FILE)
    return {
        family: Wordings(_compiled(rows["any"]), _compiled(rows["innocent"])) for family, rows in book.items()
    }


def families(sentence: str, heard: Mapping[str, bool], among: int = 1) -> dict[str, bool]:
    """The families of a sentence that is not English, and whether each speaks up: those said directly, unless
    the model finds the sentence plainly fine in a letter of `among` sentences, and those the model `heard`;
    without those that it only looks like.
    """
    said = " ".join(model.words(sentence)).replace("ß", "ss")  # `\w` knows ASCII
    direct = [family for family, one in wordings().items() if one.any.search(said)]
    told = dict.fromkeys([] if direct and model.is_fine(sentence, among) else direct, True)
    both = {**told, **{family: loud for family, loud in heard.items() if family not in told}}
    return {family: loud for family, loud in both.items() if not wordings()[family].innocent.search(said)}


def _compiled(rows: Iterable[str]) -> Any:
    return re2.compile("|".join(f"(?:{row})" for row in rows))
