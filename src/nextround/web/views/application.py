"""One application: what happened, what can be done, and what the person knows better."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nextround.desk import answers, closing, contacts, meetings, today
from nextround.desk import applications as desk
from nextround.desk.cases import looked
from nextround.desk.errors import Refused
from nextround.web.forms.applications import OUTCOMES, AddForm, EventForm, MarkForm, NamesForm
from nextround.web.views.letter import KINDS
from nextround.web.views.page import go_back, kind, note_deed, owner_of, show, zone_here
from nextround.web.views.today import shown

NOON = time(12)
OVER = ("rejected", "cancelled", "withdrawn")  # before that, nobody is asked about people
page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@kind
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """The timeline, and beside it what can be done."""
    owner = owner_of(request)
    view = desk.one(owner, pk)
    asks, now = meetings.asks(owner, pk), timezone.now()
    seen = looked(owner, pk, now)
    return show(
        request,
        "application.html",
        "applications",
        view=view,
        end=closing.of_application(owner, pk, now, seen),
        gain_kinds=closing.GAIN_WORDS.items(),
        asks_ahead=[ask for ask in asks if not ask.over],
        asks_behind=[ask for ask in asks if ask.over],  # what is over can wait below
        answers=answers.listing(owner, pk),
        ask=answers.asking(owner, pk, now, seen),
        offers=contacts.offers(owner, pk) if view.state in OVER else (),
        steps=[shown(step) for step in today.steps_of(owner, pk, now, seen)],
        letter_kinds=KINDS,
        letter_words=dict(KINDS),
        outcomes=[(value, words) for value, words in OUTCOMES if value != view.state],
        mark_form=MarkForm(initial={"when": timezone.localdate()}, auto_id="mark_%s"),
        event_form=EventForm(initial={"when": timezone.localdate()}),
    )


@page_or_form
@kind
def add(request: HttpRequest) -> HttpResponse:
    """A new application by hand."""
    form = AddForm(request.POST or None, initial=_earlier(request))
    if form.is_valid():
        told = form.cleaned_data
        pk = desk.add(
            owner_of(request),
            told["company"],
            told["role"],
            moment_of(request, told["applied_on"]),
            told["agency"],
            told["note"],
        )
        note_deed(request)
        return redirect("application", pk)
    words: dict[str, Any] = {
        "heading": "Add an application",
        "lead": "For answers that came by phone, or mail you no longer have.",
        "verb": "Add it",
    }
    return show(request, "application_form.html", "applications", form=form, **words)


def _earlier(request: HttpRequest) -> dict[str, str]:
    """The names of an earlier application at the same employer, for applying there again (R046)."""
    again = request.GET.get("again", "")
    if not (again.isascii() and again.isdigit() and len(again) < 12):
        return {}
    earlier = desk.one(owner_of(request), int(again))
    return {"company": earlier.company, "agency": earlier.agency}


@page_or_form
@kind
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Its names and the note; what the person says wins over what was read."""
    view = desk.one(owner_of(request), pk)
    now = {"company": view.company, "role": view.role, "agency": view.agency, "note": view.note}
    form = NamesForm(request.POST or None, initial=now)
    if form.is_valid():
        desk.edit(owner_of(request), pk, **form.cleaned_data)
        note_deed(request)
        return redirect("application", pk)
    words: dict[str, Any] = {
        "heading": "Change the names",
        "lead": "What you write here stays, whatever is read later.",
        "verb": "Keep these",
    }
    return show(
        request, "application_form.html", "applications", form=form, pk=pk, company=view.company, **words
    )


@page_or_form
@kind
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that another application is the same one."""
    owner = owner_of(request)
    view = desk.one(owner, pk)
    other = request.POST.get("other", "")
    if other.isdigit():
        desk.merge(owner, pk, int(other))
        note_deed(request)
        return redirect("application", pk)
    q = request.GET.get("q", view.company)[:200]
    rows = [row for row in desk.listing(owner, q).rows if row.pk != pk]
    if not rows and "q" not in request.GET:
        q, rows = "", [row for row in desk.listing(owner).rows if row.pk != pk]
    return show(request, "merge.html", "applications", view=view, rows=rows, q=q)


@page_or_form
@kind
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Part some of its events into an application of their own."""
    owner = owner_of(request)
    view, error = desk.one(owner, pk), ""
    if request.method == "POST":
        try:
            new = desk.split(owner, pk, [int(one) for one in request.POST.getlist("event") if one.isdigit()])
        except Refused as refused:
            error = refused.sentence
        else:
            note_deed(request)
            return redirect("application", new)
    return show(request, "split.html", "applications", view=view, error=error)


def _told(form: EventForm | MarkForm) -> dict[str, Any]:
    if not form.is_valid():
        raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
    return form.cleaned_data


@require_POST
@kind
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down something that happened."""
    told = _told(EventForm(request.POST))
    when = moment_of(request, told["when"])
    assert when is not None  # noqa: S101 -- the form asks for it
    desk.record_event(owner_of(request), pk, told["kind"], when, told["stage"], told["note"])
    note_deed(request)
    return redirect("application", pk)


@require_POST
@kind
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Say where it stands: today, or on the day and in the round that the form names."""
    told = _told(MarkForm(request.POST))
    when = moment_of(request, told["when"])
    desk.mark(owner_of(request), pk, told["outcome"], when, told["stage"], told["note"])
    note_deed(request)
    return redirect("application", pk)


@require_POST
@kind
def undo(request: HttpRequest, deed_pk: int) -> HttpResponse:
    """Take a deed back."""
    sentence = desk.undo(owner_of(request), deed_pk)
    note_deed(request, f"Taken back: {sentence[:1].lower()}{sentence[1:]}", undo=False)
    return go_back(request)


def moment_of(request: HttpRequest, day: date | None) -> datetime | None:
    """A day as a moment, in the middle of the person's day, so that no zone moves it to another; today is
    now, as what is written down today comes after all that is known of today."""
    if day is None:
        return None
    here, now = zone_here(request), timezone.now()
    return now if day == now.astimezone(here).date() else min(datetime.combine(day, NOON, here), now)
