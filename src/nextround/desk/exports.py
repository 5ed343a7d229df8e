"""The person's search, taken out: as JSON, as a table, as a calendar, as address cards."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime

from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from nextround.desk.applications import state_of
from nextround.desk.calendar import calendar
from nextround.desk.errors import Refused
from nextround.records import queries
from nextround.records.models import Application, Event, Feedback, Person

FORMS = ("json", "csv", "ics", "vcf")


def export(owner: User, form: str, now: datetime | None = None) -> str:
    """The person's search as text; Refused with a sentence for an unknown form.

    `json` holds all but the raw mails, `csv` one line an application, `ics` the calendar, `vcf` a card
    for each person met who reads mail.
    """
    now = now or timezone.now()
    if form == "json":
        return json.dumps(_plain(owner, now), indent=2, ensure_ascii=False, cls=DjangoJSONEncoder) + "\n"
    if form == "csv":
        return _csv(owner, now)
    if form == "ics":
        return calendar(owner, now)
    if form == "vcf":
        return _cards(owner)
    raise Refused(f"“{form}” cannot be written. Choose one of {', '.join(FORMS)}.")


def _plain(owner: User, now: datetime) -> dict[str, object]:
    told: dict[int, list[Feedback]] = {}
    for kept in Feedback.objects.filter(owner=owner, away=False).order_by("at", "pk"):
        told.setdefault(kept.application_id, []).append(kept)
    rows = (
        queries.with_events(owner)
        .select_related("closing", "later")
        .prefetch_related("letters", "people", "gains", "events__how_told", "calls")
    )
    return {
        "made": now.astimezone(UTC).isoformat(),
        "applications": [
            {
                "company": row.company,
                "role": row.role,
                "agency": row.agency,
                "outcome": state_of(row, now),
                "stage": row.stage,
                "note": row.note,
                "events": [
                    {
                        "kind": event.kind,
                        "date": event.date,
                        "message_id": event.mail.message_id if event.mail else "",
                        "sure": event.sure,
                        "by_you": event.by_person,
                        "note": event.note,
                        **_how(event),
                    }
                    for event in row.events.all()
                ],
                "calls": [
                    {"at": c.at, "outcome": c.outcome, "whom": c.whom, "said": c.said}
                    for c in row.calls.all()
                ],
                "people": [{"name": p.name, "email": p.email} for p in row.people.all()],
                **_ending(row),
                "letters": [
                    {"kind": x.kind, "text": x.text, "changed": x.changed_at, "sent": x.sent_at}
                    for x in row.letters.all()
                ],
                "answers": [
                    {"words": x.words, "source": x.source, "channel": x.channel, "date": x.at}
                    for x in told.get(row.pk, [])
                ],
            }
            for row in rows
        ],
    }


def _how(event: Event) -> dict[str, object]:
    """How a no came that the person wrote down; nothing for other events."""
    told = getattr(event, "how_told", None)
    return {"channel": told.channel, "told_by": told.who, "asked": told.asked} if told else {}


def _ending(row: Application) -> dict[str, object]:
    """What the person said about its end, and about working with them later; nothing while they did not."""
    closing, later = getattr(row, "closing", None), getattr(row, "later", None)
    found: dict[str, object] = {
        "came_of_it": [{"kind": gain.kind, "text": gain.text, "at": gain.at} for gain in row.gains.all()]
    }
    if closing is not None and closing.closed_at is not None:
        found["let_rest"] = {"at": closing.closed_at, "takes": closing.takes}
    if later is not None:
        found["later"] = {"again": later.again, "open_roles": later.open_roles, "roles": later.roles}
    return found


def _csv(owner: User, now: datetime) -> str:
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(["company", "role", "agency", "state", "stage", "first", "last", "last_kind"])
    for row in queries.applications(owner, now, sort="company"):
        first, last = (d.date().isoformat() if d else "" for d in (row.first_event_at, row.last_event_at))
        words = (
            row.company,
            row.role,
            row.agency,
            state_of(row, now),
            row.stage,
            first,
            last,
            row.last_event_kind,
        )
        lines.writerow([_harmless(word) for word in words])
    return out.getvalue()


def _harmless(word: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{word}" if word.startswith(("=", "+", "-", "@", "\t", "\r")) else word


def _cards(owner: User) -> str:
    """vCard 4.0 (RFC 6350), a card a person; the same person met twice is one card."""
    met: dict[str, Person] = {}
    for person in queries.people(owner).exclude(name=""):
        met.setdefault(person.email, person)
    return "".join(_card(person) for person in met.values())


def _card(person: Person) -> str:
    from icalendar import Parameters, vText  # noqa: PLC0415 -- slow import, which every start would pay
    from icalendar.parser import Contentline  # noqa: PLC0415 -- as above

    employer = person.application.agency or person.application.company
    lines = [("VERSION", "4.0"), ("FN", person.name or person.email), ("EMAIL", person.email)]
    lines += [("ORG", employer)] if employer else []
    said = [
        Contentline.from_parts(name, Parameters(), vText(value)).to_ical().decode() for name, value in lines
    ]
    return "".join(f"{line}\r\n" for line in ("BEGIN:VCARD", *said, "END:VCARD"))
