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
_STEPS = (Kind.CANCELLED, Kind.OFFER, Kind.FEEDBACK, Kind.ASSESSMENT, Kind.INTERVIEW, Kind.APPLIED)
_TIERS = {
    Kind.OFFER: 3,
    Kind.CANCELLED: 3,
    Kind.FEEDBACK: 2,
    Kind.ASSESSMENT: 2,
    Kind.INTERVIEW: 2,
    Kind.APPLIED: 1,
}
_WEAK_IS_ENOUGH = {Kind.APPLIED, Kind.ASSESSMENT, Kind.ALERT, Kind.INTERVIEW}
_WORDS_A_JOB_WORD = 90
_SHORT = 20
_ONE_SCREEN = 150
_NO_VERDICT_ALONE = ("filled", "file-closed")
_PLAIN = 3
_CONTRADICT = (
    (Kind.INTERVIEW, "invited"),
    (Kind.OFFER, "offered"),
    (Kind.ASSESSMENT, "do-it"),
    (Kind.APPLIED, "under-review"),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A kind, a confidence between 0 and 1, and whether Nextround acts on it without asking."""

    kind: Kind
    confidence: float
    sure: bool


def judge(evidence: Evidence) -> Verdict:
    """Weigh all kinds against each other. A no outweighs the pleasantries around it."""
    if _about_something_else(evidence):
        return Verdict(Kind.OTHER, 0.95 if not evidence.spots["strong"] else 0.8, sure=True)
    if verdict := _rejection(evidence):
        return verdict
    if evidence.strongly(Kind.OTHER) and not evidence.strongly(Kind.OFFER):
        return Verdict(Kind.OTHER, 0.85, sure=True)
    best = _strongest(evidence) or _weakest(evidence)
    return _graded(evidence, best) if best else Verdict(Kind.OTHER, 0.75, sure=not evidence.spots["weak"])


def _strongest(evidence: Evidence) -> Kind | None:
    """The furthest step that a strong rule speaks for; alerts and outreach only where no step is."""
    met = [kind for kind in _STEPS if evidence.strongly(kind)]
    if met == [Kind.INTERVIEW] and evidence.strongly(Kind.OUTREACH) and not evidence.weakly(Kind.APPLIED):
        return Kind.OUTREACH
    if met:
        return max(met, key=lambda kind: (_tier(evidence, kind), evidence.points(kind)))
    rest = [kind for kind in (Kind.ALERT, Kind.OUTREACH) if evidence.strongly(kind)]
    return max(rest, key=lambda kind: _weight(evidence, kind)) if rest else None


def _weakest(evidence: Evidence) -> Kind | None:
    if evidence.weakly(Kind.OTHER):
        return None
    met = [
        kind
        for kind in _ORDER
        if evidence.weakly(kind) and (kind in _WEAK_IS_ENOUGH or evidence.weakly(kind) > 1)
    ]
    return max(met, key=lambda kind: (_weight(evidence, kind), -_ORDER.index(kind))) if met else None


def _tier(evidence: Evidence, kind: Kind) -> float:
    """How far a kind goes; looking back on an interview goes less far than inviting to one."""
    only_talked = kind is Kind.INTERVIEW and evidence.strongly(kind) == evidence.met(kind, "talked")
    return _TIERS[kind] - only_talked / 2


def _weight(evidence: Evidence, kind: Kind) -> float:
    return evidence.points(kind) + (0.6 if kind in evidence.in_subject else 0.0)


def _about_something_else(evidence: Evidence) -> bool:
    """Job words must be there, stand close enough, and outnumber those of other matters."""
    if evidence.headers:
        return False
    if evidence.met(Kind.OTHER, "not-yours"):
        return True
    reach = _WORDS_A_JOB_WORD * (3 if evidence.strongly(Kind.REJECTION) else 1)
    short = (evidence.words <= _SHORT and evidence.strongly(Kind.ALERT)) or (
        evidence.words <= _ONE_SCREEN
        and any(evidence.strongly(kind) for kind in (Kind.OUTREACH, Kind.FEEDBACK))
    )
    scarce = not short and evidence.job < 1 + evidence.words // reach
    doubtful = evidence.elsewhere > 0 and not evidence.plain_job
    return scarce or doubtful or evidence.elsewhere > evidence.job


def _rejection(evidence: Evidence) -> Verdict | None:
    strong, weak = evidence.strongly(Kind.REJECTION), evidence.weakly(Kind.REJECTION)
    if not strong and weak < 2 and not _half_said(evidence):
        return None
    if _said_otherwise(evidence, strong) or (not strong and _contradicted(evidence)):
        return None
    if evidence.strongly(Kind.CANCELLED) and not _about_the_person(evidence):
        return None
    return _rejected(evidence, strong, weak)


def _said_otherwise(evidence: Evidence, strong: int) -> bool:
    """Whether the words of a no belong to an answer about feedback, or to the person's own taking back."""
    taken_back = evidence.met(Kind.OTHER, "withdrawn") and strong <= 1
    return taken_back or evidence.met(Kind.FEEDBACK, "asked")


def _half_said(evidence: Evidence) -> bool:
    """Thanks for applying, a word of regret, and nothing else: worth a question."""
    rest = sum(evidence.strongly(kind) for kind in _ORDER)
    return not rest and evidence.weakly(Kind.APPLIED) > 0 and evidence.weakly(Kind.REJECTION) > 0


def _rejected(evidence: Evidence, strong: int, weak: int) -> Verdict:
    confidence = 0.97 if strong > 1 or (strong and weak) else 0.93 if strong else 0.7 if weak > 1 else 0.55
    if evidence.newsletter > 1 or (_contradicted(evidence) and strong + weak < _PLAIN):
        confidence -= 0.25
    return Verdict(Kind.REJECTION, confidence, sure=confidence > 0.9)


def _contradicted(evidence: Evidence) -> bool:
    return any(evidence.met(kind, rule) for kind, rule in _CONTRADICT)


def _about_the_person(evidence: Evidence) -> bool:
    """Whether more is said than that the place is gone and the file closed, which a cancellation says too."""
    return evidence.strongly(Kind.REJECTION) > any(
        evidence.met(Kind.REJECTION, rule) for rule in _NO_VERDICT_ALONE
    )


def _graded(evidence: Evidence, kind: Kind) -> Verdict:
    strong, weak = evidence.strongly(kind), evidence.weakly(kind)
    confidence = 0.92 if strong > 1 or (strong and weak) else 0.85 if strong else 0.6
    rivals = sum(1 for other in _ORDER if other is not kind and evidence.strongly(other))
    confidence -= 0.1 * min(rivals, 3)
    return Verdict(kind, confidence, sure=confidence >= 0.8)


TOLD_BY_WORDS = frozenset({Kind.REJECTION, Kind.CANCELLED, Kind.INTERVIEW, Kind.FEEDBACK})
"""Kinds whose stage the words of a mail tell; that of the others is told by their kind alone."""


def stage(told: set[str], kind: Kind) -> Stage | None:
    """How far the round had come, by the kind of mail and the stages its words tell of."""
    if kind in {Kind.OTHER, Kind.ALERT, Kind.OUTREACH, Kind.OWN}:
        return None
    plain = {Kind.APPLIED: Stage.CV, Kind.ASSESSMENT: Stage.ASSESSMENT, Kind.OFFER: Stage.OFFER}
    if kind in plain:
        return plain[kind]
    for step in (Stage.FINAL, Stage.PHONE, Stage.INTERVIEW, Stage.ASSESSMENT):
        if step.value in told:
            return step
    return Stage.INTERVIEW if kind is Kind.INTERVIEW else Stage.CV if kind is Kind.REJECTION else None
