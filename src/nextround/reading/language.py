"""Which language a mail is in: small words counted, no more."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from nextround.library import load_toml

_ENOUGH = 4


@cache
def _owners() -> dict[str, tuple[str, ...]]:
    owners: dict[str, list[str]] = {}
    for language, words in load_toml("small_words.toml")["words"].items():
        for word in set(words.split()):
            owners.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in owners.items()}


def shares(normal: str) -> list[tuple[str, float]]:
    """Languages of a text in normal form with their share of small words, the greatest first."""
    owners = _owners()
    counts: dict[str, float] = dict.fromkeys(load_toml("small_words.toml")["words"], 0.0)
    for word, times in Counter(word for word in normal.split() if word in owners).items():
        share = min(times, _ENOUGH) / len(owners[word])
        for language in owners[word]:
            counts[language] += share
    total = sum(counts.values()) or 1.0
    found = sorted(counts.items(), key=lambda pair: -pair[1])
    return [(language, count / total) for language, count in found if count]


_SCRIPTS = tuple(
    (language, re.compile(f"[{first}-{last}]"))
    for language, first, last in (
        ("he", "\u0590", "\u05ff"),
        ("ar", "\u0600", "\u06ff"),
        ("ru", "\u0400", "\u04ff"),
        ("el", "\u0370", "\u03ff"),
        ("ja", "\u3040", "\u30ff"),
        ("ko", "\uac00", "\ud7af"),
        ("zh", "\u4e00", "\u9fff"),
    )
)
_LETTER = re.compile(r"[^\W\d_]")


def of_script(text: str) -> str:
    """The language that a script other than Latin speaks for, or an empty text."""
    if text.isascii():
        return ""
    sample = text[:2000]
    letters = len(_LETTER.findall(sample))
    for language, script in _SCRIPTS:
        if len(script.findall(sample)) > letters / 3:
            return language
    return ""


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
