"""People to hear from, week by week: how many, who, and what came of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from nextround.desk import circle as desk
from nextround.web.views.page import go_back, kind, note_deed, owner_of


@require_POST
@kind
def size(request: HttpRequest) -> HttpResponse:
    """How many people a week."""
    said = request.POST.get("size", "")
    desk.say_size(owner_of(request), int(said) if said.isascii() and said.isdigit() and len(said) < 3 else -1)
    note_deed(request, "Kept.", undo=False)
    return redirect("contacts")


@require_POST
@kind
def add(request: HttpRequest) -> HttpResponse:
    """Someone the person knows from elsewhere."""
    desk.add(owner_of(request), request.POST.get("name", ""), request.POST.get("nearness", ""))
    note_deed(request)
    return redirect("contacts")


@require_POST
@kind
def said(request: HttpRequest, pk: int) -> HttpResponse:
    """They were heard from, or: not now."""
    act = desk.heard if request.POST.get("do") == "heard" else desk.not_now
    act(owner_of(request), pk)
    note_deed(request)
    return go_back(request, "contacts")
