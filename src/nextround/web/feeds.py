"""What other programs may fetch without a session: a calendar, by the secret word in its address."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from nextround.desk import calendar as desk


@require_safe
@never_cache
@login_not_required
def calendar(request: HttpRequest, word: str) -> HttpResponse:
    """The calendar behind a link; a link that was taken back, or never was, is not found."""
    del request
    text = desk.by_link(word)
    if text is None:
        raise Http404
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")
