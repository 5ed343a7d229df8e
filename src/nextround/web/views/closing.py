"""Let an application rest, keep its employer for later, and see what came of noes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from nextround.desk import closing as desk
from nextround.web.forms.noes import CloseForm, GainForm, LaterForm
from nextround.web.views.application import page_or_form
from nextround.web.views.page import go_back, kind, note_deed, owner_of, show

LONGEST_GAIN = 1000


@page_or_form
@kind
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it rest; where asking is still open, one question comes first, once."""
    owner = owner_of(request)
    view, form = desk.of_application(owner, pk), CloseForm(sent(request))
    if form.is_valid():
        told = form.cleaned_data
        if not desk.close(owner, pk, told["takes"]):
            return show(request, "close.html", "applications", view=view, form=form, asks=True)
        _keep_the_rest(request, pk, told)
        note_deed(request)
        return redirect("application", pk)
    return show(request, "close.html", "applications", view=view, form=form)


def _keep_the_rest(request: HttpRequest, pk: int, told: dict[str, str]) -> None:
    owner = owner_of(request)
    if told["again"] or told["open_roles"] or told["roles"]:
        desk.keep_for_later(owner, pk, wishes(told))
    if told["gain"]:
        desk.add_gain(owner, told["gain_kind"] or "other", told["gain"], pk)


def sent(request: HttpRequest) -> QueryDict | None:
    """What was filled in; an empty form counts as well."""
    return request.POST if request.method == "POST" else None


def wishes(told: dict[str, str]) -> desk.Wishes:
    """What a filled form says about later."""
    return desk.Wishes(told["again"], bool(told["open_roles"]), told["roles"])


@require_POST
@kind
def open_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it up again."""
    desk.open_again(owner_of(request), pk)
    note_deed(request)
    return redirect("application", pk)


@page_or_form
@kind
def later(request: HttpRequest, pk: int) -> HttpResponse:
    """Working with them one day: yes or no, for which roles, and the looks at their openings."""
    owner = owner_of(request)
    view = desk.of_application(owner, pk)
    if request.POST.get("looked"):
        desk.looked(owner, pk, request.POST["looked"])
        note_deed(request)
        return redirect("application", pk)
    kept = view.later
    start = {"again": kept.again, "open_roles": kept.open_roles, "roles": kept.roles}
    form = LaterForm(sent(request), initial=start)
    if form.is_valid():
        desk.keep_for_later(owner, pk, wishes(form.cleaned_data))
        note_deed(request)
        return redirect("application", pk)
    return show(request, "later.html", "applications", view=view, form=form)


@page_or_form
@kind
def gains(request: HttpRequest) -> HttpResponse:
    """A list of what came from noes; it is never counted."""
    owner, form = owner_of(request), GainForm(request.POST or None)
    if form.is_valid():
        desk.add_gain(owner, form.cleaned_data["kind"], form.cleaned_data["text"])
        note_deed(request)
        return redirect("gains")
    return show(request, "gains.html", "applications", gains=desk.gains(owner), form=form)


@require_POST
@kind
def gain(request: HttpRequest, pk: int) -> HttpResponse:
    """Something that came of one application."""
    said = request.POST
    desk.add_gain(owner_of(request), said.get("kind", ""), said.get("text", "")[:LONGEST_GAIN], pk)
    note_deed(request)
    return redirect("application", pk)


@require_POST
@kind
def gain_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one line away."""
    desk.remove_gain(owner_of(request), pk)
    note_deed(request)
    return go_back(request, "gains")
