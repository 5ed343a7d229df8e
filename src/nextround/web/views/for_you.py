"""What is for the person alone: lines of their own, and their numbers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nextround.desk import numbers as numbers_desk
from nextround.desk import own_lines as desk
from nextround.web.forms.numbers import LuckForm
from nextround.web.forms.own_lines import NextForm, TrueForm
from nextround.web.views.page import kind, note_deed, owner_of, show


@require_safe
@kind
def for_you(request: HttpRequest) -> HttpResponse:
    """Everything that is for the person alone, each with a line about it."""
    return show(request, "for_you.html", "for-you")


@require_http_methods(["GET", "HEAD", "POST"])
@kind
def own_lines(request: HttpRequest) -> HttpResponse:
    """What stays true about me, and a sentence for the next no."""
    owner, sort = owner_of(request), request.POST.get("kind", "")
    true_form = TrueForm(request.POST if sort == desk.TRUE else None, auto_id="true_%s")
    next_form = NextForm(request.POST if sort == desk.NEXT else None, auto_id="next_%s")
    chosen = {desk.TRUE: true_form, desk.NEXT: next_form}.get(sort)
    if chosen is not None and chosen.is_valid():
        told = chosen.cleaned_data
        desk.add(owner, sort, told["text"], told.get("every") or 0)
        note_deed(request)
        return redirect("own-lines")
    return show(
        request,
        "own_lines.html",
        "for-you",
        true=desk.lines(owner, desk.TRUE),
        next=desk.lines(owner, desk.NEXT),
        true_form=true_form,
        next_form=next_form,
    )


@require_POST
@kind
def own_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a line rest, show it again, or take it away."""
    owner, do = owner_of(request), request.POST.get("do", "")
    if do == "remove":
        desk.remove(owner, pk)
    else:
        desk.switch(owner, pk, on=do == "on")
    note_deed(request)
    return redirect("own-lines")


@require_safe
@kind
def numbers(request: HttpRequest) -> HttpResponse:
    """The person's numbers as plain facts, and what luck alone would do."""
    owner = owner_of(request)
    tried = LuckForm(request.GET) if "count" in request.GET else None
    told = tried.cleaned_data if tried is not None and tried.is_valid() else {}
    view = numbers_desk.view(owner, told.get("count"), told.get("percent"))
    form = tried or LuckForm(initial={"count": view.luck.count, "percent": f"{view.luck.percent:g}"})
    return show(request, "numbers.html", "for-you", view=view, form=form)
