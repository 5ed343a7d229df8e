"""The card for the call that may bring the answer: the person's own question and thank-you, on one page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from nextround.desk.errors import Refused
from nextround.desk.rows import own_application
from nextround.desk.views import MenuItem
from nextround.journey.application import Outcome
from nextround.letters import parts
from nextround.letters.kinds import LetterKind
from nextround.records.models import PhoneCard

BETTER_TIME = "Is there a better time to talk about it?"
DECIDED = frozenset({Outcome.REJECTED.value, Outcome.CANCELLED.value, Outcome.WITHDRAWN.value})


@dataclass(frozen=True, slots=True)
class CardView:
    """One card. `topics` may be asked about; `waits` says that the answer is still to come."""

    application_pk: int
    company: str
    role: str
    question: str
    thanks: str
    better_time: str
    topics: tuple[MenuItem, ...]
    waits: bool


def card(owner: User, pk: int) -> CardView:
    """The card of an application, empty while nothing is written on it."""
    row = own_application(owner, pk)
    kept = PhoneCard.objects.filter(application=row).first()
    menu = parts.questions(LetterKind.FEEDBACK_REQUEST)
    return CardView(
        application_pk=row.pk,
        company=row.company or row.agency,
        role=row.role,
        question=kept.question if kept else "",
        thanks=kept.thanks if kept else "",
        better_time=BETTER_TIME,
        topics=tuple(MenuItem(topic.id, topic.topic, topic.guidance) for topic in menu),
        waits=row.outcome not in DECIDED,
    )


def write(owner: User, pk: int, question: str, thanks: str, now: datetime | None = None) -> None:
    """Keep what the person wrote on the card of an application whose answer is still to come."""
    row = own_application(owner, pk)
    if row.outcome in DECIDED:
        raise Refused("This one has its answer, so no call is waited for. Your card is as it was.")
    words = {"question": question.strip(), "thanks": thanks.strip(), "changed_at": now or timezone.now()}
    PhoneCard.objects.update_or_create(owner=owner, application=row, defaults=words)
