"""Short ways to say a mail or an application in a test."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from nextround.journey.application import Application, Event, Outcome
from nextround.journey.mail import Mail
from nextround.mailbox.message import Address
from nextround.reading.finding import Finding, Kind, Stage

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday


def day(n: float) -> datetime:
    return START + timedelta(days=n)


def mail(
    name: str,
    kind: Kind | str,
    on: float = 0,
    company: str = "",
    role: str = "",
    *,
    sure: bool = True,
    answers: tuple[str, ...] = (),
    sender: str = "robot@hirehub.example",
    name_of_sender: str = "",
    to: tuple[str, ...] = (),
    stage: Stage | None = None,
    agency: str = "",
    requisition: str = "",
    withdrawn: bool = False,
    placed: str = "",
    answered: bool = False,
) -> Mail:
    finding = Finding(
        kind=Kind(kind),
        confidence=0.99 if sure else 0.5,
        sure=sure,
        company=company,
        role=role,
        stage=stage,
        agency=agency,
        requisition=requisition,
        withdrawn=withdrawn,
    )
    return Mail(
        id=f"<{name}@x.example>",
        date=day(on),
        finding=finding,
        sender=Address(name_of_sender, sender),
        to=tuple(Address("", a) for a in to),
        answers=frozenset(f"<{a}@x.example>" for a in answers),
        placed=placed,
        answered=answered,
    )


def event(
    kind: Kind | str,
    on: float = 0,
    *,
    sure: bool = True,
    stage: Stage | None = None,
    by_person: bool = False,
    outcome: Outcome | None = None,
    withdrawn: bool = False,
    message_id: str = "",
) -> Event:
    return Event(Kind(kind), day(on), message_id, sure, stage, by_person, withdrawn, outcome)


def application(
    *events: Event, key: str = "1", company: str = "Brightwater", role: str = "Analyst"
) -> Application:
    return Application(key=key, company=company, role=role, events=events)
