"""A call: when it is welcome, the person's own words for it, and how it went."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from nextround.desk import calls as desk
from nextround.desk.errors import Refused
from nextround.desk.letters import SCRIPTS
from nextround.web.forms.calls import LogForm, OfficeForm
from nextround.web.views.page import kind, note_deed, owner_of, show

SCRIPT_WORDS = {kind.value: words for kind, words in SCRIPTS.items()}


@require_safe
@kind
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """The card of a call."""
    return page(request, desk.view(owner_of(request), pk))


def page(
    request: HttpRequest,
    view: desk.CallView,
    office: OfficeForm | None = None,
    log: LogForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with a form as it was filled in where it could not be taken."""
    told: dict[str, object] = {"number": view.own_number, "country": view.country, "part": view.part}
    told |= {"zone": view.zone, "welcome": view.welcome}
    facts = {
        "view": view,
        "office_form": office or OfficeForm(view, initial=told, auto_id="office_%s"),
        "log_form": log or LogForm(view, auto_id="log_%s"),
        "script_words": SCRIPT_WORDS,
        "refused": bool(office or log),
    }
    return show(request, "call.html", "applications", status, **facts)


@require_POST
@kind
def office(request: HttpRequest, pk: int) -> HttpResponse:
    """Say where they can be rung."""
    owner = owner_of(request)
    view = desk.view(owner, pk)
    form = OfficeForm(view, request.POST, auto_id="office_%s")
    if not form.is_valid():
        return page(request, view, office=form, status=400)
    desk.keep_office(owner, pk, **form.cleaned_data)
    note_deed(request)
    return redirect("application-call", pk)


@require_POST
@kind
def log(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how it went."""
    owner = owner_of(request)
    view = desk.view(owner, pk)
    form = LogForm(view, request.POST, auto_id="log_%s")
    if not form.is_valid():
        return page(request, view, log=form, status=400)
    told = form.cleaned_data
    day, hour = told.get("day"), told.get("time")
    back = (day, hour) if day is not None and hour is not None else None
    try:
        desk.log(owner, pk, told["outcome"], back, told["whom"], told["said"])
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return page(request, view, log=form, status=400)
    note_deed(request)
    return redirect("application-call", pk)


@require_POST
@kind
def away(request: HttpRequest, pk: int) -> HttpResponse:
    """It was not so: take a call away."""
    application = desk.remove(owner_of(request), pk)
    note_deed(request)
    return redirect("application-call", application)
