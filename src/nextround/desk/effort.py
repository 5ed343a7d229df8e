"""What the person did, week by week, told to them alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from nextround.desk.today import zone_of
from nextround.playbook.effort import Did, Week, weeks
from nextround.records import queries
from nextround.records.models import Call, Debrief, Event, Gain, Letter, MockRun

SHOWN = 26  # weeks: half a year of weeks in which something was done


def done(owner: User, now: datetime | None = None) -> tuple[Week, ...]:
    """The newest weeks in which something was done; what was written privately is never counted."""
    now = now or timezone.now()
    return weeks(_done(owner), now, zone_of(queries.preferences(owner)))[:SHOWN]


def _done(owner: User) -> Iterator[tuple[Did, datetime]]:
    applied = Event.objects.filter(owner=owner, kind="applied").order_by("-date")
    firsts = dict(applied.values_list("application", "date"))  # the first day of each application wins
    sent = Letter.objects.filter(owner=owner, sent_at__isnull=False)
    found: dict[Did, Iterable[datetime | None]] = {
        Did.APPLIED: firsts.values(),
        Did.WROTE: sent.values_list("sent_at", flat=True),
        Did.RANG: Call.objects.filter(owner=owner, rang_back=False).values_list("at", flat=True),
        Did.LOOKED_BACK: Debrief.objects.filter(owner=owner).values_list("changed_at", flat=True),
        Did.PRACTISED: MockRun.objects.filter(owner=owner).values_list("at", flat=True),
        Did.KEPT: Gain.objects.filter(owner=owner).values_list("at", flat=True),
    }
    for did, times in found.items():
        yield from ((did, at) for at in times if at is not None)
