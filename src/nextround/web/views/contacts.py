"""People to stay in touch with: each offered once, with a word on what they care about."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nextround.desk import circle
from nextround.desk import contacts as desk
from nextround.web.views.page import kind, note_deed, owner_of, show


@require_safe
@kind
def contacts(request: HttpRequest) -> HttpResponse:
    """Everyone the person keeps."""
    owner = owner_of(request)
    return show(
        request,
        "contacts.html",
        "applications",
        people=desk.listing(owner),
        longest=desk.HELLO,
        circle=circle.week(owner),
        sizes=circle.SIZES,
        nearness=[(near.value, word) for near, word in circle.NEARNESS.items()],
    )


@require_POST
@kind
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep someone as a contact, or not; it is asked once."""
    application = desk.keep(owner_of(request), pk, request.POST.get("keep") == "yes")
    note_deed(request)
    return redirect("application", application)


@require_POST
@kind
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """What they care about and the note to connect; or an opening they told of; or no contact any more."""
    owner, said = owner_of(request), request.POST
    if "away" in said:
        desk.let_go(owner, pk)
    elif "lead" in said:
        desk.note_lead(owner, pk, said["lead"])
    else:
        desk.note(owner, pk, said.get("interest", ""), said.get("hello", ""))
    note_deed(request)
    return redirect(reverse("contacts") + f"#contact-{pk}")
