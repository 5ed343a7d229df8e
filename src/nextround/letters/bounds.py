"""A first look at a sentence by its single words: could any family speak in it at all?

What words that stand together weigh is most of the model's work, and mostly changes nothing. For each word it
is known how much the pairs and threes that end with it could add at most to each family over an ordinary
line, whatever stands before it. Where that keeps its lead even so, nobody need look further. The bounds
are made of the model's own weights, so that both ways give the same answer, but for pieces that were never
learned and have the checksum of one that was (one in thirty thousand).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import log
from operator import sub
from pathlib import Path

from nextround.library import HERE, load_bytes
from nextround.library.grams import STEM
from nextround.library.keeping import kept
from nextround.library.linear import Model, apart, lanes, model
from nextround.library.remembered import Remembered

_CLOSE = 1e-6  # what reckoning with fractions could be wrong by, and far more
_END = "$"
_ALONE = (b"#", b"@")  # what pieces of words and senses begin with; neither stands for words side by side


class Bounds:
    """For each word what it weighs, with the most that words before it could add to each kind but `ordinary`.

    The weights of `Model`, all kinds in one number.
    """

    def __init__(self, weights: Model, most: Mapping[str, int], ordinary: str) -> None:
        self._model, self._ordinary = weights, ordinary
        self._end = most.get(_END, 0)
        self._word = Remembered[str, int](lambda word: weights.word(word) + most.get(word[:STEM], 0))

    def holds(self, words: Sequence[str], meant: int, share: float) -> bool:
        """Whether an ordinary line surely has more than this share of a sentence. `meant` is what the senses
        of its words weigh."""
        weight = sum(map(self._word.__getitem__, words)) + meant + self._end
        return self._model.lead(self._ordinary, weight, len(words)) > self._least(share)

    def _least(self, share: float) -> float:
        """The lead that is enough for more than a share, even if all other kinds came as near as the best."""
        others = len(self._model.kinds) - 1
        return self._model.heat * log(others / (1 / share - 1)) + _CLOSE


@cache
def bounds(file: str, ordinary: str) -> Bounds:
    """The bounds of a model that ships with the library. Raises LibraryError."""
    data = load_bytes(file)
    parts = [data, Path(__file__).read_bytes()]
    return Bounds(model(file), kept(HERE, f"{file}.bounds", parts, lambda: most(data, ordinary)), ordinary)


def most(data: bytes, ordinary: str) -> dict[str, int]:
    """For each beginning of a word the most that neighbours which end with it could add to each kind over the
    `ordinary` one, in a model's file."""
    head, names, weights = apart(data)
    kinds = len(head["kinds"])
    plain = head["kinds"].index(ordinary)
    found: dict[str, list[int]] = {}
    for (stem, _), over in _by_sort(names, weights, kinds, plain).items():
        found[stem] = list(map(sum, zip(found.get(stem, [0] * kinds), over, strict=True)))
    return {stem: lanes(over) for stem, over in found.items()}


def _by_sort(
    names: Iterable[bytes], weights: bytes, kinds: int, plain: int
) -> dict[tuple[str, int], tuple[int, ...]]:
    """The same for each sort of neighbours: side by side, by threes, with one or two words between."""
    found: dict[tuple[str, int], tuple[int, ...]] = {}
    for key, at in _neighbours(names):
        row = weights[at * kinds : (at + 1) * kinds]
        over = map(sub, row, bytes([row[plain]]) * kinds)
        found[key] = tuple(map(max, found.get(key, (0,) * kinds), over))
    return found


def _neighbours(names: Iterable[bytes]) -> Iterator[tuple[tuple[str, int], int]]:
    """The last beginning of a word of each neighbourhood, and its sort, with its place."""
    for at, name in enumerate(names):
        before, blank, stem = name.rpartition(b" ")
        if blank and not name.startswith(_ALONE):
            yield (stem.decode(), 2 * before.count(b" ") + before.endswith(b" ")), at
