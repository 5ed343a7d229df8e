"""Mail in: the welcome page with its ways, and how far a reading is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from nextround.desk import accounts
from nextround.desk import importing as desk
from nextround.desk.errors import Refused
from nextround.desk.views import ImportView
from nextround.web.views.page import go_back, kind, owner_of, show

STATE_WORDS = {
    "waiting": "About to begin",
    "reading": "Reading",
    "paused": "Waiting",
    "cancelled": "Stopped",
    "failed": "Could not go on",
    "done": "Read to the end",
}
FOUND_SHOWN = 8
STOPPED = ("paused", "cancelled", "failed")


@require_safe
@kind
def welcome(request: HttpRequest) -> HttpResponse:
    """The ways to begin."""
    return show_welcome(request)


def show_welcome(request: HttpRequest, status: int = 200, **facts: object) -> HttpResponse:
    """The welcome page, with what was wrong beside its field."""
    owner = owner_of(request)
    has_mail = desk.latest(owner) is not None or bool(accounts.listing(owner))
    return show(request, "welcome.html", "imports", status, has_mail=has_mail, **facts)


@require_POST
@kind
def upload(request: HttpRequest) -> HttpResponse:
    """A mailbox handed over by the browser."""
    file = request.FILES.get("file")
    if file is None:
        return show_welcome(request, 400, upload_error="Choose a file first.")
    try:
        started = desk.start_upload(owner_of(request), file)
    except Refused as refused:
        return show_welcome(request, 400, upload_error=refused.sentence)
    return redirect("import", started.pk)


@require_POST
@kind
def from_path(request: HttpRequest) -> HttpResponse:
    """A mailbox that already lies on this computer."""
    said = request.POST.get("path", "").strip().strip("\"'")
    if not said or "\0" in said:
        return show_welcome(
            request, 400, path=said.replace("\0", ""), path_error="Write down where the file or folder is."
        )
    try:
        started = desk.start(owner_of(request), Path(said).expanduser())
    except Refused as refused:
        return show_welcome(request, 400, path=said, path_error=refused.sentence)
    except RuntimeError:  # ~someone without a home
        return show_welcome(
            request, 400, path=said, path_error="That folder’s owner is not known here. Write the whole path."
        )
    return redirect("import", started.pk)


@require_POST
@kind
def demo(request: HttpRequest) -> HttpResponse:
    """The made-up mailbox."""
    return redirect("import", desk.start_demo(owner_of(request)).pk)


@require_safe
@kind
def imports(request: HttpRequest) -> HttpResponse:
    """The latest reading with those before it, or the ways to begin."""
    owner = owner_of(request)
    if latest := desk.latest(owner):
        return redirect("import", latest.pk)
    connected = accounts.listing(owner)
    return redirect("account", connected[-1].pk) if connected else redirect("welcome")


@require_safe
@kind
def one_import(request: HttpRequest, pk: int) -> HttpResponse:
    """How far one reading is, and the readings before it; with `?problems=all`, all that was unreadable."""
    owner = owner_of(request)
    view = desk.progress(owner, pk)
    facts = facts_of(view)
    if request.GET.get("problems") == "all":
        facts["problems"] = desk.problems(owner, pk)
    readings = [(line, STATE_WORDS.get(line.state, line.state)) for line in desk.history(owner)]
    connected = accounts.listing(owner)
    return show(request, "imports.html", "imports", **facts, readings=readings, accounts=connected)


@require_safe
@kind
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a part of the page, asked for while it goes on."""
    view = desk.progress(owner_of(request), pk)
    answer = render(request, "partials/progress.html", facts_of(view))
    if not view.active:
        answer["HX-Refresh"] = "true"  # the rest of the page has changed as well
    return answer


def facts_of(view: ImportView) -> dict[str, Any]:
    """What the progress card shows."""
    total = max(1, view.bytes_total)
    found = view.found_rows[:FOUND_SHOWN]
    return {
        "view": view,
        "state_word": STATE_WORDS.get(view.state, view.state),
        "percent": 100 if view.state == "done" else min(99, view.bytes_done * 100 // total),
        "bar": total if view.state == "done" else min(view.bytes_done, total),
        "bar_max": total,
        "found": found,
        "found_more": view.found - len(found),
        "sentence": view.sentence if view.stopping or view.state in (*STOPPED, "waiting") else "",
        "problems": view.problems,
    }


@require_POST
@kind
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a reading; what was found stays, and it can go on later."""
    desk.cancel(owner_of(request), pk)
    return redirect("import", pk)


@require_POST
@kind
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on where it stopped."""
    desk.resume(owner_of(request), pk)
    return go_back(request, "imports")
