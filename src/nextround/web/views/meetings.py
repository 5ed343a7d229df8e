"""When an interview is: the person's answer to what a mail says."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from nextround.desk import meetings as desk
from nextround.desk.errors import Refused
from nextround.web.forms.meetings import AnswerForm
from nextround.web.views.page import kind, note_deed, owner_of


@require_POST
@kind
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Yes, no, it is off, or another time."""
    form, owner = AnswerForm(request.POST), owner_of(request)
    if not form.is_valid():
        raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
    told = form.cleaned_data
    if told["answer"] == "no":
        desk.decline(owner, pk, told["mail"])
    elif told["answer"] == "off":
        desk.call_off(owner, pk, told["mail"])
    else:
        at = (told["day"], told["time"]) if told["answer"] == "other" else None
        desk.confirm(owner, pk, told["mail"], told["start"], at)
    note_deed(request)
    return redirect("application", pk)


@require_POST
@kind
def away(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a confirmed interview away."""
    application = desk.remove(owner_of(request), pk)
    note_deed(request)
    return redirect("application", application)
