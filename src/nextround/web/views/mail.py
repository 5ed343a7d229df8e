"""One mail, with the words that decided how it was read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from nextround.desk import mails as desk
from nextround.desk.words import KIND_WORDS
from nextround.web.views.page import kind, note_deed, owner_of, show

KINDS = tuple((value, words) for value, words in KIND_WORDS.items())


@require_safe
@kind
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """The mail: a page of its own, or the part that opens within the timeline."""
    facts: dict[str, Any] = {"mail": desk.mail(owner_of(request), pk), "kinds": KINDS}
    if request.headers.get("HX-Request"):
        return render(request, "partials/mail.html", facts)
    return show(request, "mail.html", "applications", **facts)


@require_POST
@kind
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the mail really is; that wins over every later reading."""
    owner = owner_of(request)
    desk.correct(owner, pk, request.POST.get("kind", ""))
    note_deed(request)
    belongs = desk.mail(owner, pk).application_pk
    return redirect("application", belongs) if belongs else redirect("mail", pk)
