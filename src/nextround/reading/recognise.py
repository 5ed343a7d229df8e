"""A message in, a finding out: what a mail says, and the very words that say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nextround.library import languages as known_languages
from nextround.library.words import Text, read
from nextround.mailbox.message import Address, Message
from nextround.reading import model, teach
from nextround.reading.abreast import Steps, alone
from nextround.reading.employer import Who, who
from nextround.reading.evidence import Evidence, add_signals, gather, stages
from nextround.reading.finding import Because, Finding, Kind
from nextround.reading.judge import TOLD_BY_WORDS, Verdict, judge, stage
from nextround.reading.language import languages_of
from nextround.reading.model import opinion
from nextround.reading.newest import Parts, split
from nextround.reading.second import LEARNED, Place, second_look, unheard
from nextround.reading.sender import from_hiring_address, read_sender
from nextround.reading.teach import Lesson, lesson_for, print_of, taught

_MOST_TEXT = 30_000  # of what the writer said, quotes apart; some three times the longest letter we know
_SAMPLE = 4_000
_SENT_TO_MANY = ("bulk", "list", "junk")


def recognise(message: Message, me: frozenset[str] = frozenset(), lessons: Sequence[Lesson] = ()) -> Finding:
    """Say what one mail says. `me` holds the person's own addresses in lower case, `lessons` their teaching.

    Only the newest part counts, and a mail that is passed on; never what is quoted below.
    `because` holds the writer's own words.
    """
    return alone(reading(message, me, lessons))


def reading(
    message: Message, me: frozenset[str] = frozenset(), lessons: Sequence[Lesson] = ()
) -> Steps[Finding]:
    """What `recognise` does, step by step, so that many mails can be read side by side (`abreast.py`)."""
    parts, said, text = _cut(message)
    yield
    languages = languages_of(said or message.subject, _sample(text))
    readable = tuple(language for language in languages if language in known_languages())
    yield
    evidence = gather(text, readable, f"{message.sender.name} {message.sender.email}")
    yield
    if message.sender.email and message.sender.email in me:
        return _own(evidence, message, parts, languages[0])
    add_signals(evidence, {**message.headers, "sender": message.sender.email})
    evidence.job += bool(message.calendar)
    verdict = judge(evidence)
    if languages[0] in LEARNED:
        verdict = second_look(verdict, evidence, place(message, me), lambda: opinion(text, languages[0]))
    else:
        verdict = unheard(verdict, evidence, place(message, me))
    yield
    verdict, lesson = _taught(verdict, text, message, lessons)
    source = lesson.source if lesson else ""
    about = who(message, parts, languages[0]) if _is_about_one(verdict.kind, evidence, message, me) else Who()
    yield
    return Finding(
        kind=verdict.kind,
        confidence=round(verdict.confidence, 3),
        sure=verdict.sure,
        language=languages[0],
        company=about.company,
        role=about.role,
        stage=stage(stages(evidence) if verdict.kind in TOLD_BY_WORDS else set(), verdict.kind),
        because=_because(evidence, text, verdict.kind, languages[0], lesson)
        if verdict.kind is not Kind.OTHER
        else (),
        agency=about.agency,
        requisition=about.requisition,
        person=about.person,
        no_reply=about.no_reply,
        taught=source,
    )


def _is_about_one(kind: Kind, evidence: Evidence, message: Message, me: frozenset[str]) -> bool:
    """Whether a mail can be about one employer's opening; a list of openings is about nobody in particular.

    Of mail that says nothing by itself that is what hiring people write, what a human writes to the person
    alone, and what has words of a job: names tell which application it belongs to.
    """
    if kind is not Kind.OTHER:
        return kind is not Kind.ALERT
    where = place(message, me)
    near = evidence.job > 0 or where.hires or from_hiring_address(message.sender.email)
    near = near or (where.alone and bool(read_sender(message.sender).person))
    return near and not where.bulk and evidence.elsewhere <= evidence.job


def lesson_of(message: Message, kind: Kind) -> Lesson:
    """What the person taught by saying what this mail is."""
    _, _, text = _cut(message)
    return Lesson(kind, print_of(text, message.sender.email), message.sender.name or message.sender.email)


def _cut(message: Message) -> tuple[Parts, str, Text]:
    """A mail in its parts, what its writer says this time, and that as sentences."""
    parts = split(message.text, message.subject)
    said = parts.said[:_MOST_TEXT]
    return parts, said, read(said, message.subject)


def _taught(
    verdict: Verdict, text: Text, message: Message, lessons: Sequence[Lesson]
) -> tuple[Verdict, Lesson | None]:
    """The verdict in the light of what the person said about a mail like this one."""
    if not lessons:
        return verdict, None
    mail = print_of(text, message.sender.email)
    lesson = lesson_for(mail, lessons)
    return (taught(verdict, mail, lesson), lesson) if lesson else (verdict, None)


def _because(
    evidence: Evidence, text: Text, kind: Kind, language: str, lesson: Lesson | None
) -> tuple[Because, ...]:
    """The words that decided: those that phrases met, or the sentence that the model or a lesson rests on."""
    if said := evidence.because(kind):
        return said
    return (teach.because(text, kind) if lesson else model.because(text, kind, language),)


_BY_LIST = ("list-unsubscribe", "list-id", "list-post")
_ANSWER = re.compile(r"\s*(?:re|aw|rv|antw|antwort|odp|sv|vs|ynt|res)(?:\[\d+\])?\s*[:：]", re.IGNORECASE)

_LIST = re.compile(r"\s*(?:\w{1,4}:\s*)?\[[\w-]{2,30}\]\s*\S")


def is_listed(message: Message) -> bool:
    """Tell whether a mail came by a list, as its headers say."""
    return any(name in message.headers for name in _BY_LIST)


def place(message: Message, me: frozenset[str] = frozenset()) -> Place:
    """Where a mail stands, from its headers and its sender alone."""
    answer = bool(message.in_reply_to or message.references) or bool(_ANSWER.match(message.subject))
    bulk = (
        is_listed(message)
        or message.headers.get("precedence", "").lower() in _SENT_TO_MANY
        or bool(_LIST.match(message.subject))
    )
    alone = len(message.to) == 1 and message.to[0].email in me and not message.cc
    return Place(answer, alone, hires=read_sender(message.sender).hires, bulk=bulk)


def _sample(text: Text) -> str:
    return text.normal[:_SAMPLE].decode("utf-8", "ignore")


def _own(evidence: Evidence, message: Message, parts: Parts, language: str) -> Finding:
    """The person's own mail: what it says matters only where it takes an application back."""
    about = who(replace(message, sender=Address("", "")), parts, language)  # the person is nobody's employer
    withdrawn = evidence.met(Kind.OWN, "withdraws")
    said = evidence.because(Kind.OWN) if withdrawn else ()
    return Finding(
        kind=Kind.OWN,
        confidence=1.0,
        sure=True,
        language=language,
        company=about.company,
        role=about.role,
        because=said,
        requisition=about.requisition,
        withdrawn=withdrawn,
    )
