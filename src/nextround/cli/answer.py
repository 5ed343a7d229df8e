"""What `nextround scan` answers: the search that some mails tell of, in the contract's form."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from nextround.cli.gather import Gathered, Read
from nextround.journey.application import Application
from nextround.journey.mail import mail_of
from nextround.journey.owner import guess_owner
from nextround.journey.rebuild import Search, rebuild
from nextround.journey.standing import in_order, standing
from nextround.reading.finding import Finding, Kind
from nextround.reading.recognise import recognise


def understand(mails: list[Read], me: frozenset[str], now: datetime) -> Search:
    """File every mail; without addresses in `me` the person's own are guessed."""
    me = me or guess_owner(message for message, _ in mails)
    own = (
        (message, recognise(message, me) if _newly_own(message.sender.email, finding, me) else finding)
        for message, finding in mails
    )
    return rebuild((mail_of(message, finding, now) for message, finding in own), now)


def _newly_own(sender: str, finding: Finding, me: frozenset[str]) -> bool:
    """Whether a mail is the person's own, and was read when that was not known."""
    return sender in me and finding.kind is not Kind.OWN


def report_of(search: Search, gathered: Gathered, now: datetime, seconds: float) -> dict[str, Any]:
    """The search in the contract's form."""
    return {
        "messages": gathered.messages,
        "bytes": gathered.size,
        "seconds": round(seconds, 2),
        "candidates": len(gathered.mails),
        "applications": [_application(a, now) for a in search.applications],
        "unsure": [
            {"message_id": q.message_id, "kind": str(q.kind), "question": q.text} for q in search.questions
        ],
        "problems": gathered.problems,
    }


def _application(application: Application, now: datetime) -> dict[str, Any]:
    stands = standing(application, now)
    return {
        "company": application.company,
        "role": application.role or None,
        "outcome": str(stands.outcome),
        "stage": str(stands.stage) if stands.stage else None,
        "events": [
            {"kind": str(e.kind), "date": e.date.isoformat(), "message_id": e.message_id, "sure": e.sure}
            for e in in_order(application.events)
        ],
    }
