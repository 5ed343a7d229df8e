"""Linear models over pieces of words and words that stand together, as files that ship with the library.

They have an opinion on wordings that no list has. Their weights are trained by `training/` on texts of ours.
No numpy: a text is weighed by adding up whole numbers, each of which holds the weights for all kinds side by
side. What a kind is, the model's file says: kinds of mail, themes of feedback, families of letter checks.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import exp, sqrt
from operator import le
from typing import Any
from zlib import crc32

from nextround.library import load_bytes
from nextround.library.grams import neighbours, pieces

_LANE = 3  # bytes of a lane: room for the weights of thousands of pieces, none spilling into the next
_BITS = 8 * _LANE
_MASK = (1 << _BITS) - 1
_ZERO = 128  # a weight is kept as weight + 128, so that no lane is ever below nought
_REMEMBERED = 30_000
_SHELF = 15  # bits of a checksum that differ within a shelf


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

    def __init__(self, weights: bytes, kinds: int) -> None:
        super().__init__()
        self._weights, self._kinds = weights, kinds
        self._one = 1 << _BITS * kinds

    def __missing__(self, place: int) -> int:
        lanes = bytearray(_LANE * self._kinds)
        lanes[::_LANE] = self._weights[place * self._kinds : (place + 1) * self._kinds]
        self[place] = int.from_bytes(lanes, "little") | self._one
        return self[place]


class _Kept(dict[str, int]):
    """What words weigh, or pairs of them, kept for the next time they are met."""

    def __init__(self, weigh: Callable[[str], int]) -> None:
        super().__init__()
        self._weigh = weigh

    def __missing__(self, met: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[met] = weight = self._weigh(met)
        return weight


class Model:
    """Weights by piece.

    A piece is known by its checksum: four bytes, where the pieces themselves would take thirty megabytes. Of
    those that were never learned one in thirty thousand is taken for another. `sums` holds them in order,
    `weights` a byte for each of them and each kind. `heat` makes the shares honest; `figures` tell of the run
    that made it.
    """

    def __init__(self, head: Mapping[str, Any], sums: Sequence[int], weights: bytes) -> None:
        self.kinds: tuple[str, ...] = tuple(head["kinds"])
        self.bias: Sequence[float] = head["bias"]
        self.step, self.heat = float(head["step"]), float(head["heat"])
        self.figures: Mapping[str, Any] = head["figures"]
        self._sums = array("I", sums)
        self._begin = _beginnings(sums)
        self._lanes = _Lanes(weights, len(self.kinds))
        self._alone = _Kept(lambda met: self._weigh((met,)))
        self._words = _Kept(lambda word: self._weigh((word, *pieces(word))))

    def knows(self, word: str) -> bool:
        """Whether a word was met in training."""
        return bool(self._alone[word])

    def opinion(self, words: Iterable[Sequence[str]]) -> Opinion:
        """Weigh the sentences of a text, each a list of words."""
        total, length = 0, 0
        for sentence in words:
            total += sum(map(self._words.__getitem__, sentence))
            total += sum(map(self._alone.__getitem__, neighbours(sentence)))
            length += len(sentence)
        return self._shares(total, length)

    def _weigh(self, names: Iterable[str]) -> int:
        sums, begin, lanes, total = self._sums, self._begin, self._lanes, 0
        for name in names:
            wanted = crc32(name.encode())
            shelf = wanted >> _SHELF
            for at in range(begin[shelf], begin[shelf + 1]):
                if sums[at] == wanted:
                    total += lanes[at]
        return total

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


def _beginnings(sums: Iterable[int]) -> Sequence[int]:
    """Where the checksums of each shelf begin: those with the same highest bits, about one on a shelf."""
    many = [0] * (1 << 32 - _SHELF)
    for one in sums:
        many[one >> _SHELF] += 1
    return array("I", accumulate(many, initial=0))


def pack(head: Mapping[str, Any], names: Sequence[str], weights: bytes) -> bytes:
    """A model as a file: what is true of it, its pieces, and each one's weights + 128, a byte a kind."""
    sums, weights = _in_order([crc32(name.encode()) for name in names], weights)
    place = {crc32(name.encode()): name for name in names}
    said = json.dumps({**head, "pieces": len(names)}, ensure_ascii=False, sort_keys=True)
    return zlib.compress("\n".join([said, *map(place.__getitem__, sums)]).encode() + b"\n\n" + weights, 9)


def unpack(data: bytes) -> Model:
    """A file as a model."""
    said, _, weights = zlib.decompress(data).partition(b"\n\n")
    head, *names = said.split(b"\n")
    return Model(json.loads(head), *_in_order(array("I", map(crc32, names)), weights))


def _in_order(sums: Sequence[int], weights: bytes) -> tuple[Sequence[int], bytes]:
    """Checksums in the order in which they are found again, and their weights with them."""
    if all(map(le, sums, sums[1:])):
        return sums, weights
    kinds = len(weights) // len(sums)
    order = sorted(range(len(sums)), key=sums.__getitem__)
    return [sums[at] for at in order], b"".join(weights[at * kinds : (at + 1) * kinds] for at in order)


@cache
def model(name: str) -> Model:
    """A model that ships with the library (`reader.model`), read when first needed. Raises LibraryError."""
    return unpack(load_bytes(name))
