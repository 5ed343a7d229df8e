"""Linear models over pieces of words and words that stand together, as files that ship with the library.

They have an opinion on wordings that no list has. Their weights are trained by `training/` on texts of ours.
No numpy: a text is weighed by adding up whole numbers, each of which holds the weights for all kinds side by
side. What a kind is, the model's file says: kinds of mail, themes of feedback, families of letter checks.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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


@dataclass(slots=True)
class Model:
    """Weights by piece. `rows` holds a byte for each kind and piece; `heat` makes the shares honest."""

    kinds: tuple[str, ...]
    bias: Sequence[float]
    step: float
    heat: float
    places: Mapping[str, int]
    rows: bytes
    figures: Mapping[str, Any] = field(default_factory=dict)
    _words: dict[str, tuple[int, int]] = field(default_factory=dict)

    def opinion(self, words: Iterable[Sequence[str]]) -> Opinion:
        """Weigh the sentences of a text, each a list of words."""
        total, met, length = 0, 0, 0
        for sentence in words:
            more, times = self._sentence(sentence)
            total, met, length = total + more, met + times, length + len(sentence)
        return self._shares(total, met, length)

    def _sentence(self, words: Sequence[str]) -> tuple[int, int]:
        known = self._words
        spelled = [known.get(word) or self._spell(word) for word in words]
        near = [self._lanes(at) for at in map(self.places.get, neighbours(words)) if at is not None]
        return sum(near) + sum(one[0] for one in spelled), len(near) + sum(one[1] for one in spelled)

    def _spell(self, word: str) -> tuple[int, int]:
        """A word's own weights and those of its pieces, kept for the next time it is met."""
        if len(self._words) >= _REMEMBERED:
            self._words.clear()
        places = (self.places.get(piece) for piece in (word, *pieces(word)))
        found = [self._lanes(at) for at in places if at is not None]
        self._words[word] = sum(found), len(found)
        return self._words[word]

    def _lanes(self, at: int) -> int:
        width = _LANE * len(self.kinds)
        return int.from_bytes(self.rows[at * width : (at + 1) * width], "little")

    def _shares(self, total: int, met: int, length: int) -> Opinion:
        scale = self.step / sqrt(max(length, 1))
        scores = [
            (((total >> _BITS * lane) & _MASK) - _ZERO * met) * scale + bias
            for lane, bias in enumerate(self.bias)
        ]
        most = max(scores)
        odds = [exp((score - most) / self.heat) for score in scores]
        return Opinion({kind: odd / sum(odds) for kind, odd in zip(self.kinds, odds, strict=True)})


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
    places = dict(zip(names, range(len(names)), strict=True))
    return Model(
        tuple(head["kinds"]), head["bias"], head["step"], head["heat"], places, bytes(rows), head["figures"]
    )


@cache
def model(name: str) -> Model:
    """A model that ships with the library (`reader.model`), read when first needed. Raises LibraryError."""
    return unpack(load_bytes(name))
