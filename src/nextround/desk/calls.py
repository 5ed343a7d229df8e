"""Calls: when one is welcome, what the person wants to say, and how it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.utils import timezone

from nextround.desk.applications import hold
from nextround.desk.callbook import place_of, quiet_of
from nextround.desk.cases import cases
from nextround.desk.errors import Refused, owned
from nextround.desk.gathering import made_of, source_of
from nextround.desk.rows import name_of, own_application
from nextround.desk.today import zone_of
from nextround.library.office import parts, zones_of
from nextround.playbook.calls import CallPlan, call_plan, window
from nextround.playbook.case import CallOutcome
from nextround.playbook.hours import in_gap, said
from nextround.playbook.place import Place
from nextround.records import deeds, queries
from nextround.records.models import Application, Call, Feedback, Letter, Office, Person

OUTCOMES = {
    CallOutcome.SPOKE: "We spoke",
    CallOutcome.VOICEMAIL: "I left a message",
    CallOutcome.NO_ANSWER: "Nobody answered",
    CallOutcome.CALL_BACK: "They asked me to ring again",
}
RANG_BACK = "They rang me"
SCRIPTS = ("call_script", "voicemail_script")
ASLEEP = "Their working hours fall into your quiet hours. A mail reaches them at any time."


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """The person's own words for a call: the letter that holds them, or none yet."""

    kind: str
    pk: int | None
    text: str


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call that was made, as its page tells it."""

    pk: int
    at: datetime
    word: str
    whom: str
    said: str
    back: str
    spoke: bool


@dataclass(frozen=True, slots=True)
class CallView:
    """All that the page of a call shows.

    `when` says in a sentence when a call is good; `dial` is set only while it is, or where they asked for it.
    `outcomes` are what can be said now. `doubt` is what is needed to know their hours.
    """

    application_pk: int
    company: str
    role: str
    state: str
    why: str
    until: datetime | None
    when: str
    dial: str
    number: str
    doubt: str
    whom: str  # a name to ask for
    scripts: tuple[ScriptLine, ...]
    calls: tuple[CallLine, ...]
    outcomes: tuple[tuple[str, str], ...]
    country: str
    part: str
    zone: str
    own_number: str
    welcome: bool
    parts: tuple[tuple[str, str], ...]
    zones: tuple[str, ...]


def view(owner: User, pk: int, now: datetime | None = None) -> CallView:
    """The page of a call."""
    now = now or timezone.now()
    row = owned(queries.with_events(owner, [pk]).first())
    kept = queries.preferences(owner)
    here, office = zone_of(kept), Office.objects.filter(owner=owner, application=row).first()
    _, case = cases(owner, now, [row])[0]
    plan, there = call_plan(case, now, here), case.place
    return CallView(
        application_pk=row.pk,
        company=row.company or row.agency,
        role=row.role,
        state=plan.state.value,
        why=plan.why,
        until=plan.until,
        when=_when(plan, there, here, quiet=bool(quiet_of(kept).begins != quiet_of(kept).ends)),
        dial=_dial(plan, there, now),
        number=there.number,
        doubt=there.doubt,
        whom=_whom(row),
        scripts=_scripts(owner, row),
        calls=tuple(_line(call, there.zone or here) for call in _calls(owner, row)),
        outcomes=_outcomes(plan),
        country=office.country if office else "",
        part=office.part if office else "",
        zone=office.zone if office else "",
        own_number=office.number if office else "",
        welcome=bool(office and office.welcome),
        parts=parts(there.country) if there.country else (),
        zones=there.choices or zones_of(there.country),
    )


def _when(plan: CallPlan, there: Place, here: ZoneInfo, quiet: bool) -> str:
    if plan.back_at is not None:
        return f"They asked you to ring on {said(plan.back_at.astimezone(there.zone or here), here)}."
    if plan.open and plan.slot is None and there.zone is not None and quiet:
        return ASLEEP
    return window(plan.slot, here)


def _dial(plan: CallPlan, there: Place, now: datetime) -> str:
    """The number as a link dials it: only while they are there, or at the time that they named."""
    expected = plan.back_at is not None and plan.back_at <= now
    ready = plan.open and (expected or (plan.slot is not None and plan.slot.now))
    return "".join(c for c in there.number if c in "+0123456789") if ready and there.number[:1] == "+" else ""


def _outcomes(plan: CallPlan) -> tuple[tuple[str, str], ...]:
    if plan.open:
        return tuple((one.value, word) for one, word in OUTCOMES.items())
    return ((CallOutcome.SPOKE.value, RANG_BACK),)


def _whom(row: Application) -> str:
    """A name to ask for: one that the person gave, or of whoever wrote with first and last name."""
    known = [one for one in row.people.all() if not one.no_reply and (one.by_person or " " in one.name)]
    return max(known, key=lambda one: one.by_person).name if known else ""


def _scripts(owner: User, row: Application) -> tuple[ScriptLine, ...]:
    held = {x.kind: x for x in Letter.objects.filter(owner=owner, application=row, kind__in=SCRIPTS)}
    return tuple(
        ScriptLine(kind, held[kind].pk if kind in held else None, held[kind].text if kind in held else "")
        for kind in SCRIPTS
    )


def _calls(owner: User, row: Application) -> list[Call]:
    return list(Call.objects.filter(owner=owner, application=row).order_by("-at", "-pk"))


def _line(call: Call, there: tzinfo) -> CallLine:
    word = RANG_BACK if call.rang_back else OUTCOMES[CallOutcome(call.outcome)]
    back = call.back_at.astimezone(there) if call.back_at else None
    shown = f"{back:%A} {back.day} {back:%B}, {back:%H:%M}" if back else ""
    return CallLine(call.pk, call.at, word, call.whom, call.said, shown, call.outcome == CallOutcome.SPOKE)


# The person's word


def keep_office(
    owner: User,
    pk: int,
    number: str = "",
    country: str = "",
    part: str = "",
    zone: str = "",
    welcome: bool = False,
    now: datetime | None = None,
) -> Place:
    """Remember where they can be rung, and give what follows from it."""
    now = now or timezone.now()
    row = own_application(owner, pk)
    words = {"number": " ".join(number.split())[:200], "country": country, "welcome": welcome}
    kept = Office.objects.filter(owner=owner, application=row).first()
    same = kept is not None and kept.country == country
    # a part and a clock belong to the country that they were chosen in
    words |= {"part": part if same else "", "zone": zone if same else ""}
    with deeds.deed(owner, f"Noted where {name_of(row)} can be rung", now) as noted:
        hold(noted, owner, [row])
        if kept is None:
            noted.made(Office.objects.create(owner=owner, application=row, **words))
        else:
            noted.before(kept)
            Office.objects.filter(pk=kept.pk).update(**words)
    office = Office.objects.get(owner=owner, application=row)
    return place_of(office, queries.preferences(owner).country, now)


def log(
    owner: User,
    pk: int,
    outcome: str,
    back: tuple[date, time] | None = None,
    whom: str = "",
    said: str = "",
    at: datetime | None = None,
    now: datetime | None = None,
) -> None:
    """Remember how a call went. `back` is the time they named to be rung again, on their clocks.

    A name that was given becomes a person of the application (R011), and what they said an answer of theirs.
    Where no call is open, only a call of theirs can be noted: there is no second one that nobody took (C06).
    """
    now = now or timezone.now()
    at = at or now
    row = owned(queries.with_events(owner, [pk]).first())
    _, case = cases(owner, now, [row])[0]
    plan = call_plan(case, now, zone_of(queries.preferences(owner)))
    how = _outcome(outcome, plan)
    if at > now:
        raise Refused(
            "That time has not come yet. Say how the call went once it is over. Nothing was changed."
        )
    back_at = _back(back, case.place, owner) if how is CallOutcome.CALL_BACK else None
    with deeds.deed(owner, f"Noted a call with {name_of(row)}", now) as noted:
        hold(noted, owner, [row])
        call = Call(owner=owner, application=row, at=at, outcome=how.value, back_at=back_at)
        call.rang_back, call.whom = not plan.open, " ".join(whom.split())
        words = said.replace("\r\n", "\n").strip()
        call.said = "" if how is CallOutcome.SPOKE else words
        call.save()
        noted.made(call)
        _meet(noted, row, call.whom)
        if words and how is CallOutcome.SPOKE:
            noted.made(_feedback(call, words))


def _outcome(outcome: str, plan: CallPlan) -> CallOutcome:
    try:
        how = CallOutcome(outcome)
    except ValueError:
        raise Refused("Choose how the call went. Nothing was changed.") from None
    if not plan.open and how is not CallOutcome.SPOKE:
        raise Refused(f"{plan.why} Nothing was changed.")
    return how


def _back(back: tuple[date, time] | None, there: Place, owner: User) -> datetime:
    if back is None:
        raise Refused("Give the day and the time at which they want to be rung. Nothing was changed.")
    clocks = there.zone or zone_of(queries.preferences(owner))
    if in_gap(*back, clocks):
        raise Refused("The clocks leap over that time there that night. Choose another. Nothing was changed.")
    return datetime.combine(*back, tzinfo=clocks)  # of a time that comes twice, the first


def _meet(noted: deeds.Recorder, row: Application, whom: str) -> None:
    """Whoever was named belongs to the application from now on."""
    known = {one.name.casefold() for one in row.people.all()}
    if whom and whom.casefold() not in known:
        noted.made(Person.objects.create(owner=row.owner, application=row, name=whom, by_person=True))


def _feedback(call: Call, words: str) -> Feedback:
    """What was said in a talk is an answer of theirs, kept word for word with the others (R027)."""
    return Feedback.objects.create(
        owner=call.owner,
        application=call.application,
        words=words,
        at=call.at,
        source=source_of(call.application),
        channel="call",
        said_by=call.whom[:200],
        by_person=True,
        **made_of(words),
    )


def remove(owner: User, call_pk: int, now: datetime | None = None) -> int:
    """It was not so: take a call away. Gives the application's pk."""
    call = owned(Call.objects.filter(owner=owner, pk=call_pk).select_related("application").first())
    with deeds.deed(
        owner, f"Took a call away at {name_of(call.application)}", now or timezone.now()
    ) as noted:
        noted.before(call)
        call.delete()
    return int(call.application_id)


def may_write(owner: User, row: Application, now: datetime) -> None:
    """Refused with the reason where no call is open, so that no words for one are begun."""
    _, case = cases(owner, now, [row])[0]
    plan = call_plan(case, now)
    if not plan.open:
        raise Refused(plan.why)
