"""Which language a mail is in: small words counted, and the letters that few languages have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache

from nextround.library import load_toml
from nextround.library.script import WIDE

_ENOUGH = 4
_BEYOND = re.compile(r"[^\x00-\x7f]")


@cache
def _owners() -> dict[str, tuple[str, ...]]:
    return _owned((name, words.split()) for name, words in load_toml("small_words.toml")["words"].items())


@cache
def _letters() -> dict[str, tuple[str, ...]]:
    return _owned(load_toml("small_words.toml").get("letters", {}).items())


def _owned(lists: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    """For each sign the languages that have it."""
    owners: dict[str, list[str]] = {}
    for language, signs in lists:
        for sign in set(signs):
            owners.setdefault(sign, []).append(language)
    return {sign: tuple(languages) for sign, languages in owners.items()}


def shares(normal: str) -> list[tuple[str, float]]:
    """Languages of a text in normal form with their share of small words, the greatest first."""
    counts: dict[str, float] = dict.fromkeys(load_toml("small_words.toml")["words"], 0.0)
    _count(counts, normal.split(), _owners())
    if not normal.isascii():
        _count(counts, _BEYOND.findall(normal), _letters())
    total = sum(counts.values()) or 1.0
    found = sorted([pair for pair in counts.items() if pair[1]], key=lambda pair: -pair[1])
    return [(language, count / total) for language, count in found]


def _count(counts: dict[str, float], signs: Iterable[str], owners: dict[str, tuple[str, ...]]) -> None:
    for sign, times in Counter(filter(owners.__contains__, signs)).items():
        share = min(times, _ENOUGH) / len(owners[sign])
        for language in owners[sign]:
            counts[language] += share


_LETTER = re.compile(r"[^\W\d_]")
_SCRIPTS = tuple(
    (script, re.compile(f"[{letters}]"))
    for script, letters in (
        ("hebrew", "\u05d0-\u05ea"),
        ("arabic", "\u0620-\u064a\u0671-\u06d3"),
        ("cyrillic", "\u0400-\u04ff"),
        ("greek", "\u0370-\u03ff\u1f00-\u1fff"),
        ("wide", WIDE),
    )
)
_BEYOND_LATIN = re.compile("".join(["[", *(letter.pattern[1:-1] for _, letter in _SCRIPTS), "]"]))
_LETTERS_A_CHARACTER = 2.5
_KANA = re.compile("[\u3041-\u309f\u30a1-\u30ff]")
_SYLLABLE = re.compile("[\uac00-\ud7a3]")
_SERBIAN, _UKRAINIAN, _RUSSIAN = (re.compile(f"[{own}]", re.I) for own in ("јљњћђџ", "іїєґ", "ыэъё"))
_UKRAINIAN_WORD = re.compile(r"\b(?:ми|ви|що|та|але|жаль|вже|чи|щодо)\b", re.I)
_PERSIAN = re.compile("[پچژگکی]")


def of_script(text: str) -> str:
    """The language that a script other than Latin speaks for, or an empty text.

    Where languages share a script, the letters that only one of them has decide.
    """
    if text.isascii():
        return ""
    sample = text[:2000]
    if not _BEYOND_LATIN.search(sample):
        return ""
    letters = len(_LETTER.findall(sample))
    for script, letter in _SCRIPTS:
        count = len(letter.findall(sample))
        weight = _LETTERS_A_CHARACTER if script == "wide" else 1.0
        if count * weight > (letters + count * (weight - 1)) / 3:
            return _SPEAKERS[script](sample)
    return ""


def _cyrillic(sample: str) -> str:
    if len(_SERBIAN.findall(sample)) > 1:
        return "sr"
    if "ў" in sample:
        return "be"
    ukrainian, russian = len(_UKRAINIAN.findall(sample)), len(_RUSSIAN.findall(sample))
    if ukrainian > russian or (ukrainian == russian and _UKRAINIAN_WORD.search(sample)):
        return "uk"
    hard = sample.count("ъ")
    return "bg" if hard > 1 and hard == russian else "ru"


def _arabic(sample: str) -> str:
    return "fa" if len(_PERSIAN.findall(sample)) * 20 > len(sample) else "ar"


def _wide(sample: str) -> str:
    kana, syllables = len(_KANA.findall(sample)), len(_SYLLABLE.findall(sample))
    others = len(_SCRIPTS[-1][1].findall(sample)) - kana - syllables
    if syllables > max(kana, others):
        return "ko"
    return "ja" if kana * 8 > others else "zh"


_SPEAKERS: dict[str, Callable[[str], str]] = {
    "hebrew": lambda _: "he",
    "arabic": _arabic,
    "cyrillic": _cyrillic,
    "greek": lambda _: "el",
    "wide": _wide,
}


def languages_of(text: str, normal: str) -> tuple[str, ...]:
    """The languages a text is in, the main one first; English when nothing speaks for another."""
    if script := of_script(text):
        return (script, "en")
    found = shares(normal)
    if not found:
        return ("en",)
    best = found[0][1]
    close = [language for language, share in found if share >= best * 0.6]
    return tuple(dict.fromkeys([*close, "en"]))
