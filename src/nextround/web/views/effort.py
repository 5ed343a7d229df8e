"""What I did: the weeks in which something was done, for the person alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from nextround.desk import effort as desk
from nextround.web.views.page import kind, owner_of, show


@require_safe
@kind
def effort(request: HttpRequest) -> HttpResponse:
    """Week by week, the newest first; a week without anything is not there."""
    return show(request, "effort.html", "for-you", weeks=desk.done(owner_of(request)))
