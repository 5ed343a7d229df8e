"""What every page shares: its frame, its deeds with their undo, and kind answers to what cannot be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from nextround.desk import applications
from nextround.desk.errors import NotYours, Refused
from nextround.records import queries

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
_DEED = "deed"


@dataclass(frozen=True, slots=True)
class Chrome:
    """The frame of a page: where we are, what waits, how it looks, and the deed that can be undone."""

    here: str = ""
    theme: str = "auto"
    questions: int = 0
    deed: Mapping[str, object] | None = None


def owner_of(request: HttpRequest) -> User:
    """The person whose pages these are; the login middleware lets nobody else come this far."""
    assert isinstance(request.user, User)  # noqa: S101 -- held by LoginRequiredMiddleware
    return request.user


def show(
    request: HttpRequest, template: str, here: str = "", status: int = 200, **facts: object
) -> HttpResponse:
    """A page in the person's look and hours. `here` is the place in the column that is marked."""
    owner = owner_of(request)
    wishes = queries.preferences(owner)
    away = wishes.put_away_until is not None and wishes.put_away_until > timezone.now()
    waiting = 0 if away else queries.how_many_questions(owner)
    chrome = Chrome(here, wishes.theme or "auto", waiting, request.session.pop(_DEED, None))
    with timezone.override(zone_of(wishes.zone)):
        return render(request, template, {"chrome": chrome, **facts}, status=status)


def zone_here(request: HttpRequest) -> ZoneInfo:
    """The time zone of the person who asks."""
    return zone_of(queries.preferences(owner_of(request)).zone)


def zone_of(name: str) -> ZoneInfo:
    """The person's time zone, the computer's when they have not told it, or UTC when it is unknown here."""
    try:
        return ZoneInfo(name or settings.HERE)
    except (ValueError, OSError):
        return ZoneInfo("UTC")


def note_deed(request: HttpRequest, sentence: str = "", undo: bool = True) -> None:
    """Show on the next page what was done, with an undo where there is one."""
    last = applications.last_deeds(owner_of(request), 1) if undo else ()
    words = sentence or (last[0].sentence if last else "")
    if words:
        request.session[_DEED] = {"pk": last[0].pk if last else None, "sentence": words}


def kind(view: View[P]) -> View[P]:
    """A stranger's row is not found; a refusal becomes a sentence on the page one came from."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotYours as problem:
            raise Http404 from problem
        except Refused as refused:
            request.session[_DEED] = {"pk": None, "sentence": refused.sentence}
            return go_back(request)

    return wrapped


def go_back(request: HttpRequest, otherwise: str = "today") -> HttpResponseRedirect:
    """To the page that the form named, or that the browser came from, if it is one of ours."""
    for place in (request.POST.get("back", ""), request.headers.get("Referer", "")):
        if place and url_has_allowed_host_and_scheme(place, {request.get_host()}):
            return HttpResponseRedirect(place)
    return redirect(otherwise)


def with_query(**asked: object) -> str:
    """`?q=…&state=…` of what was given, or `?` alone."""
    return "?" + urlencode({key: value for key, value in asked.items() if value})
