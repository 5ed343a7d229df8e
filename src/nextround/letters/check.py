"""All checks on a letter: what a careful friend would point out, each with a kind reason and its source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from nextround.letters import (
    abroad,
    company,
    follow_up,
    hedges,
    hours,
    message,
    model,
    names,
    sentences,
    thread,
)
from nextround.letters.kinds import Context, Found, LetterKind, Severity
from nextround.letters.likeness import LIKE, likeness
from nextround.letters.rules import FAMILIES, Rule, rules
from nextround.letters.text import Letter

Check = Callable[[Rule, Letter, LetterKind, Context], Iterator[Found]]

MODEL = "model"
BLANK = "placeholder"
FEW_SENTENCES = 3
STOCK_SHARE = 3  # one of so many sentences a stock phrase: then a letter could go to anyone
LIKE_HINT = "This is very like an earlier letter of yours. A line only they would recognise makes it theirs."


def check(
    text: str, kind: LetterKind, context: Context | None = None, lang: str | None = None
) -> tuple[Found, ...]:
    """What the checks find, in the order of the text; findings about the whole letter come last.

    `lang` is the letter's language. Sentence checks and the parts of a letter know English, German, French
    and Spanish; in another language they keep silent. Names, hours and threads are looked at in any.
    """
    return check_letter(Letter(text), kind, context or Context(), lang)


def check_letter(letter: Letter, kind: LetterKind, known: Context, lang: str | None) -> tuple[Found, ...]:
    """The same of a letter that was made out of its text already."""
    looks = _families((lang or "").lower()[:2], letter)
    found: list[Found] = []
    for family, rule in rules().items():
        if rule.applies(kind) and family in looks:
            found += CHECKS.get(family, _sentences)(rule, letter, kind, known)
    if "missing_thanks" in looks:
        found += list(_second(letter, kind, found))
    return tuple(sorted(_calmed(letter, found), key=_place))


def _calmed(letter: Letter, found: list[Found]) -> list[Found]:
    """A stock phrase or two in a longer letter that says more than that are a quiet note: what could go to
    anyone is a letter of such phrases. A blank left open is no phrase."""
    stock = [
        one for one in found if one.rule == "template" and one.start is not None and one.pattern != BLANK
    ]
    among = len(letter.sentences)
    if among <= FEW_SENTENCES or len(stock) * STOCK_SHARE >= among:
        return found
    return [replace(one, severity=Severity.INFO) if one in stock else one for one in found]


def _families(lang: str, letter: Letter) -> frozenset[str]:
    """The families that look at a letter; where its language is not told, its small words tell English."""
    told = lang in model.LANGUAGES or not lang
    english = lang == "en" or (not lang and (letter.words < FEW_WORDS or _holds_english(letter)))
    if english:
        return frozenset(FAMILIES)
    return ANY_LANGUAGE | PARTS if told else ANY_LANGUAGE


def _holds_english(letter: Letter) -> bool:
    return any(model.is_english(letter.sentence(span)) for span in letter.sentences)


def _second(letter: Letter, kind: LetterKind, found: list[Found]) -> Iterator[Found]:
    """What the model behind the patterns plainly sees in sentences, where they saw nothing of the kind."""
    met = [(one.start, one.rule) for one in found if one.start is not None and one.rule in model.FAMILIES]
    among = len(letter.sentences)
    for span in letter.sentences:
        names = {rule for start, rule in met if span[0] <= start < span[1]}
        for family, loud in _heard(letter.sentence(span), bool(names), among).items():
            rule = rules()[family]
            if family not in names and rule.applies(kind) and not sentences.guarded(rule, letter, span):
                severity = rule.severity if loud else Severity.INFO
                yield Found(family, severity, *span, rule.hint, rule.sources, MODEL)


def _heard(sentence: str, found: bool, among: int) -> dict[str, bool]:
    """The families that speak in a sentence, and whether aloud or as a quiet note: as the model hears it, and
    abroad by direct wordings too."""
    seen = model.families(sentence, found, among)
    heard = dict.fromkeys(seen, bool(seen) and model.is_sure(sentence, among))
    return heard if model.is_english(sentence) else abroad.families(sentence, heard, among)


def words(text: str) -> int:
    """How many words the person wrote: quoted mails, signature, disclaimer and links do not count."""
    return Letter(text).words


def _place(found: Found) -> tuple[bool, int, int]:
    return (found.start is None, found.start or 0, found.end or 0)


def whole(rule: Rule, severity: Severity | None = None, hint: str = "", pattern: str = "") -> Found:
    """A finding about the whole letter."""
    return Found(rule.family, severity or rule.severity, None, None, hint or rule.hint, rule.sources, pattern)


def _sentences(rule: Rule, letter: Letter, kind: LetterKind, context: Context) -> Iterator[Found]:
    del kind, context
    return sentences.look(rule, letter)


def _template(rule: Rule, letter: Letter, kind: LetterKind, context: Context) -> Iterator[Found]:
    yield from _sentences(rule, letter, kind, context)
    if likeness(letter.own, context.earlier_letters) >= LIKE:
        yield whole(rule, hint=LIKE_HINT, severity=Severity.INFO, pattern="likeness")


def _self_deprecation(rule: Rule, letter: Letter, kind: LetterKind, context: Context) -> Iterator[Found]:
    yield from _sentences(rule, letter, kind, context)
    yield from hedges.look(rule, letter, kind, context)


def _missing(present: Callable[[Letter], bool]) -> Check:
    def look(rule: Rule, letter: Letter, kind: LetterKind, context: Context) -> Iterator[Found]:
        del kind, context
        if letter.words and not present(letter):
            yield whole(rule)

    return look


def _question(rule: Rule, letter: Letter, kind: LetterKind, context: Context) -> Iterator[Found]:
    """A letter that asks nothing; quietly, one that asks for feedback without looking ahead (R009)."""
    del context
    if letter.words and not message.asks(letter):
        yield whole(rule)
    elif letter.words and kind is LetterKind.FEEDBACK_REQUEST and not message.looks_ahead(letter):
        yield whole(rule, Severity.INFO, rule.facts["ahead_hint"], "ahead")


def _over_length(rule: Rule, letter: Letter, kind: LetterKind, context: Context) -> Iterator[Found]:
    del kind, context
    if letter.words > rule.facts["warn_above_words"]:
        yield whole(rule)
    elif letter.words > rule.facts["info_above_words"]:
        yield whole(rule, Severity.INFO, rule.facts["info_hint"])


def _too_many_questions(rule: Rule, letter: Letter, kind: LetterKind, context: Context) -> Iterator[Found]:
    del kind, context
    asked = message.asks(letter)
    if len(asked) > 2:
        start, end = asked[2]
        yield Found(rule.family, rule.severity, start, end, rule.hint, rule.sources)


CHECKS: dict[str, Check] = {
    "template": _template,
    "self_deprecation": _self_deprecation,
    "missing_thanks": _missing(message.has_thanks),
    "missing_specific": _missing(message.has_detail),
    "missing_question": _question,
    "missing_door_open": _missing(message.has_open_door),
    "over_length": _over_length,
    "too_many_questions": _too_many_questions,
    "repeated_follow_up": follow_up.look,
    "outside_hours": hours.look,
    "wrong_name": names.look,
    "leftovers": company.look,
    "wrong_thread": thread.look,
}
ANY_LANGUAGE = frozenset(
    {"over_length", "repeated_follow_up", "outside_hours", "wrong_name", "leftovers", "wrong_thread"}
)
# What the letter holds, gaps left open, and softening words: known in all our languages.
PARTS = frozenset(
    {"missing_thanks", "missing_specific", "missing_question", "missing_door_open", "too_many_questions"}
    | {"template", "self_deprecation"}
)
FEW_WORDS = 8  # a shorter text may hold no small word and still be English
