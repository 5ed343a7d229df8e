"""Naming a feeling, or not, and what would help now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from nextround.desk import feelings as desk
from nextround.web.forms.feelings import FeelingForm
from nextround.web.views.page import kind, note_deed, owner_of, show


@require_http_methods(["GET", "HEAD", "POST"])
@kind
def feeling(request: HttpRequest) -> HttpResponse:
    """Keep the word, then ask what would help; "not now" leads back to Today at once."""
    owner = owner_of(request)
    if request.method != "POST":
        return show(request, "feeling.html", "for-you", help=desk.help_now(owner), form=FeelingForm())
    # the button "not now" stands after the words, so its value is the last one given
    said, about = request.POST.get("feeling", ""), request.POST.get("application", "")
    desk.note(owner, said, int(about) if about.isascii() and about.isdigit() and len(about) < 19 else None)
    return redirect("feeling" if said and said != "not_now" else "today")


@require_POST
@kind
def forget(request: HttpRequest) -> HttpResponse:
    """Let go of every feeling that was named."""
    desk.forget(owner_of(request))
    note_deed(request, "Every feeling you named is forgotten.", undo=False)
    return redirect("today")
