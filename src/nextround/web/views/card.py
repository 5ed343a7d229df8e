"""The card for the call that may bring the answer; it prints on one page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from nextround.desk import cards as desk
from nextround.web.forms.noes import CardForm
from nextround.web.views.application import page_or_form
from nextround.web.views.page import kind, note_deed, owner_of, show


@page_or_form
@kind
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill the card, see it, print it."""
    owner = owner_of(request)
    view = desk.card(owner, pk)
    form = CardForm(request.POST or None, initial={"question": view.question, "thanks": view.thanks})
    if form.is_valid():
        desk.write(owner, pk, form.cleaned_data["question"], form.cleaned_data["thanks"])
        note_deed(request, "Your card is kept", undo=False)
        return redirect("application-card", pk)
    return show(request, "card.html", "applications", view=view, form=form)
