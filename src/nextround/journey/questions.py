"""The short questions that stand where a reading is not sure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nextround.journey.application import Application
from nextround.journey.domains import site, systems
from nextround.journey.mail import Mail
from nextround.reading.finding import Kind

ENDS = frozenset({Kind.REJECTION, Kind.CANCELLED, Kind.OFFER})
"""What ends an application, or may: the doubts that change what a person does next. Other steps are filed
where they most likely belong, are seen there, and can be put right with a tap."""


class Ask(StrEnum):
    """What a question is about."""

    WHAT = "what"  # is the mail what it looks like?
    WHOSE = "whose"  # which application does it belong to?
    OPEN_AGAIN = "open_again"  # a settled application got good news


@dataclass(frozen=True, slots=True)
class Question:
    """One question, answerable with a tap. `application` and `options` are keys of applications."""

    ask: Ask
    message_id: str
    kind: Kind
    text: str
    application: str = ""
    options: tuple[str, ...] = ()


A_THING: dict[Kind, str] = {
    Kind.APPLIED: "a receipt for your application",
    Kind.ASSESSMENT: "a test or a task",
    Kind.INTERVIEW: "an invitation to talk",
    Kind.OFFER: "an offer",
    Kind.REJECTION: "a no",
    Kind.FEEDBACK: "feedback",
    Kind.CANCELLED: "news that the role is closed",
    Kind.OWN: "you taking your application back",
}


def question_for(
    mail: Mail, ask: Ask, application: Application | None = None, options: tuple[Application, ...] = ()
) -> Question:
    """The question about one mail, in a sentence of its own."""
    return Question(
        ask=ask,
        message_id=mail.id,
        kind=mail.finding.kind,
        text=_text(mail, ask, application),
        application=application.key if application else "",
        options=tuple(a.key for a in options),
    )


def who_wrote(mail: Mail, application: Application | None = None) -> str:
    """The best name for the other side that we have; a hiring system's name is none, so it may be empty."""
    known = (application.company or application.agency) if application else ""
    found = mail.finding
    sender = "" if site(mail.sender.email) in systems() else mail.sender.name or mail.sender.email
    return known or found.company or found.agency or sender


def _text(mail: Mail, ask: Ask, application: Application | None) -> str:
    who = who_wrote(mail, application)
    thing, source = A_THING[mail.finding.kind], f" from {who}" if who else ""
    if ask is Ask.WHAT:
        return f"Is this {thing}?" if mail.finding.kind is Kind.OWN else f"Is this {thing}{source}?"
    if ask is Ask.OPEN_AGAIN:
        role = f" for {application.role}" if application and application.role else ""
        return f"{who or 'They'} wrote again{role}. Is it open again?"
    return f"This looks like {thing}{source}. Which application is it about?"
