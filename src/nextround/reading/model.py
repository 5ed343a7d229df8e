"""The second reader behind the phrases: what a model of ours makes of a mail in wordings that no list has.

It never acts alone: see `second.py`. Its weights are trained by `training/train.py` on texts of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from nextround.library.grams import sentences
from nextround.library.linear import Model, Opinion
from nextround.library.linear import model as shipped
from nextround.library.senses import Senses, senses
from nextround.library.words import Text
from nextround.reading.finding import Because, Kind

FILE = "reader.model"
TALK = "talk"
"""Mail in a thread about a search that decides nothing: learned apart, since it is like other mail in nothing
but that no step is in it; `other` to everybody else."""
_MOST_SENTENCES = 40


def model() -> Model:
    """The reader's weights; its kinds are those of `Kind`, and `TALK`."""
    return shipped(FILE)


class _After(dict[int, int]):
    """What a group of words weighs in the model's eyes after each other group; alone, after group 0."""

    def __init__(self, meant: Senses, later: int) -> None:
        super().__init__()
        self._senses, self._later = meant, later

    def __missing__(self, before: int) -> int:
        alone = self._senses.groups[self._later]
        self[before] = weight = model().weight(self._senses.pairs(before, self._later) if before else alone)
        return weight


class _Meant(dict[int, _After]):
    """What the senses of words weigh. There are few groups of words, so that each two are weighed once."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._senses = senses(language)

    def __missing__(self, later: int) -> _After:
        self[later] = row = _After(self._senses, later)
        return row

    def weight(self, words: Sequence[str]) -> int:
        """What the senses of a sentence weigh."""
        total = 0
        for later, before in self._senses.near(words):
            row = self[later]
            total += row[0] + sum(map(row.__getitem__, before))
        return total


_meant = cache(_Meant)


def opinion(text: Text, language: str) -> Opinion:
    """What the model makes of what the writer says; a sentence in quotation marks is somebody else's."""
    return _weighed(text.said(), language)


def _weighed(normal: bytes, language: str) -> Opinion:
    said = sentences(normal)
    shares = dict(model().opinion(said, meant=sum(map(_meant(language).weight, said))).shares)
    shares[Kind.OTHER] += shares.pop(TALK)
    return Opinion(shares)


def because(text: Text, kind: Kind, language: str) -> Because:
    """The sentence that speaks most for a kind, in the writer's own words."""
    lines = text.normal.split(b"\n")[1:-1][:_MOST_SENTENCES]
    alone = [_weighed(line, language).shares[kind] for line in lines]
    start, end = text.spans[alone.index(max(alone))]
    return Because(text.original[start:end].strip(), f"model.{kind.value}")
