"""A second look at a mail: what the model behind the phrases may change, and what it never may.

The phrases decide; the model looks again where they found nothing or are not sure, and at each no. It
makes a no sure in no case. Where the two disagree nothing is acted on, and the person is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import exp, log

from nextround.library.linear import Opinion
from nextround.reading.evidence import Evidence
from nextround.reading.finding import Kind
from nextround.reading.judge import Verdict

LEARNED = frozenset({"en", "de", "es", "fr", "it", "nl", "pl", "pt", "sv"})
"""Languages the model learned from texts of their own; of others it knows nothing."""

_LONG = 320  # words; hardly an answer is longer, and hardly a newsletter shorter
_SHORT = 80
_ONE_SCREEN = 150
_RARE = -4.35  # log odds: of mail in which no phrase was met, few are a step
PLAIN = 0.9
"""How sure a no is whose words are plain, and which only lacks a place in a search: the smallest doubt."""
TOLD = 0.8
"""How sure a no at least is that one plain phrase tells and nothing speaks against: more than what the model
sees alone. It is acted on where an application is known that it belongs to; elsewhere it is asked about."""
_LIKELY = 0.5
_MAYBE = 0.2
_DOUBT = 0.85
_LEANS = 0.5  # what the model takes for a no rather than for anything else
_NONE = 0.2
_HARDLY = 0.05
_ELSE = 0.6  # of another kind than the phrases say, even where the model is plain
_AGREES = 0.8
_PLAIN = 0.95
_MOST = 0.79  # what the model alone sees stays below what is acted on, but a plain step other than a no
_ALSO = 0.4
_LISTED = 0.5  # a list of openings is let go like any mail that is no step: little is lost with it
_RATHER = 0.7  # in mail that nothing places in a search: news about noes has their words
_FAINT = 0.2
_NO_RECEIPT = 0.75
_SEEN = 0.3  # of less than this the words themselves do not speak, wherever they stand
_LEAST = 0.3  # below it a guess would be no help to anybody
_NOT_A_STEP = (Kind.OTHER, Kind.ALERT)
_A_STEP = tuple(kind for kind in Kind if kind not in {*_NOT_A_STEP, Kind.OWN})
_LIMITS = 1e-6


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mail stands. `answer`: in a thread; `alone`: to the person and nobody else; `hires`: from
    hiring people or their systems; `bulk`: sent to many."""

    answer: bool = False
    alone: bool = False
    hires: bool = False
    bulk: bool = False


def second_look(verdict: Verdict, evidence: Evidence, place: Place, ask: Callable[[], Opinion]) -> Verdict:
    """The verdict after the model was heard. `ask` is called only where its answer can change something."""
    if verdict.kind is Kind.REJECTION and verdict.sure:
        return verdict if Kind.REJECTION in evidence.headers else _doubted(verdict, evidence, place, ask())
    if verdict.kind is Kind.OTHER:
        return verdict if _plainly_other(evidence, place) else _found(verdict, evidence, place, ask())
    if verdict.sure:
        return _thanked(verdict, ask()) if _once_thanked(verdict, evidence, place) else verdict
    return _settled(verdict, evidence, place, ask())


def unheard(verdict: Verdict, evidence: Evidence) -> Verdict:
    """The verdict in a language the model has not learned: a no of one phrase alone is asked about.

    The more so where thanks for applying stand beside it: receipts tell how a no would be told.
    """
    alone = evidence.points(Kind.REJECTION) <= 1.0
    if verdict.kind is Kind.REJECTION and verdict.sure and alone:
        applied = evidence.strongly(Kind.APPLIED) + evidence.weakly(Kind.APPLIED)
        return replace(verdict, confidence=0.7 if applied else TOLD, sure=False)
    return verdict


def _doubted(verdict: Verdict, evidence: Evidence, place: Place, opinion: Opinion) -> Verdict:
    """A no that one phrase alone speaks for, and in which the model hardly sees one, is asked about.

    Where the model plainly sees something else, that is what is asked about. So is a no in a mail that
    nothing places in a search for work, unless the model is plain: flats, loans and papers are refused too.
    """
    alone = evidence.strongly(Kind.REJECTION) + evidence.weakly(Kind.REJECTION) < 2
    if alone and (other := _plainly_another(evidence, place, opinion)):
        return other
    doubted = opinion.shares[Kind.REJECTION] < (_DOUBT if alone else _NONE)
    if doubted:
        leans = opinion.shares[Kind.REJECTION] >= _LEANS
        return replace(verdict, confidence=TOLD if leans else 0.7, sure=False)
    if opinion.shares[Kind.REJECTION] >= _PLAIN or _in_a_search(evidence, place):
        return verdict
    return replace(verdict, confidence=PLAIN, sure=False)


def _plainly_another(evidence: Evidence, place: Place, opinion: Opinion) -> Verdict | None:
    """What the model plainly sees where it sees hardly a no.

    That it is no step at all is believed only of mail that is no answer, not from hiring people, and
    thanks nobody for applying: nothing is asked about such mail, so a no would be lost in it.
    """
    kind = Kind(opinion.kind)
    no_step = kind in _NOT_A_STEP
    least, most = (_RATHER, _FAINT) if no_step else (PLAIN, _HARDLY)
    plain = opinion.shares[kind] >= least and opinion.shares[Kind.REJECTION] < most
    lost = no_step and _addressed(evidence, place)
    return Verdict(kind, _ELSE, sure=False) if plain and not lost else None


def _in_a_search(evidence: Evidence, place: Place) -> bool:
    """Whether plain words, the sender, the thread, or thanks for applying speak of a search for work."""
    return bool(evidence.plain_job) or _addressed(evidence, place)


def _addressed(evidence: Evidence, place: Place) -> bool:
    """Whether it is an answer, from hiring people, or thanks for applying."""
    applied = evidence.strongly(Kind.APPLIED) + evidence.weakly(Kind.APPLIED)
    return bool(applied or place.hires or place.answer)


def _plainly_other(evidence: Evidence, place: Place) -> bool:
    """Whether where a mail comes from, or what else it is about, leaves nothing to look for."""
    elsewhere = evidence.elsewhere > min(evidence.job, evidence.plain_job)
    told = evidence.strongly(Kind.OTHER) > 0 or evidence.newsletter > 1
    return place.bulk or elsewhere or told or evidence.words > _LONG


def _found(verdict: Verdict, evidence: Evidence, place: Place, opinion: Opinion) -> Verdict:
    """What the model finds in a mail that no phrase spoke for.

    Two questions, one after the other: whether this is a step at all, which where the mail stands has a say
    in; and if so which one, which only its words tell.
    """
    steps = max(1 - opinion.share(*_NOT_A_STEP), _LIMITS)
    step = _moved(steps, _leaning(evidence, place))
    kind = _likeliest(opinion, steps)
    share = step * opinion.shares[kind] / steps
    addressed = place.hires or (kind is Kind.REJECTION and (place.answer or place.alone))
    if step < (_LIKELY if evidence.job or addressed else _AGREES) or opinion.shares[kind] < _SEEN:
        refused = step * opinion.shares[Kind.REJECTION] / steps
        return _unclear(evidence, place, refused) or _listed(verdict, place, opinion)
    known = kind is not Kind.REJECTION and share >= _AGREES and bool(evidence.job or place.hires)
    return Verdict(kind, max(min(share, _AGREES if known else _MOST), _LEAST), sure=known)


def _likeliest(opinion: Opinion, steps: float) -> Kind:
    """The step that the words tell of; a no is asked about where it is one of the likely ones.

    A no after a talk or a task speaks of that too, and to miss it costs more than a question.
    """
    if opinion.shares[Kind.REJECTION] >= _ALSO * steps:
        return Kind.REJECTION
    return max(_A_STEP, key=lambda kind: opinion.shares[kind])


def _unclear(evidence: Evidence, place: Place, refused: float) -> Verdict | None:
    """Nothing, but in an answer about a job that may be a no: the person has a look."""
    unclear = refused >= _MAYBE and place.answer and evidence.job > 0
    return Verdict(Kind.OTHER, 1 - refused, sure=False) if unclear else None


def _listed(verdict: Verdict, place: Place, opinion: Opinion) -> Verdict:
    """A list of openings, where the model sees one; it is no answer to anybody."""
    share = opinion.shares[Kind.ALERT]
    listed = share >= _LISTED and not place.answer
    return Verdict(Kind.ALERT, min(share, PLAIN), sure=verdict.sure) if listed else verdict


def _leaning(evidence: Evidence, place: Place) -> float:
    """How much more likely than among all mail a step is here, in log odds."""
    weak = sum(evidence.weakly(kind) for kind in Kind if kind is not Kind.OTHER)
    other = evidence.elsewhere + evidence.newsletter + evidence.weakly(Kind.OTHER)
    answer = place.answer and evidence.job + weak > 0
    signs = 1.5 * answer + 1.5 * place.hires + 1.6 * place.alone + min(evidence.job, 2) + min(weak, 2)
    signs += (evidence.words <= _SHORT) / 2
    return _RARE + signs - 1.5 * other - (evidence.words > _ONE_SCREEN)


def _once_thanked(verdict: Verdict, evidence: Evidence, place: Place) -> bool:
    """Whether one phrase alone makes this a receipt, in no answer: surveys thank for applying too."""
    return verdict.kind is Kind.APPLIED and evidence.strongly(Kind.APPLIED) < 2 and not place.answer


def _thanked(verdict: Verdict, opinion: Opinion) -> Verdict:
    """A receipt, unless the model plainly sees no step in it: then nothing is acted on."""
    kind = Kind(opinion.kind)
    none = kind in _NOT_A_STEP and opinion.shares[kind] >= _NO_RECEIPT
    return Verdict(kind, _ELSE, sure=False) if none and opinion.shares[Kind.APPLIED] < _HARDLY else verdict


def _moved(share: float, by: float) -> float:
    kept = min(max(share, _LIMITS), 1 - _LIMITS)
    return 1 / (1 + exp(-(log(kept / (1 - kept)) + by)))


def _settled(verdict: Verdict, evidence: Evidence, place: Place, opinion: Opinion) -> Verdict:
    """A step that the phrases are not sure of: another, if the model is plain; sure, if both agree."""
    if verdict.kind is Kind.REJECTION:
        most = min(opinion.shares[Kind.REJECTION], 0.89)
        return _plainly_another(evidence, place, opinion) or replace(
            verdict, confidence=max(verdict.confidence, most)
        )
    kind = Kind(opinion.kind)
    if kind is Kind.ALERT and not place.answer and opinion.shares[kind] >= PLAIN:
        return Verdict(kind, PLAIN, sure=False)
    if opinion.shares[kind] < _AGREES or kind in _NOT_A_STEP:
        return verdict
    if kind is verdict.kind:
        return verdict if place.bulk else replace(verdict, confidence=0.8, sure=True)
    outweighs = kind is Kind.REJECTION or not evidence.strongly(verdict.kind)
    return Verdict(kind, _ELSE, sure=False) if outweighs else verdict
