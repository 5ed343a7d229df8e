"""What phrases found, where a mail stands and what the model sees, weighed together: a share for each kind.

Each of them adds to the log of how likely a kind is; the shares then sum to 1 and mean what they say: of
mails given a share of 0.9 nine in ten are of that kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log

from nextround.library.linear import Opinion
from nextround.reading.evidence import Evidence
from nextround.reading.finding import Kind
from nextround.reading.judge import Verdict

NO_STEP = (Kind.OTHER, Kind.ALERT)
KINDS = tuple(kind for kind in Kind if kind is not Kind.OWN)
_HARDLY_ANY = 1e-4
_MANY, _SOME, _BOTH = 4, 3, 2
_ONE_SCREEN = 150
_TOLD = 0.8  # what the phrases are sure of when they find a mail to be about something else

# What each sign adds, in log odds. Fitted by hand to rounded values on texts of open authors; none of them is
# worth more than a few others together.
_SEEN = 0.85  # a whole share of the model's would count double what phrases say
_DECIDED, _STRONG, _IN_SUBJECT = 1.2, 0.6, 0.6
_ANSWER, _ALONE, _HIRES = 1.5, 1.3, 1.5
_A_JOB, _EACH_JOB = 0.25, 0.2
_ELSEWHERE, _NEWSLETTER, _LONG, _RARE = -0.4, -0.9, -0.6, -2.2
_LISTED = 1.3
_REFUSED_IN_ANSWER = -1.0  # an answer may as well be any other step
_NO_STEP_WEAK, _NO_STEP_TOLD = 1.2, 0.8


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mail stands. `answer`: in a thread; `alone`: to the person and nobody else; `hires`: from
    hiring people or their systems; `bulk`: sent to many."""

    answer: bool = False
    alone: bool = False
    hires: bool = False
    bulk: bool = False


def weighed(verdict: Verdict, evidence: Evidence, place: Place, opinion: Opinion) -> Mapping[Kind, float]:
    """How likely each kind is; the shares sum to 1. `verdict` is what the phrases alone make of the mail."""
    scores: dict[Kind, float] = {kind: _SEEN * log(opinion.shares[kind] + _HARDLY_ANY) for kind in KINDS}
    step = _step(evidence, place)
    for kind in KINDS:
        scores[kind] += step if kind not in NO_STEP else 0.0
        scores[kind] += _said(kind, verdict, evidence) if kind is not Kind.OTHER else 0.0
    scores[Kind.ALERT] += _LISTED
    scores[Kind.REJECTION] += _REFUSED_IN_ANSWER * place.answer
    scores[Kind.OTHER] += _something_else(verdict, evidence)
    return _shares(scores)


def _said(kind: Kind, verdict: Verdict, evidence: Evidence) -> float:
    """What the phrases say for a kind."""
    decided, strong = verdict.kind is kind, evidence.strongly(kind) > 0
    return _DECIDED * decided + _STRONG * strong + _IN_SUBJECT * (kind in evidence.in_subject)


def _something_else(verdict: Verdict, evidence: Evidence) -> float:
    """What they say for mail about anything else."""
    told = verdict.kind is Kind.OTHER and verdict.confidence >= _TOLD
    return _NO_STEP_WEAK * min(evidence.weakly(Kind.OTHER), _BOTH) + _NO_STEP_TOLD * told


def _step(evidence: Evidence, place: Place) -> float:
    """What speaks for a step of a search, whichever it is."""
    weak = sum(evidence.weakly(kind) for kind in KINDS if kind not in NO_STEP)
    answer = place.answer and evidence.job + weak > 0  # a thread may be about anything
    stands = _ANSWER * answer + _ALONE * place.alone + _HIRES * place.hires
    about = _A_JOB * (evidence.job > 0) + _EACH_JOB * min(evidence.job, _MANY)
    apart = _ELSEWHERE * min(evidence.elsewhere, _SOME) + _NEWSLETTER * min(evidence.newsletter, _SOME)
    return _RARE + stands + about + apart + _LONG * (evidence.words > _ONE_SCREEN)


def _shares(scores: Mapping[Kind, float]) -> Mapping[Kind, float]:
    most = max(scores.values())
    odds = {kind: exp(score - most) for kind, score in scores.items()}
    whole = sum(odds.values())
    return {kind: odd / whole for kind, odd in odds.items()}
