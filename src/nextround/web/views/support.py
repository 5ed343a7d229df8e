"""People one can talk to, by country; nothing is fetched and nothing is noted down."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from nextround.desk import settings
from nextround.desk import support as desk
from nextround.web.views.page import kind, owner_of, show


@require_safe
@kind
def support(request: HttpRequest) -> HttpResponse:
    """The lines of the chosen country, else of the person's own."""
    asked = request.GET.get("country", "") or settings.view(owner_of(request)).country
    found = desk.of_country(asked)
    return show(request, "support.html", "support", countries=desk.countries(), place=found)
