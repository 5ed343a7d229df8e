"""Private writing: for the person's eyes alone, and deletable for good."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nextround.desk import numbers
from nextround.desk import private as desk
from nextround.web.forms.private import FORMS, KindForm, PageForm, ThoughtForm
from nextround.web.views.page import kind, note_deed, owner_of, show

page_or_form = require_http_methods(["GET", "HEAD", "POST"])
_KEPT = "It is kept, for you alone."


@page_or_form
@never_cache
@kind
def private(request: HttpRequest) -> HttpResponse:
    """A page to write on, and what was written before by its day alone."""
    form = PageForm(request.POST or None)
    if form.is_valid():
        return _kept(request, "page", form.cleaned_data, "private")
    notes = desk.notes(owner_of(request))
    return show(request, "private.html", "for-you", form=form, notes=notes)


@page_or_form
@never_cache
@kind
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """One piece of private writing, to read and to go on with."""
    owner = owner_of(request)
    found = desk.one(owner, pk)
    form = FORMS[found.kind](request.POST or None, initial=found.parts)
    if form.is_valid():
        said = request.POST.get("version", "")
        version = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
        words = {**found.parts, **form.cleaned_data}
        number, apart = desk.change(owner, pk, words, version)
        both = "It was changed in another window meanwhile. Both are kept; this is the newer one."
        note_deed(request, both if apart else _KEPT, undo=False)
        return redirect("private-note", number)
    return show(request, "private_note.html", "for-you", form=form, note=found)


@page_or_form
@never_cache
@kind
def kind_note(request: HttpRequest) -> HttpResponse:
    """Three kind lines."""
    form = KindForm(request.POST or None)
    if form.is_valid():
        return _kept(request, "kind", form.cleaned_data, "kind-note")
    return show(request, "kind_note.html", "for-you", form=form)


@page_or_form
@never_cache
@kind
def thought(request: HttpRequest) -> HttpResponse:
    """A thought, looked at again: which kind it may be, the person's own numbers, a kinder sentence."""
    owner, asked = owner_of(request), request.POST or request.GET
    trap, about = asked.get("trap", ""), asked.get("application", "")
    form = ThoughtForm(request.POST or None)
    if form.is_valid():
        return _kept(request, "thought", {**form.cleaned_data, "trap": trap}, "thought")
    number = int(about) if about.isascii() and about.isdigit() and len(about) < 19 else None
    ask, facts = numbers.beside(owner, trap, number) if trap else ("", ())
    return show(
        request,
        "thought.html",
        "for-you",
        form=form,
        traps=numbers.offered_traps(),
        trap=trap,
        ask=ask,
        facts=facts,
        about=number,
    )


@require_POST
@kind
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one piece for good."""
    desk.delete(owner_of(request), pk)
    note_deed(request, "It is deleted for good.", undo=False)
    return redirect("private")


@require_POST
@kind
def delete_all(request: HttpRequest) -> HttpResponse:
    """Delete all private writing for good."""
    desk.delete_all(owner_of(request))
    note_deed(request, "All of it is deleted for good.", undo=False)
    return redirect("private")


@require_safe
@never_cache
@kind
def copy(request: HttpRequest) -> HttpResponse:
    """All of it as one text file, because the person asked."""
    answer = HttpResponse(desk.copy(owner_of(request)), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="private.txt"'
    return answer


def _kept(request: HttpRequest, sort: str, words: dict[str, str], here: str) -> HttpResponse:
    pk = desk.write(owner_of(request), sort, words)
    note_deed(request, _KEPT if pk else "There were no words in it, so nothing was kept.", undo=False)
    return redirect("private") if pk else redirect(here)
