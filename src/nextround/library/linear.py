"""Linear models over pieces of words and words that stand together, as files that ship with the library.

They have an opinion on wordings that no list has. Their weights are trained by `training/` on texts of ours.
No numpy: a text is weighed by adding up whole numbers, each of which holds the weights for all kinds side by
side. What a kind is, the model's file says: kinds of mail, themes of feedback, families of letter checks.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, sqrt
from typing import Any

from nextround.library import load_bytes
from nextround.library.grams import neighbours, pieces

_LANE = 3  # bytes of a lane: room for the weights of thousands of pieces, none spilling into the next
_BITS = 8 * _LANE
_MASK = (1 << _BITS) - 1
_ZERO = 128  # a weight is kept as weight + 128, so that no lane is ever below nought
_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Opinion:
    """How likely each kind is in the model's eyes; the shares sum to 1."""

    shares: Mapping[str, float]

    @property
    def kind(self) -> str:
        """The likeliest kind."""
        return max(self.shares, key=lambda kind: self.shares[kind])

    def share(self, *kinds: str) -> float:
        """How likely it is that a mail is of one of these kinds."""
        return sum(self.shares[kind] for kind in kinds)


class _Lanes(dict[int, int]):
    """The weights of a piece for all kinds in one whole number, and above them a one, to count pieces met."""

    def __init__(self, rows: bytes, kinds: int) -> None:
        super().__init__()
        self._rows, self._width = rows, _LANE * kinds
        self._one = 1 << _BITS * kinds

    def __missing__(self, place: int) -> int:
        at = (place - 1) * self._width
        self[place] = int.from_bytes(self._rows[at : at + self._width], "little") | self._one
        return self[place]


class _Words(dict[str, int]):
    """A word's own weights and those of its pieces, kept for the next time it is met."""

    def __init__(self, weigh: Callable[[Iterable[str]], int]) -> None:
        super().__init__()
        self._weigh = weigh

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = self._weigh((word, *pieces(word)))
        return self[word]


class Model:
    """Weights by piece.

    `places` holds for each piece its row, counted from one; `rows` a byte (and room) for each piece and
    kind; `heat` makes the shares honest; `figures` tell of the run that made it.
    """

    def __init__(self, head: Mapping[str, Any], places: Mapping[str, int], rows: bytes) -> None:
        self.kinds: tuple[str, ...] = tuple(head["kinds"])
        self.bias: Sequence[float] = head["bias"]
        self.step, self.heat = float(head["step"]), float(head["heat"])
        self.figures: Mapping[str, Any] = head["figures"]
        self.places = places
        self._lanes = _Lanes(rows, len(self.kinds))
        self._words = _Words(self._weigh)

    def opinion(self, words: Iterable[Sequence[str]]) -> Opinion:
        """Weigh the sentences of a text, each a list of words."""
        total, length = 0, 0
        for sentence in words:
            total += sum(map(self._words.__getitem__, sentence)) + self._weigh(neighbours(sentence))
            length += len(sentence)
        return self._shares(total, length)

    def _weigh(self, names: Iterable[str]) -> int:
        return sum(map(self._lanes.__getitem__, filter(None, map(self.places.get, names))))

    def _shares(self, total: int, length: int) -> Opinion:
        scale, met = self.step / sqrt(max(length, 1)), total >> _BITS * len(self.kinds)
        scores = [
            (((total >> _BITS * lane) & _MASK) - _ZERO * met) * scale + bias
            for lane, bias in enumerate(self.bias)
        ]
        most = max(scores)
        odds = [exp((score - most) / self.heat) for score in scores]
        whole = sum(odds)
        return Opinion({kind: odd / whole for kind, odd in zip(self.kinds, odds, strict=True)})


def pack(head: Mapping[str, Any], names: Sequence[str], weights: bytes) -> bytes:
    """A model as a file: what is true of it, its pieces, and each one's weights + 128, a byte a kind."""
    said = json.dumps({**head, "pieces": len(names)}, ensure_ascii=False, sort_keys=True)
    return zlib.compress("\n".join([said, *names]).encode() + b"\n\n" + weights, 9)


def unpack(data: bytes) -> Model:
    """A file as a model."""
    said, _, weights = zlib.decompress(data).partition(b"\n\n")
    first, *names = said.decode().split("\n")
    head = json.loads(first)
    rows = bytearray(_LANE * len(weights))
    rows[::_LANE] = weights
    return Model(head, dict(zip(names, range(1, len(names) + 1), strict=True)), bytes(rows))


@cache
def model(name: str) -> Model:
    """A model that ships with the library (`reader.model`), read when first needed. Raises LibraryError."""
    return unpack(load_bytes(name))
