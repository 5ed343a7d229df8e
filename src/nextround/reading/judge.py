"""From evidence to a verdict: which kind, how confident, and whether sure."""

from __future__ import annotations

from dataclasses import dataclass

from nextround.reading.evidence import Evidence
from nextround.reading.finding import Kind, Stage

_ORDER = (
    Kind.REJECTION,
    Kind.CANCELLED,
    Kind.OFFER,
    Kind.FEEDBACK,
    Kind.ASSESSMENT,
    Kind.INTERVIEW,
    Kind.APPLIED,
    Kind.ALERT,
    Kind.OUTREACH,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A kind, a confidence between 0 and 1, and whether Nextround acts on it without asking."""

    kind: Kind
    confidence: float
    sure: bool


def judge(evidence: Evidence) -> Verdict:
    """Weigh all kinds against each other. A no outweighs the pleasantries around it."""
    if verdict := _rejection(evidence):
        return verdict
    rest = [kind for kind in _ORDER if kind is not Kind.REJECTION and _enough(evidence, kind)]
    if not rest or _about_something_else(evidence):
        return Verdict(Kind.OTHER, 0.9 if not evidence.job else 0.7, sure=not evidence.strong)
    best = max(rest, key=lambda kind: (_weight(evidence, kind), -_ORDER.index(kind)))
    return _graded(evidence, best)


def _weight(evidence: Evidence, kind: Kind) -> float:
    return evidence.points(kind) + (0.6 if kind in evidence.in_subject else 0.0)


def _enough(evidence: Evidence, kind: Kind) -> bool:
    return (
        evidence.strongly(kind) > 0
        or evidence.weakly(kind) > 1
        or (
            evidence.weakly(kind) == 1 and kind in {Kind.APPLIED, Kind.ASSESSMENT, Kind.ALERT, Kind.INTERVIEW}
        )
    )


def _about_something_else(evidence: Evidence) -> bool:
    return evidence.elsewhere > evidence.job


def _rejection(evidence: Evidence) -> Verdict | None:
    strong, weak = evidence.strongly(Kind.REJECTION), evidence.weakly(Kind.REJECTION)
    if not strong and weak < 2:
        return None
    if _about_something_else(evidence) or not evidence.job:
        return None
    if not strong and _contradicted(evidence):
        return None
    if evidence.strongly(Kind.CANCELLED) and not _about_the_person(evidence):
        return None
    return _rejected(evidence, strong, weak)


def _rejected(evidence: Evidence, strong: int, weak: int) -> Verdict:
    confidence = 0.97 if strong > 1 or (strong and weak) else 0.93 if strong else 0.7
    doubtful = _contradicted(evidence) or evidence.newsletter > 1 or evidence.strongly(Kind.ALERT) > 1
    if doubtful:
        confidence -= 0.25
    return Verdict(Kind.REJECTION, confidence, sure=confidence > 0.9)


def _contradicted(evidence: Evidence) -> bool:
    return any(
        evidence.strongly(kind) for kind in (Kind.OFFER, Kind.INTERVIEW, Kind.APPLIED, Kind.ASSESSMENT)
    )


def _about_the_person(evidence: Evidence) -> bool:
    return bool(evidence.strong.get(Kind.REJECTION, set()) - _FILLED)


_FILLED = frozenset({"en.rejection.filled"})


def _graded(evidence: Evidence, kind: Kind) -> Verdict:
    strong, weak = evidence.strongly(kind), evidence.weakly(kind)
    confidence = 0.92 if strong > 1 or (strong and weak) else 0.85 if strong else 0.6
    rivals = sum(1 for other in _ORDER if other is not kind and evidence.strongly(other))
    confidence -= 0.1 * min(rivals, 3)
    return Verdict(kind, confidence, sure=confidence >= 0.8)


def stage(evidence: Evidence, kind: Kind) -> Stage | None:
    """How far the round had come, as the mail tells it."""
    if kind in {Kind.OTHER, Kind.ALERT, Kind.OUTREACH, Kind.OWN}:
        return None
    plain = {Kind.APPLIED: Stage.CV, Kind.ASSESSMENT: Stage.ASSESSMENT, Kind.OFFER: Stage.OFFER}
    if kind in plain:
        return plain[kind]
    for step in (Stage.FINAL, Stage.PHONE, Stage.INTERVIEW, Stage.ASSESSMENT):
        if step.value in evidence.stages:
            return step
    return Stage.INTERVIEW if kind is Kind.INTERVIEW else Stage.CV if kind is Kind.REJECTION else None
