"""Practising with somebody one knows, and careers services."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from nextround.desk import careers as careers_desk
from nextround.desk import practice as desk
from nextround.desk import settings
from nextround.web.forms.practice import MarksForm, ObserverForm, WhoForm
from nextround.web.views.page import kind, note_deed, owner_of, show

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@page_or_form
@kind
def practice(request: HttpRequest) -> HttpResponse:
    """The pack, and the practice interviews there were."""
    owner, form = owner_of(request), WhoForm(request.POST or None)
    if form.is_valid():
        pk = desk.begin(owner, form.cleaned_data["who"])
        note_deed(request)
        return redirect("practice-run", pk)
    return show(request, "practice.html", "for-you", form=form, runs=desk.runs(owner))


@require_safe
@kind
def pack(request: HttpRequest) -> HttpResponse:
    """The questions and the observer's sheet, to print."""
    return show(request, "practice_pack.html", "for-you", pack=desk.pack())


@require_safe
@kind
def pack_text(request: HttpRequest) -> HttpResponse:
    """The same as text, to send to somebody."""
    del request
    answer = HttpResponse(desk.text(), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="practice.txt"'
    return answer


@page_or_form
@kind
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """One practice interview: one's own marks first, then theirs, then both side by side."""
    owner, do = owner_of(request), request.POST.get("do", "")
    view = desk.one(owner, pk)
    if do == "remove":
        desk.remove(owner, pk)
        note_deed(request)
        return redirect("practice")
    own = MarksForm(request.POST if do == "own" else None, initial=dict(view.own), auto_id="own_%s")
    theirs = ObserverForm(
        request.POST if do == "observer" else None,
        initial={**view.observer, "line": view.line},
        auto_id="theirs_%s",
    )
    if own.is_valid():
        desk.mark_own(owner, pk, own.marks())
    elif theirs.is_valid():
        told = theirs.cleaned_data
        desk.mark_observer(owner, pk, theirs.marks(), told["sheet"], told["line"])
    else:
        return show(request, "practice_run.html", "for-you", view=view, own=own, theirs=theirs)
    note_deed(request)
    return redirect("practice-run", pk)


@require_safe
@kind
def careers(request: HttpRequest) -> HttpResponse:
    """Public careers services of the chosen country, else of the person's own."""
    asked = request.GET.get("country", "") or settings.view(owner_of(request)).country
    found = careers_desk.of_country(asked)
    return show(request, "careers.html", "for-you", countries=careers_desk.countries(), place=found)
