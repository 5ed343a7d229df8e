"""A message in, a finding out: what a mail says, and the very words that say so."""

from __future__ import annotations

from nextround.library.words import Text, read
from nextround.mailbox.message import Message
from nextround.reading.evidence import Evidence, add_signals, gather
from nextround.reading.finding import Because, Finding, Kind
from nextround.reading.judge import judge, stage
from nextround.reading.language import languages_of
from nextround.reading.newest import newest as newest_part

_MOST_TEXT = 60_000


def recognise(message: Message, me: frozenset[str] = frozenset()) -> Finding:
    """Say what one mail says. `me` holds the person's own addresses in lower case."""
    newest = newest_part(message.text)
    subject, text = read(message.subject), read(newest[:_MOST_TEXT])
    languages = languages_of(newest, _sample(subject, text))
    evidence = gather(subject, text, languages)
    add_signals(evidence, message.headers)
    if message.sender.email in me:
        return _own(evidence, languages[0])
    verdict = judge(evidence)
    return Finding(
        kind=verdict.kind,
        confidence=round(verdict.confidence, 3),
        sure=verdict.sure,
        language=languages[0],
        stage=stage(evidence, verdict.kind),
        because=evidence.because(verdict.kind),
    )


def _sample(subject: Text, text: Text) -> str:
    return (subject.normal + text.normal[:4000]).decode("utf-8", "ignore")


def _own(evidence: Evidence, language: str) -> Finding:
    taken_back: tuple[Because, ...] = ()
    return Finding(
        Kind.OWN, 1.0, sure=True, language=language, because=taken_back, withdrawn=bool(taken_back)
    )
