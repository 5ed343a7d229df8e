"""What is in my hands: three columns, and a list for letting go."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from nextround.desk import hands as desk
from nextround.desk.errors import Refused
from nextround.web.forms.hands import MatterForm
from nextround.web.views.page import kind, note_deed, owner_of, show


@require_http_methods(["GET", "HEAD", "POST"])
@kind
def hands(request: HttpRequest) -> HttpResponse:
    """The three columns; something new goes where its theme usually stands, or where the person says."""
    owner, form = owner_of(request), MatterForm(request.POST or None)
    about = _number(request.POST.get("application") or request.GET.get("application") or "")
    if form.is_valid():
        told = form.cleaned_data
        desk.add(owner, told["text"], told["theme"], told["control"], about)
        note_deed(request)
        return redirect("hands")
    return show(
        request,
        "hands.html",
        "for-you",
        view=desk.view(owner),
        form=form,
        about=about,
        columns=desk.COLUMN_CHOICES,
    )


@require_POST
@kind
def matter(request: HttpRequest, pk: int) -> HttpResponse:
    """Move one thing, make it a goal or a filter, let it go, or take it up again."""
    owner, said = owner_of(request), request.POST
    do = said.get("do", "")
    if do == "move":
        desk.move(owner, pk, said.get("control", ""))
    elif do == "goal":
        desk.set_goal(owner, pk, said.get("goal", ""), _number(said.get("months", "")) or 0)
    elif do in ("filter", "no-filter"):
        desk.keep_as_filter(owner, pk, do == "filter")
    elif do == "let-go":
        desk.let_go(owner, pk, said.get("line", ""))
    elif do == "take-up":
        desk.take_up(owner, pk)
    elif do == "remove":
        desk.remove(owner, pk)
    else:
        raise Refused("Choose one of the buttons. Nothing was changed.")
    note_deed(request)
    return redirect("hands")


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else None
