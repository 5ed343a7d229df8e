"""A no, however it came: choose the application, write it down, and say whether one got to ask."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from nextround.desk import feelings
from nextround.desk import noes as desk
from nextround.desk.errors import Refused
from nextround.web.forms.noes import NewNoForm, NoForm
from nextround.web.views.application import moment_of, page_or_form
from nextround.web.views.page import kind, note_deed, owner_of, show

NOTHING = "nothing"


@require_safe
@kind
def choose(request: HttpRequest) -> HttpResponse:
    """Which application it is about; one that is not in the list can be added."""
    q = " ".join(request.GET.get("q", "").replace("\0", "").split())[:200]
    rows = desk.waiting(owner_of(request), q)
    return show(request, "no_choose.html", "applications", rows=rows, q=q)


@page_or_form
@kind
def no(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a no to one application."""
    owner = owner_of(request)
    view = desk.about(owner, pk)
    start = {"when": timezone.localdate(), "sure": "yes", "stage": view.stage}
    form, refused = NoForm(request.POST or None, initial=start), ""
    if form.is_valid():
        if form.cleaned_data["channel"] == NOTHING:
            feelings.note(owner, form.cleaned_data["feeling"], pk)
            return redirect("application-close", pk)
        try:
            talk = desk.record(owner, pk, heard(request, form))
        except Refused as problem:
            refused = problem.sentence
        else:
            return _written(request, form, pk, talk)
    return show(request, "no.html", "applications", form=form, view=view, refused=refused)


@page_or_form
@kind
def add(request: HttpRequest) -> HttpResponse:
    """Write down a no to an application that is not in the list yet."""
    owner = owner_of(request)
    start = {"when": timezone.localdate(), "sure": "yes", "company": request.GET.get("company", "")[:300]}
    form, refused = NewNoForm(request.POST or None, initial=start), ""
    if form.is_valid():
        told = form.cleaned_data
        try:
            pk, talk = desk.record_new(owner, told["company"], told["role"], heard(request, form))
        except Refused as problem:
            refused = problem.sentence
        else:
            return _written(request, form, pk, talk)
    return show(request, "no.html", "applications", form=form, view=None, refused=refused)


def _written(request: HttpRequest, form: NoForm, pk: int, talk: bool) -> HttpResponse:
    """On from a no that is written down: after a talk to whether they asked, else to the application."""
    feelings.note(owner_of(request), form.cleaned_data["feeling"], pk)
    note_deed(request)
    return redirect("application-asked" if talk else "application", pk)


def heard(request: HttpRequest, form: NoForm) -> desk.Heard:
    """What a filled form says."""
    told = form.cleaned_data
    when = moment_of(request, told["when"])
    assert when is not None  # noqa: S101 -- the form asks for it
    sure = told["sure"] != "no"
    return desk.Heard(told["channel"], when, told["stage"], told["who"], sure, told["note"], told["agency"])


@page_or_form
@kind
def asked(request: HttpRequest, pk: int) -> HttpResponse:
    """After a no in a talk: did one get to ask? What they said can be written down at once."""
    owner = owner_of(request)
    view = desk.about(owner, pk)
    if request.POST.get("asked") in {"yes", "no"}:
        yes = request.POST["asked"] == "yes"
        desk.asked(owner, pk, yes)
        note_deed(request)
        return redirect("application-answers" if yes else "application", pk)
    return show(request, "asked.html", "applications", view=view)
