"""Today: one next step, then the rest; and the quiet page when everything is put away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from nextround.desk import circle, feelings, pauses
from nextround.desk import today as desk
from nextround.desk.errors import Refused
from nextround.desk.views import StepView
from nextround.web.forms.feelings import FeelingForm
from nextround.web.forms.today import PutOffForm
from nextround.web.views.page import go_back, kind, note_deed, owner_of, show, zone_here

SHOWN = 5
MORNING = time(8)
LONGEST_DAYS = 30
WRITES = {"ask_feedback", "thank_or_rest", "status_enquiry", "thank_feedback", "clarify", "stay_in_touch"}
# What each kind of step is begun with: the verb on the button, and the letter it writes or the page it opens.
VERBS = {
    "answer": "Answer a question",
    "ask_feedback": "Write to them",
    "thank_or_rest": "Write a thank-you",
    "status_enquiry": "Write to them",
    "thank_feedback": "Thank them",
    "clarify": "Write to them",
    "stay_in_touch": "Write a line",
    "look_again": "Open the application",
    "did_you_ask": "Say yes or no",
    "look_at_roles": "Open the employer",
    "keep_looking": "Choose",
    "look_back": "Look back",
    "call": "Prepare the call",
}
# The page that a step opens, where it is another one than the application's.
PAGES = {
    "did_you_ask": "application-asked",
    "look_at_roles": "application-later",
    "keep_looking": "application-later",
    "look_back": "look-back",
    "call": "application-call",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A step with the one thing its button does: begin a letter, or open a page."""

    key: str
    kind: str
    title: str
    why: str
    rules: tuple[str, ...]
    window: str
    application_pk: int | None
    company: str
    role: str
    verb: str
    letter_kind: str
    href: str


def shown(step: StepView) -> Shown:
    """A step as the page shows it."""
    letter = step.letter_kind if step.application_pk and step.kind in WRITES else ""
    page = PAGES.get(step.kind, "application")
    href = reverse(page, args=[step.application_pk]) if step.application_pk else reverse("review")
    return Shown(
        step.key,
        step.kind,
        step.title,
        step.why,
        step.rules,
        step.window,
        step.application_pk,
        step.company,
        step.role,
        VERBS.get(step.kind, "Open"),
        letter,
        "" if letter else href,
    )


@require_safe
@kind
def today(request: HttpRequest) -> HttpResponse:
    """One next step; everything put away; or, with nothing read yet, the way to begin."""
    owner, now = owner_of(request), timezone.now()
    view = desk.today(owner, now)
    if view.put_away_until:
        return show(request, "quiet.html", "today", until=view.put_away_until)
    if not view.has_mail:
        return redirect("welcome")
    if view.ease == "offer" and view.next:
        pauses.offered(owner, now)
    rest = [shown(step) for step in view.rest if step.kind != "answer"]
    cut = len(rest) if request.GET.get("all") else SHOWN
    return show(
        request,
        "today.html",
        "today",
        next=shown(view.next) if view.next else None,
        questions=0 if view.next and view.next.kind == "answer" else view.questions,
        rest=rest[:cut],
        more=max(0, len(rest) - cut),
        reading=view.reading,
        meetings=view.meetings,
        signed_out=view.signed_out,
        arrival=feelings.arrival(owner, now) if view.ease != "room" else None,
        ease=view.ease,
        circle=circle.week(owner, now) if view.ease == "all" else None,
        next_offer=pauses.next_offer(owner, zone_here(request)) if view.ease == "room" else None,
        feeling_form=FeelingForm(),
        now=now,
    )


@require_POST
@kind
def not_today(request: HttpRequest) -> HttpResponse:
    """Put one step off until tomorrow."""
    desk.not_today(owner_of(request), request.POST.get("step", ""), timezone.now())
    note_deed(request)
    return go_back(request)


@require_POST
@kind
def put_off(request: HttpRequest) -> HttpResponse:
    """Put one step off to a day of the person's choice."""
    form = PutOffForm(request.POST)
    if not form.is_valid():
        raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
    desk.put_off(owner_of(request), form.cleaned_data["step"], form.cleaned_data["day"], timezone.now())
    note_deed(request)
    return go_back(request)


@require_POST
@kind
def skip_step(request: HttpRequest) -> HttpResponse:
    """Leave one step out for good."""
    desk.skip(owner_of(request), request.POST.get("step", ""))
    note_deed(request)
    return go_back(request)


@require_POST
@kind
def put_away(request: HttpRequest) -> HttpResponse:
    """Put everything away: until tomorrow morning, or for as many days as asked."""
    owner = owner_of(request)
    said = request.POST.get("days", "1")
    days = min(LONGEST_DAYS, int(said)) if said.isascii() and said.isdigit() else 1
    here = timezone.now().astimezone(zone_here(request))
    until = datetime.combine(here.date() + timedelta(days=max(1, days)), MORNING, here.tzinfo)
    desk.put_away(owner, until)
    return redirect("today")


@require_POST
@kind
def come_back(request: HttpRequest) -> HttpResponse:
    """Bring everything back."""
    desk.come_back(owner_of(request))
    return redirect("today")
