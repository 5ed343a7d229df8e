"""How languages tell days and times: the words of `library/<language>/dates.toml`, ready to look with."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from nextround.library import HERE, load_toml

_WORD = re.compile(r"[a-z][a-z-]*[a-z]")
_DASHES = dict.fromkeys("‐‑‒–—−", "-")
_BLANKS = dict.fromkeys("\u00a0\u2007\u2009\u202f\t", " ")
_ODD = (
    _DASHES
    | _BLANKS
    | {"’": "'", "‘": "'", "´": "'", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "İ": "i", "ı": "i"}
)


def _base(letter: str) -> str:
    first = unicodedata.normalize("NFD", letter)[0]
    return first if first.isalpha() and letter not in "ªº" else letter


_FOLD = str.maketrans({chr(code): _base(chr(code)) for code in range(0xC0, 0x250)} | _ODD)


def fold(text: str) -> str:
    """Lower case, without accents, one kind of dash and blank; a letter stays one letter, so places agree.

    Give it text in composed form (NFC).
    """
    return text.translate(_FOLD).lower()


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; one that meets nothing when there are none."""
    listed = sorted({fold(word) for word in words}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s{1,2}") for word in listed) or r"(?!)"


@cache
def tongues() -> frozenset[str]:
    """The languages whose days and times are known."""
    return frozenset(path.parent.name for path in HERE.glob("*/dates.toml"))


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """The languages that each long name of a month or weekday belongs to."""
    owners: dict[str, tuple[str, ...]] = {}
    for language in sorted(tongues()):
        words = speech((language,))
        for name in {*words.months, *words.weekdays}:
            owners[name] = (*owners.get(name, ()), language) if len(name) > 3 else ()
    return owners


def of_days(plain: str, likely: tuple[str, ...]) -> tuple[str, ...]:
    """The likely languages of a folded text, after those whose names of days stand in it the most.

    Of languages alike, the likelier stands first: `12 mars` is French in a French mail and Swedish else.
    """
    counts = Counter(language for word in _WORD.findall(plain) for language in _names().get(word, ()))
    most = max(counts.values(), default=0)
    first = [language for language in (*likely, *sorted(counts)) if most and counts[language] == most]
    return tuple(dict.fromkeys([*first, *likely]))


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of some languages together. `months` and `weekdays` give numbers from 1 and from 0."""

    words: dict[str, tuple[str, ...]]
    months: dict[str, int]
    weekdays: dict[str, int]
    may_stand_alone: frozenset[str]
    month_first: bool

    def any(self, *names: str) -> str:
        """A pattern for any word of the lists with these names."""
        return either(chain.from_iterable(self.words[name] for name in names))


@lru_cache(maxsize=64)
def speech(languages: tuple[str, ...]) -> Speech:
    """The words of these languages; those whose days are not known give none."""
    files = [load_toml(f"{language}/dates.toml") for language in languages if language in tongues()]
    names = sorted({name for file in files for name in file if isinstance(file[name], list)})
    lists = {name: tuple(chain.from_iterable(file[name] for file in files)) for name in names}
    return Speech(
        words=lists,
        months=_numbered(files, "months", 1),
        weekdays=_numbered(files, "weekdays_short", 0) | _numbered(files, "weekdays", 0),
        may_stand_alone=frozenset(_numbered(files, "weekdays", 0)),
        month_first=any(file["month_first"] for file in files),
    )


def _numbered(files: list[dict[str, Any]], name: str, first: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for file in reversed(files):  # the language of the mail stands first and so wins
        for number, words in enumerate(file[name], first):
            found |= dict.fromkeys(fold(words).split(), number)
    return found
