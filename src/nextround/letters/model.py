"""The reader behind the sentence checks: what a model of ours makes of wordings that no pattern has.

Patterns decide where they match. Where they do not, the model finds what is plain: it was trained (by
`training/train_letters.py`, on sentences of ours) to tell each family from an ordinary line of a letter.
It knows English, German, French and Spanish, and takes each sentence as it is, in whatever language.
"""

from __future__ import annotations

import re
from functools import lru_cache

from nextround.letters.bounds import bounds
from nextround.letters.senses import keys, names
from nextround.library.linear import Model, Opinion
from nextround.library.linear import model as shipped
from nextround.library.remembered import Remembered
from nextround.library.words import fold, plain_words

FILE = "letters.model"
PLAIN = "plain"
"""The kind of a sentence that no family has anything to say about."""

FAMILIES = (
    "apology",
    "challenge",
    "frustration",
    "pressure",
    "begging",
    "template",
    "self_deprecation",
    "legal_or_rights",
)
LANGUAGES = frozenset({"en", "de", "fr", "es"})
"""The languages it learned."""
# Small words that the other languages do not have.
_ENGLISH = frozenset(
    {
        "i",
        "you",
        "your",
        "my",
        "the",
        "of",
        "and",
        "is",
        "are",
        "it",
        "this",
        "that",
        "with",
        "for",
        "to",
        "have",
        "not",
    }
)
_ELSEWHERE = {"program": "programme", "programs": "programmes", "center": "centre", "centers": "centres"}
_SPELLINGS = re.compile(
    r"(?<=[a-z]{2})iz(?P<ise>e[ds]?|ing|ations?)\b|\b(?P<our>behavi|col|lab|fav|hon|hum)or"
    r"|\b(?:programs?|centers?)\b"
)
_FEWEST, _MOST = 3, 90  # words: fewer say too little, more are no sentence
_KNOWN = 0.6  # of the words: below, the sentence is in a language or a jargon that the model never met
_ALARM = 0.72  # how likely it must be that some family speaks, in English, where patterns hear more than it
_ABROAD = 0.68  # the same in the languages in which the model hears nearly all
_STOCK = 0.75  # how likely stock phrases must be, which lie close to ordinary thanks
_ALARM_AMONG, _STOCK_AMONG = 0.75, 0.92  # the same where a letter is longer: a clean one is let be
_FINE = 0.93  # how plain a sentence must be for a pattern that met something in it to be let go
_FINE_AMONG = 0.75  # the same in a long letter
_SURE = 0.94  # how likely some family must be in a longer letter to be more than a quiet note
_FEW = 3  # sentences: in a longer letter what may go wrong is shared among them
_SHARE = 0.2  # what a second family needs to be named as well


def model() -> Model:
    """The weights; its kinds are the families and `PLAIN`."""
    return shipped(FILE)


@lru_cache(maxsize=4096)
def words(sentence: str) -> tuple[str, ...]:
    """A sentence as the model meets it: words without accents and in one spelling, numbers all alike, and its
    question mark. Sentences alone are remembered, never a whole letter."""
    found = map(_spelled.__getitem__, plain_words(sentence))
    return (*found, "?") if "?" in sentence else tuple(found)


def _one_way(word: str) -> str:
    told = _SPELLINGS.sub(_one_spelling, fold(word))
    return told if told.isalpha() else "0"


_spelled = Remembered(_one_way)


def _one_spelling(found: re.Match[str]) -> str:
    if found["ise"]:
        return f"is{found['ise']}"
    return f"{found['our']}our" if found["our"] else _ELSEWHERE[found[0]]


@lru_cache(maxsize=4096)
def opinion(sentence: str) -> Opinion | None:
    """What the model makes of one sentence; None where it cannot tell: too short, too long, or words it
    does not know."""
    told = words(sentence)
    if not _FEWEST <= len(told) <= _MOST:
        return None
    known = model().known(told)
    return model().opinion([told], meant=_meant(told)) if known >= _KNOWN * len(told) else None


@lru_cache(maxsize=16)
def _meant(told: tuple[str, ...]) -> int:
    """What the senses of a sentence weigh."""
    return sum(map(_weights.__getitem__, keys(told)))


_weights = Remembered[int, int](lambda key: model().weight(names(key)))


def families(sentence: str, found: bool, among: int = 1) -> tuple[str, ...]:
    """The families the model plainly sees in a sentence, the likeliest first.

    `found` says that a pattern has met something in it already: then only what is plain by itself is added.
    `among` is how many sentences the letter has: the more there are, the plainer each must be, so that a long
    letter is not likelier to be troubled than a short one.
    """
    alarm = _alarm(sentence) if among <= _FEW else _bar(_ALARM_AMONG, among)
    told = words(sentence)
    if not _FEWEST <= len(told) <= _MOST or bounds(FILE, PLAIN).holds(told, _meant(told), 1 - alarm):
        return ()
    seen = opinion(sentence)
    if seen is None or seen.shares[PLAIN] > 1 - alarm:
        return ()
    least = alarm if found else _SHARE
    stock = _STOCK if among <= _FEW else _bar(_STOCK_AMONG, among)
    likely = sorted(FAMILIES, key=lambda family: -seen.shares[family])
    return tuple(
        family
        for at, family in enumerate(likely)
        if seen.shares[family] >= (stock if family == "template" else least) or _first(family, at, found)
    )


def is_fine(sentence: str, among: int = 1) -> bool:
    """Whether the model finds a sentence plainly fine, whatever a pattern met in it: the more sentences the
    letter has, the sooner, since patterns would otherwise trouble a long one more often than a short one."""
    seen = opinion(sentence)
    least = 1 - (1 - _FINE) * max(1.0, among / _FEW)
    return seen is not None and seen.shares[PLAIN] > max(_FINE_AMONG, least)


def is_sure(sentence: str, among: int = 1) -> bool:
    """Whether what the model hears in a sentence may be told aloud: in a letter of more than a few sentences
    only what is very plain; the rest is a quiet note."""
    seen = opinion(sentence)
    return among <= _FEW or (seen is not None and seen.shares[PLAIN] <= 1 - _bar(_SURE, among))


def _alarm(sentence: str) -> float:
    return _ALARM if is_english(sentence) else _ABROAD


def _bar(alone: float, among: int) -> float:
    """How likely it must be that a family speaks in one of so many sentences."""
    return 1 - (1 - alone) * min(1.0, _FEW / among)


def _first(family: str, at: int, found: bool) -> bool:
    return at == 0 and not found and family != "template"


def is_english(sentence: str) -> bool:
    """Whether a sentence holds any of the small words of English."""
    return not _ENGLISH.isdisjoint(words(sentence))
