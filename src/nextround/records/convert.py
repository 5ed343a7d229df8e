"""Between rows and the values the pure rooms work on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from nextround.journey import application as value
from nextround.journey.application import Outcome
from nextround.reading.finding import Because, Finding, Kind, Stage
from nextround.reading.meeting import Doubt, Meeting
from nextround.reading.zones import clock_called
from nextround.records.models import Application, Event, Mail


def finding_to_json(finding: Finding) -> dict[str, Any]:
    """A finding as plain JSON values; empty fields are left out."""
    plain: dict[str, Any] = {
        name: getattr(finding, name)
        for name in (
            "confidence",
            "sure",
            "language",
            "company",
            "role",
            "agency",
            "requisition",
            "person",
            "taught",
        )
    }
    plain |= {"no_reply": finding.no_reply, "withdrawn": finding.withdrawn}
    plain["stage"] = finding.stage.value if finding.stage else ""
    plain["because"] = [[because.text, because.rule] for because in finding.because]
    return {"kind": finding.kind.value} | {
        key: item for key, item in plain.items() if item not in ("", [], False)
    }


def finding_from_json(plain: Mapping[str, Any]) -> Finding:
    """The finding that `finding_to_json` wrote."""
    rest = {key: plain[key] for key in plain.keys() - {"kind", "stage", "because", "confidence", "sure"}}
    return Finding(
        kind=Kind(plain["kind"]),
        confidence=float(plain.get("confidence", 0)),
        sure=bool(plain.get("sure", False)),
        stage=Stage(plain["stage"]) if plain.get("stage") else None,
        because=tuple(Because(text, rule) for text, rule in plain.get("because", [])),
        **rest,
    )


def meeting_to_json(meeting: Meeting) -> dict[str, Any]:
    """A meeting that a mail names as plain JSON values; empty fields are left out."""
    plain = {name: getattr(meeting, name) for name in ("zone", "where", "because", "uid", "sequence")}
    plain |= {"all_day": meeting.all_day, "cancelled": meeting.cancelled, "doubts": sorted(meeting.doubts)}
    plain["end"] = meeting.end.isoformat() if meeting.end else ""
    return {"start": meeting.start.isoformat()} | {key: item for key, item in plain.items() if item}


def meeting_from_json(plain: Mapping[str, Any]) -> Meeting:
    """The meeting that `meeting_to_json` wrote, on the clocks of its zone."""
    clock = clock_called(plain.get("zone", ""))

    def moment(key: str) -> datetime:
        told = datetime.fromisoformat(plain[key])
        return told.astimezone(clock or told.tzinfo)

    rest = {key: plain[key] for key in plain.keys() - {"zone", "start", "end", "doubts"}}
    return Meeting(
        start=moment("start"),
        zone=plain.get("zone", ""),
        end=moment("end") if "end" in plain else None,
        doubts=frozenset(map(Doubt, plain.get("doubts", []))),
        **rest,
    )


def event_value(row: Event) -> value.Event:
    """An event row as the value that `journey` judges."""
    return value.Event(
        kind=Kind(row.kind),
        date=row.date,
        message_id=row.mail.message_id if row.mail else "",
        sure=row.sure,
        stage=Stage(row.stage) if row.stage else None,
        by_person=row.by_person,
        withdrawn=row.withdrawn,
        outcome=Outcome(row.outcome) if row.outcome else None,
    )


def application_value(row: Application) -> value.Application:
    """An application row, its events and meetings prefetched, as a value; its key is the row's."""
    return value.Application(
        key=str(row.key),
        company=row.company,
        role=row.role,
        agency=row.agency,
        requisition=row.requisition,
        events=tuple(event_value(event) for event in row.events.all()),
        meetings=tuple(sorted(one.starts_at for one in row.meetings.all() if not one.declined)),
    )


def address_texts(mail: Mail) -> tuple[str, ...]:
    """Whom the mail went to."""
    return tuple(email for _, email in mail.facts.get("to", []))
