"""Figures from what was said and what is true: kinds, certainty, names, rounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from benchmarks.reading.names import same_employer, same_role
from benchmarks.reading.rows import Case
from benchmarks.reading.texts import HIRING

EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
"""Where the reliability table cuts confidence."""


@dataclass(frozen=True, slots=True)
class Read:
    """One mail and what the program made of it."""

    case: Case
    answer: dict[str, Any]

    @property
    def true(self) -> str:
        """What it is."""
        return self.case.text.kind

    @property
    def said(self) -> str:
        """What it was said to be; a row that was refused counts as `other`, for nothing comes of it."""
        return str(self.answer.get("kind", "other"))

    @property
    def sure(self) -> bool:
        """Whether the program would act without asking."""
        return bool(self.answer.get("sure"))


@dataclass(frozen=True, slots=True)
class Rate:
    """Hits beside what was said and what was there."""

    hit: int
    said: int
    true: int

    @property
    def precision(self) -> float:
        """Of what was said, the share that is so; 1 where nothing was said."""
        return self.hit / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        """Of what was there, the share that was found; 1 where nothing was there."""
        return self.hit / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.hit / (self.said + self.true) if self.said + self.true else 1.0

    def table(self) -> dict[str, float | int]:
        """All of it, for JSON."""
        three = {name: round(getattr(self, name), 4) for name in ("precision", "recall", "f1")}
        return {"true": self.true, "said": self.said, "hit": self.hit, **three}


def rate(reads: Sequence[Read], kind: str) -> Rate:
    """How well one kind is told."""
    hit = sum(read.true == read.said == kind for read in reads)
    return Rate(hit, sum(read.said == kind for read in reads), sum(read.true == kind for read in reads))


def kinds(reads: Sequence[Read]) -> dict[str, Rate]:
    """How well each kind that is there is told."""
    return {kind: rate(reads, kind) for kind in sorted({read.true for read in reads})}


def macro(reads: Sequence[Read]) -> float:
    """The mean F1 over kinds."""
    rates = kinds(reads).values()
    return sum(one.f1 for one in rates) / max(1, len(rates))


def confusion(reads: Iterable[Read]) -> Counter[tuple[str, str]]:
    """How often (true, said) came."""
    return Counter((read.true, read.said) for read in reads)


def false_sure(reads: Iterable[Read]) -> list[Read]:
    """Mails that would be acted on as a no, and are none."""
    return [read for read in reads if read.sure and read.said == "rejection" != read.true]


def sure_noes(reads: Iterable[Read]) -> Rate:
    """Noes acted on without asking, beside all noes."""
    reads = list(reads)
    said = [read for read in reads if read.sure and read.said == "rejection"]
    true = sum(read.true == "rejection" for read in reads)
    return Rate(sum(read.true == "rejection" for read in said), len(said), true)


@dataclass(frozen=True, slots=True)
class Bin:
    """Mails whose confidence lies in one span: what was claimed and what came true."""

    low: float
    high: float
    rows: int
    claimed: float
    right: float


def reliability(reads: Iterable[Read]) -> list[Bin]:
    """Confidence beside truth. Rows without a confidence are left out."""
    pairs = [(float(r.answer["confidence"]), r.true == r.said) for r in reads if "confidence" in r.answer]
    bins = []
    for low, high in pairwise(EDGES):
        inside = [pair for pair in pairs if low <= pair[0] < high or (high == 1.0 == pair[0])]
        if inside:
            claimed, right = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            bins.append(Bin(low, high, len(inside), claimed, right))
    return bins


def calibration_error(bins: Sequence[Bin]) -> float:
    """The mean distance of claim and truth, weighted by rows."""
    rows = sum(one.rows for one in bins)
    return sum(one.rows * abs(one.claimed - one.right) for one in bins) / max(1, rows)


@dataclass(frozen=True, slots=True)
class Told:
    """How often something that a mail tells was right, wrong, or not found (the rest)."""

    rows: int
    right: int
    wrong: int

    @property
    def share(self) -> float:
        """The share that was right; 1 where nothing was told."""
        return self.right / self.rows if self.rows else 1.0

    def table(self) -> dict[str, float | int]:
        """All of it, for JSON."""
        return {"rows": self.rows, "right": self.right, "wrong": self.wrong, "share": round(self.share, 4)}


def told(found: Sequence[tuple[str | None, bool]]) -> Told:
    """Count (answer, whether it is right)."""
    right = sum(ok for _, ok in found)
    return Told(len(found), right, sum(bool(answer) and not ok for answer, ok in found))


def employers(reads: Iterable[Read]) -> Told:
    """Employers, over mails of an application that name one."""
    return _named(reads, "company", lambda r: r.case.filled.tells_company, _employer_right)


def roles(reads: Iterable[Read]) -> Told:
    """Roles, over mails of an application that name one."""
    return _named(reads, "role", lambda r: r.case.filled.tells_role, _role_right)


def stages(reads: Iterable[Read]) -> Told:
    """Rounds, over noes that were read as such: most noes name none, so this counts what was said."""
    noes = [read for read in reads if read.true == read.said == "rejection" and read.answer.get("stage")]
    return told([(read.answer["stage"], read.answer["stage"] == read.case.text.stage) for read in noes])


def meetings(reads: Iterable[Read]) -> Told | None:
    """Times of talks, over mails that name one; None where the program tells no times at all."""
    reads = [read for read in reads if read.case.filled.meeting]
    if not any("when" in read.answer for read in reads):
        return None
    return told([(read.answer.get("when"), _meeting_right(read)) for read in reads])


def _meeting_right(read: Read) -> bool:
    """The same day and hour on the clock of whoever wrote."""
    said, true = read.answer.get("when"), read.case.filled.meeting
    if not said or true is None:
        return False
    return datetime.fromisoformat(said).strftime("%m-%d %H:%M") == true.strftime("%m-%d %H:%M")


def _named(
    reads: Iterable[Read], key: str, tells: Callable[[Read], bool], right: Callable[[Read], bool]
) -> Told:
    about = [read for read in reads if read.true in HIRING and tells(read)]
    return told([(read.answer.get(key), right(read)) for read in about])


def _employer_right(read: Read) -> bool:
    return same_employer(read.answer.get("company"), read.case.filled.job.employer.name)


def _role_right(read: Read) -> bool:
    return same_role(read.answer.get("role"), read.case.filled.job.role)
