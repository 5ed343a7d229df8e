"""The door of local mode: a one-time link from the terminal opens a session, and nothing else does.

Nobody is ever let in for the address they come from.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from nextround.link import use_link

_USED = (
    "This link was used already, or is older than five minutes. Nothing is lost: "
    "run “nextround open” again in the terminal, and it gives you a fresh one."
)
_CLOSED = (
    "This page opens with the link that “nextround open” prints in the terminal. Run it, and follow the link."
)


def only_owner() -> User:
    """The one person of a local install."""
    return User.objects.get_or_create(username="me")[0]


@require_GET
@never_cache
@login_not_required
def come_in(request: HttpRequest, token: str) -> HttpResponse:
    """Follow the one-time link: a session for its holder, or a sentence that says how to get a fresh one."""
    if not use_link(settings.HOME, token):
        if request.user.is_authenticated:
            return HttpResponseRedirect("/")
        return _sentence(request, _USED)
    login(request, only_owner(), backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponseRedirect("/")


@require_GET
@never_cache
@login_not_required
def closed(request: HttpRequest) -> HttpResponse:
    """What someone without a session sees."""
    return _sentence(request, _CLOSED)


def _sentence(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "403.html", {"heading": "The door is closed", "sentence": sentence}, status=403)
