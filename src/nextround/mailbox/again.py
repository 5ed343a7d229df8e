"""A second way through an archive, for mails that were passed over before their writers were known.

An archive can only be read forward. What was noted of it says which of its members are unpacked again, and
how far; where nobody known wrote any of it, none is.
"""

from __future__ import annotations

import io
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from nextround.mailbox.mbox import known_among, one_mail, unquoted
from nextround.mailbox.scan import LONGEST_MAIL

Members = Iterator[tuple[int, str, BinaryIO | str]]
"""An archive's members from some number on: number, name, and bytes or why there are none."""

ALONE = 0
"""The size of a mail that is a member by itself."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mail lies: the number of its member, where it starts there, and its size or `ALONE`."""

    member: int
    start: int
    size: int


class PassedInside:
    """Mails of humans that were passed over in an archive, in its order. A few bytes for each."""

    def __init__(self) -> None:
        self._writers, self._members = array("I"), array("I")
        self._starts, self._sizes = array("Q"), array("I")

    def add(self, writer: int, place: Place) -> None:
        """Note one; `writer` is the writer's domain as a number."""
        self._writers.append(writer)
        self._members.append(place.member)
        self._starts.append(place.start)
        self._sizes.append(min(place.size, LONGEST_MAIL))

    def first_of(self, writers: frozenset[int]) -> int | None:
        """The number of the first member that holds a mail of one of these; None where none does."""
        return next((self._members[at] for at, writer in enumerate(self._writers) if writer in writers), None)

    def places(self) -> Iterator[tuple[int, Place]]:
        """Every one of them: its writer, and where it lies."""
        for writer, *where in zip(self._writers, self._members, self._starts, self._sizes, strict=True):
            yield writer, Place(*where)

    def written_by(self, addresses: frozenset[str], members: Members) -> Iterator[tuple[bytes, str]]:
        """Those that people of these addresses or their colleagues wrote; with their places for a person."""
        forward = _Forward(members)
        for raw, place in known_among(self.places(), addresses, forward.read):
            where = forward.name if place.size == ALONE else f"{forward.name}: byte {place.start}"
            if raw:
                yield raw, where


class _Forward:
    """An archive that is read once more: each place must lie behind the one before it."""

    def __init__(self, members: Members) -> None:
        self._members = members
        self._stream: BinaryIO = io.BytesIO()
        self._number, self._at = -1, 0
        self.name = ""

    def read(self, place: Place) -> bytes:
        """The mail that lies there; nothing where the archive does not hold it any more."""
        for number, name, stream in self._members if self._number < place.member else ():
            self._number, self.name, self._at = number, name, 0
            self._stream = io.BytesIO() if isinstance(stream, str) else stream
            if number >= place.member:
                break
        if place.size == ALONE:
            return one_mail(self._stream.read(LONGEST_MAIL))
        pass_over(self._stream, place.start - self._at)
        raw = self._stream.read(place.size)
        self._at = place.start + len(raw)
        return unquoted(raw)


def pass_over(stream: BinaryIO, size: int) -> None:
    """Read on without keeping what is read."""
    while size > 0 and (data := stream.read(min(size, 1 << 20))):
        size -= len(data)
