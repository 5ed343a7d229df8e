"""Linear models over pieces of words and words that stand together, as files that ship with the library.

They have an opinion on wordings that no list has. Their weights are trained by `training/` on texts of ours.
No numpy: a text is weighed by adding up whole numbers, each of which holds the weights for all kinds side by
side. What a kind is, the model's file says: kinds of mail, themes of feedback, families of letter checks.
"""

from __future__ import annotations

import json
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import exp, sqrt
from operator import le
from pathlib import Path
from struct import Struct
from typing import Any
from zlib import crc32

from nextround.library import HERE, grams, load_bytes
from nextround.library.keeping import kept

_LANE = 4  # bytes of a lane: room for the weights of millions of pieces, none spilling into the next
_BITS = 8 * _LANE
_ZERO = 128  # a weight is kept as weight + 128, so that no lane is ever below nought
_REMEMBERED = 60_000
_REST = 12  # bits of a checksum that its mark does not tell
_HALF = 16  # bits of half a checksum
SIGN = "@"
"""What features of a sentence beside its words begin with."""


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


class _Kept(dict[str, int]):
    """What words weigh, kept for the next time they are met."""

    def __init__(self, weigh: Callable[[str], int]) -> None:
        super().__init__()
        self._weigh = weigh

    def __missing__(self, met: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[met] = weight = self._weigh(met)
        return weight


class _Lanes(dict[int, int]):
    """The weights of a piece, by its checksum, for all kinds in one whole number, and above them a one, to
    count pieces met; nought for a piece that was never learned."""

    def __init__(self, sums: Sequence[int], begins: Sequence[int], weights: bytes, kinds: int) -> None:
        super().__init__()
        self._sums, self._begins, self._weights, self._kinds = sums, begins, weights, kinds
        self._one = 1 << _BITS * kinds

    def __missing__(self, wanted: int) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        half = wanted >> _HALF
        behind = self._begins[half + 1]
        place = bisect_left(self._sums, wanted, self._begins[half], behind)
        known = place < behind and self._sums[place] == wanted
        self[wanted] = weight = self._at(place) if known else 0
        return weight

    def _at(self, place: int) -> int:
        lanes = bytearray(_LANE * self._kinds)
        lanes[::_LANE] = self._weights[place * self._kinds : (place + 1) * self._kinds]
        return int.from_bytes(lanes, "little") | self._one


class Model:
    """Weights by piece.

    A piece is known by its checksum: four bytes, where the pieces themselves would take thirty megabytes. Of
    those that were never learned one in thirty thousand is taken for another. `sums` holds them in order,
    `weights` a byte for each of them and each kind. `heat` makes the shares honest; `figures` tell of the run
    that made it. Most pieces of a text were never learned: a table of the first bits of checksums (`marks`)
    lets five of six of those go at once. Another (`begins`) tells where checksums with the same first half
    stand in `sums`.
    """

    def __init__(
        self,
        head: Mapping[str, Any],
        sums: Sequence[int],
        begins: Sequence[int],
        marks: bytes,
        weights: bytes,
    ) -> None:
        self.kinds: tuple[str, ...] = tuple(head["kinds"])
        self.bias: Sequence[float] = head["bias"]
        self.step, self.heat = float(head["step"]), float(head["heat"])
        self.figures: Mapping[str, Any] = head["figures"]
        self._marks = marks
        self._bytes = _LANE * (len(self.kinds) + 1)
        self._apart = Struct(f"<{len(self.kinds) + 1}I").unpack
        self._lanes = _Lanes(sums, begins, weights, len(self.kinds))
        self._alone = _Kept(lambda word: self._weigh([crc32(word.encode())]))
        self._words = _Kept(lambda word: self._weigh(grams.word_sums(word)))

    def known(self, words: Iterable[str]) -> int:
        """How many of these words were met in training."""
        return sum(map(bool, map(self._alone.__getitem__, words)))

    def weight(self, signs: Iterable[str]) -> int:
        """What signs weigh for all kinds, to be added to other weights."""
        return sum(map(self._alone.__getitem__, signs))

    def opinion(self, words: Iterable[Sequence[str]], signs: Iterable[str] = (), meant: int = 0) -> Opinion:
        """Weigh the sentences of a text, each a list of words, and what else is known of them.

        `signs` are weighed here; `meant` is what others weigh, if that is known already.
        """
        total, length = self.weight(signs) + meant, 0
        for sentence in words:
            total += sum(map(self._words.__getitem__, sentence))
            total += self._weigh(grams.sums(sentence))
            length += len(sentence)
        return self._shares(total, length)

    def _weigh(self, wanted: Iterable[int]) -> int:
        marks = self._marks
        return sum(map(self._lanes.__getitem__, [one for one in wanted if marks[one >> _REST]]))

    def word(self, word: str) -> int:
        """What a word weighs by itself and by its pieces, for all kinds."""
        return self._words[word]

    def lead(self, kind: str, weight: int, length: int) -> float:
        """How far a kind stands above the best of all others, where `length` words weigh so much: shares are
        in proportion to the exponentials of these scores over `heat`."""
        scores = self._scores(weight, length)
        return scores.pop(self.kinds.index(kind)) - max(scores)

    def _scores(self, total: int, length: int) -> list[float]:
        *lanes, met = self._apart(total.to_bytes(self._bytes, "little"))
        scale, zero = self.step / sqrt(max(length, 1)), _ZERO * met
        return [(lane - zero) * scale + bias for lane, bias in zip(lanes, self.bias, strict=True)]

    def _shares(self, total: int, length: int) -> Opinion:
        scores, heat = self._scores(total, length), self.heat
        most = max(scores)
        odds = [exp((score - most) / heat) for score in scores]
        whole = sum(odds)
        return Opinion(dict(zip(self.kinds, [odd / whole for odd in odds], strict=True)))


def lanes(weights: Iterable[int]) -> int:
    """Weights for all kinds, none below nought, side by side in one number, to be added to others."""
    return sum(weight << _BITS * at for at, weight in enumerate(weights))


def _marks(sums: Iterable[int]) -> bytes:
    """For each beginning of a checksum whether any of these begins so."""
    marks = bytearray(1 << 32 - _REST)
    for one in sums:
        marks[one >> _REST] = 1
    return bytes(marks)


def pack(head: Mapping[str, Any], names: Sequence[str], weights: bytes) -> bytes:
    """A model as a file: what is true of it, its pieces, and each one's weights + 128, a byte a kind."""
    sums, weights = _in_order([crc32(name.encode()) for name in names], weights)
    place = {crc32(name.encode()): name for name in names}
    said = json.dumps({**head, "pieces": len(names)}, ensure_ascii=False, sort_keys=True)
    return zlib.compress("\n".join([said, *map(place.__getitem__, sums)]).encode() + b"\n\n" + weights, 9)


def unpack(data: bytes) -> Model:
    """A file as a model."""
    return _model(*_tables(data))


def _begins(sums: Iterable[int]) -> array[int]:
    """For each first half of a checksum where those with it begin, and at the end how many there are."""
    many = [0] * ((1 << _HALF) + 1)
    for one in sums:
        many[(one >> _HALF) + 1] += 1
    return array("I", accumulate(many))


def _model(head: Mapping[str, Any], sums: bytes, begins: bytes, marks: bytes, weights: bytes) -> Model:
    return Model(head, array("I", sums), array("I", begins), marks, weights)


def apart(data: bytes) -> tuple[Mapping[str, Any], list[bytes], bytes]:
    """The parts of a file: what is true of the model, its pieces, and each one's weights as `pack` was given
    them."""
    said, _, weights = zlib.decompress(data).partition(b"\n\n")
    head, *names = said.split(b"\n")
    return json.loads(head), names, weights


def _tables(data: bytes) -> tuple[Mapping[str, Any], bytes, bytes, bytes, bytes]:
    """What a model is made of, ready to be used as it stands: head, checksums, where they begin, marks and
    weights."""
    head, names, weights = apart(data)
    sums, weights = _in_order(array("I", map(crc32, names)), weights)
    return head, array("I", sums).tobytes(), _begins(sums).tobytes(), _marks(sums), weights


def _in_order(sums: Sequence[int], weights: bytes) -> tuple[Sequence[int], bytes]:
    """Checksums in the order in which they are found again, and their weights with them."""
    if all(map(le, sums, sums[1:])):
        return sums, weights
    kinds = len(weights) // len(sums)
    order = sorted(range(len(sums)), key=sums.__getitem__)
    return array("I", map(sums.__getitem__, order)), b"".join(
        weights[at * kinds : (at + 1) * kinds] for at in order
    )


@cache
def model(name: str) -> Model:
    """A model that ships with the library (`reader.model`), read when first needed. Raises LibraryError."""
    data = load_bytes(name)
    return _model(*kept(HERE, name, [data, Path(__file__).read_bytes()], lambda: _tables(data)))
