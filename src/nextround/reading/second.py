"""A second look at a mail: what the model behind the phrases may change, and what it never may.

Phrases, model and where a mail stands are weighed together (`scale.py`). A no is acted on where independent
signs agree; where a no is likely and they do not agree, the person is asked; other kinds hardly ever need a
question. The model alone makes a no sure in no case.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from nextround.library.linear import Opinion
from nextround.reading.evidence import Evidence
from nextround.reading.finding import Kind
from nextround.reading.judge import Verdict
from nextround.reading.scale import NO_STEP, Place, weighed

__all__ = ["LEARNED", "PLAIN", "TOLD", "Place", "second_look", "unheard"]

LEARNED = frozenset({"en", "de", "es", "fr", "it", "nl", "pl", "pt", "sv"})
"""Languages the model learned from texts of their own; of others it knows nothing."""

PLAIN = 0.9
"""How sure a no is whose words are plain, and which only lacks a place in a search: the smallest doubt."""
TOLD = 0.8
"""How sure a no at least is that one plain phrase tells and nothing speaks against: more than what the model
sees alone. It is acted on where an application is known that it belongs to; elsewhere it is asked about."""
_DOUBTED = 0.7
_TOGETHER = 0.93
_LONG = 320  # words; hardly an answer is longer, and hardly a newsletter shorter
_LEANS = 0.5  # what the model takes for a no rather than for anything else
_ASKED = 0.25  # of a likely no the person is asked: to miss one costs more than a question
_IN_A_THREAD = 0.45  # the same in an answer about a job, which others may be talking about
_AFAR = 0.6  # the same where nothing tells that it is for them
_OUTWEIGHS = 0.8  # the same beside words of another step
_NEVER = 1.1
_HARDLY = 0.05
_NOT_AT_ALL = 0.01  # a step that is taken for none is lost to everybody
_SEEN = 0.3  # of less than this the words themselves do not speak, wherever they stand
_MAYBE = 0.2
_RATHER = 0.7
_LIKELY = 0.5  # whether there is a step at all, where something speaks of a search
_AGREES = 0.8  # and where nothing does
_ALMOST = 0.79  # what the model alone sees stays below what is acted on
_CLEAR = 0.45
_HALF_AS_LIKELY = 0.4  # one strong phrase beside rivals holds against what is not much likelier
_GONE = 0.08
_ENDS = 0.55  # what goes so far is not found where it is as likely as not
_STEPS = (Kind.INTERVIEW, Kind.ASSESSMENT, Kind.OFFER)
_SPEAK_OF_A_NO = (Kind.FEEDBACK, Kind.CANCELLED, Kind.OFFER)  # or of a yes, in much the same words
_ONE = (1, 0)
_FROM_HIRING = 0.85
_BY_SIGNS = {_ONE: 0.9, (2, 0): 0.9, (0, 2): 0.97}
_MORE_SIGNS = 0.7
_HALF_A_SIGN = 0.99


def second_look(verdict: Verdict, evidence: Evidence, place: Place, ask: Callable[[], Opinion]) -> Verdict:
    """The verdict after the model was heard. `ask` is called only where its answer can change something."""
    if verdict.kind is Kind.REJECTION and verdict.sure and Kind.REJECTION in evidence.headers:
        return verdict
    if verdict.kind is not Kind.REJECTION and (place.bulk or _plainly_other(verdict, evidence, place)):
        return verdict
    opinion = ask()
    shares = weighed(verdict, evidence, place, opinion)
    if verdict.kind is Kind.REJECTION:
        return _refused(verdict, evidence, place, opinion, shares)
    if shares[Kind.REJECTION] >= _bar(verdict, evidence, place) and opinion.shares[Kind.REJECTION] >= _SEEN:
        return _perhaps(evidence, place, opinion, shares)
    if verdict.kind is Kind.OTHER:
        return _found(verdict, evidence, place, opinion, shares)
    return _weighed(verdict, evidence, shares)


def unheard(verdict: Verdict, evidence: Evidence, place: Place) -> Verdict:
    """The verdict in a language the model has not learned: a no of one phrase alone is asked about.

    The more so where thanks for applying stand beside it: receipts tell how a no would be told. One phrase in
    a mail that is longer than any answer, and that nothing shows to be one, is no no at all.
    """
    alone = evidence.points(Kind.REJECTION) <= 1.0
    if verdict.kind is not Kind.REJECTION or not (verdict.sure and alone):
        return verdict
    if evidence.words > _LONG and not (place.hires or place.alone or _thanked(evidence)):
        return Verdict(Kind.OTHER, _DOUBTED, sure=False)
    return replace(verdict, confidence=_DOUBTED if _thanked(evidence) else TOLD, sure=False)


def _refused(
    verdict: Verdict, evidence: Evidence, place: Place, opinion: Opinion, shares: Mapping[Kind, float]
) -> Verdict:
    """A no in the words of a phrase: sure where the model sees it too, another kind where it sees none."""
    seen = opinion.shares[Kind.REJECTION]
    halves = not evidence.strongly(Kind.REJECTION) and verdict.confidence >= _DOUBTED
    if (verdict.sure or halves) and seen >= _enough(evidence, place):
        known = seen >= _HALF_A_SIGN or _in_a_search(evidence, place)
        return Verdict(Kind.REJECTION, max(verdict.confidence, _TOGETHER) if known else PLAIN, sure=known)
    best = _likeliest(shares, but=Kind.REJECTION)
    another = best not in NO_STEP and shares[Kind.REJECTION] < _GONE
    if another or _no_step(evidence, place, opinion):
        return Verdict(best, max(shares[best], _LEANS), sure=shares[best] >= PLAIN)
    told = (verdict.sure and seen >= _LEANS) or _half(evidence, place, opinion)
    return Verdict(Kind.REJECTION, TOLD if told else min(shares[Kind.REJECTION], _ALMOST), sure=False)


def _no_step(evidence: Evidence, place: Place, opinion: Opinion) -> bool:
    """Whether words of a no stand in what is plainly no step: news, advice, a friend's story.

    Not believed of an answer, of mail from hiring people, or beside words of another step: nothing is asked
    about such mail, so a no would be lost in it.
    """
    none = opinion.share(*NO_STEP) >= _RATHER and opinion.shares[Kind.REJECTION] < _MAYBE
    steps = any(evidence.strongly(kind) for kind in _STEPS)
    return none and not (steps or place.hires or place.answer or _thanked(evidence))


def _enough(evidence: Evidence, place: Place) -> float:
    """How much of a no the model has to see before phrases are believed: the fewer of them, the more.

    Less of it where hiring people write, who refuse nobody a flat.
    """
    signs = evidence.strongly(Kind.REJECTION), evidence.weakly(Kind.REJECTION)
    return _FROM_HIRING if signs == _ONE and place.hires else _BY_SIGNS.get(signs, _MORE_SIGNS)


def _bar(verdict: Verdict, evidence: Evidence, place: Place) -> float:
    """How likely a no has to be that no phrase told, before the person is asked about it.

    Words that tell another step stand where nothing shows that hiring people wrote, or to the person
    alone, and no phrase hints at a no: in mail of lists and forums the model knows nothing better.
    """
    told = verdict.sure and verdict.kind is not Kind.OTHER
    if told and not (place.hires or place.alone or evidence.weakly(Kind.REJECTION)):
        return _NEVER
    if verdict.kind in _SPEAK_OF_A_NO:
        return _AGREES
    if told:
        return _OUTWEIGHS
    if place.hires or place.alone:
        return _ASKED
    return _IN_A_THREAD if place.answer and evidence.job else _AFAR


def _perhaps(evidence: Evidence, place: Place, opinion: Opinion, shares: Mapping[Kind, float]) -> Verdict:
    """A no that the phrases did not tell: asked about, the nearer where they tell half of it."""
    if _half(evidence, place, opinion):
        return Verdict(Kind.REJECTION, TOLD, sure=False)
    return Verdict(Kind.REJECTION, min(shares[Kind.REJECTION], _ALMOST), sure=False)


def _half(evidence: Evidence, place: Place, opinion: Opinion) -> bool:
    """Whether half a phrase and a plain model agree, and something speaks of a search."""
    half = evidence.weakly(Kind.REJECTION) > 0 and opinion.shares[Kind.REJECTION] >= _HALF_A_SIGN
    return half and _in_a_search(evidence, place)


def _found(
    verdict: Verdict, evidence: Evidence, place: Place, opinion: Opinion, shares: Mapping[Kind, float]
) -> Verdict:
    """What the model finds in a mail that no phrase spoke for."""
    best = _likeliest(shares, but=Kind.REJECTION)
    steps = 1 - sum(shares[kind] for kind in NO_STEP)
    believed = steps >= (_LIKELY if evidence.job or place.hires or place.answer else _AGREES)
    ends = best in _SPEAK_OF_A_NO and shares[best] < _ENDS
    if best not in NO_STEP and believed and opinion.shares[best] >= _SEEN and not ends:
        return Verdict(best, shares[best], sure=shares[best] >= _CLEAR)
    if best is Kind.ALERT and not place.answer:
        return Verdict(best, min(shares[best], PLAIN), sure=True)
    unclear = shares[Kind.REJECTION] >= _MAYBE and place.answer and evidence.job > 0
    return Verdict(Kind.OTHER, 1 - shares[Kind.REJECTION], sure=False) if unclear else verdict


def _weighed(verdict: Verdict, evidence: Evidence, shares: Mapping[Kind, float]) -> Verdict:
    """A step that the phrases told: kept unless hardly anything else speaks for it.

    Of one that a strong phrase tells beside words of other steps more has to speak, but it need not be first.
    """
    best = _likeliest(shares, but=Kind.REJECTION)
    if verdict.sure and shares[verdict.kind] >= (_NOT_AT_ALL if best in NO_STEP else _HARDLY):
        return replace(verdict, confidence=max(shares[verdict.kind], _CLEAR))
    steps = verdict.kind in _STEPS and evidence.strongly(verdict.kind)
    if steps and shares[verdict.kind] >= _HALF_AS_LIKELY * shares[best]:
        return Verdict(verdict.kind, shares[verdict.kind], sure=shares[verdict.kind] >= _CLEAR)
    return Verdict(best, shares[best], sure=shares[best] >= _CLEAR)


def _likeliest(shares: Mapping[Kind, float], but: Kind | None = None) -> Kind:
    return max((kind for kind in shares if kind is not but), key=lambda kind: shares[kind])


def _in_a_search(evidence: Evidence, place: Place) -> bool:
    """Whether plain words, the sender, the thread, or thanks for applying speak of a search for work."""
    return bool(evidence.plain_job or place.hires or place.answer or _thanked(evidence))


def _thanked(evidence: Evidence) -> bool:
    """Whether it thanks for applying."""
    return evidence.strongly(Kind.APPLIED) + evidence.weakly(Kind.APPLIED) > 0


def _plainly_other(verdict: Verdict, evidence: Evidence, place: Place) -> bool:
    """Whether what else a mail is about leaves nothing to look for.

    Not where hiring people write, nor in an answer about a job, unless it is as long as no answer is.
    """
    if verdict.kind is not Kind.OTHER or evidence.words > _LONG:
        return verdict.kind is Kind.OTHER
    if place.hires or (place.answer and evidence.job):
        return False
    elsewhere = evidence.elsewhere > min(evidence.job, evidence.plain_job)
    told = evidence.strongly(Kind.OTHER) > 0 or evidence.newsletter > 1
    return elsewhere or told
