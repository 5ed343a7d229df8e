"""Review: one short question at a time, the mail beside it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from nextround.desk import applications
from nextround.desk import review as desk
from nextround.desk.errors import Refused
from nextround.records import queries
from nextround.web.views.page import kind, note_deed, owner_of, show

ANSWERS = ("yes", "no", "new", "later")


@require_safe
@kind
def review(request: HttpRequest) -> HttpResponse:
    """The first question that waits; those put off come last."""
    owner = owner_of(request)
    waiting = desk.waiting(owner, 1)
    return show(
        request,
        "review.html",
        "review",
        question=waiting[0] if waiting else None,
        left=queries.how_many_questions(owner),
        deeds=applications.last_deeds(owner),
    )


@require_POST
@kind
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Yes, no, a new application, or later."""
    said, which = request.POST.get("answer", ""), request.POST.get("application", "")
    if said not in ANSWERS:
        raise Refused("Choose yes, no or later. Nothing was changed.")
    desk.answer(owner_of(request), pk, said, int(which) if which.isdigit() else None)
    note_deed(request)
    return redirect("review")
