"""Settings: who the person is, how it looks, and deleting everything."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from nextround.desk import accounts, again, calendar, teaching
from nextround.desk import settings as desk
from nextround.web.forms.settings import SettingsForm
from nextround.web.views.page import kind, note_deed, owner_of, show


@require_http_methods(["GET", "HEAD", "POST"])
@kind
def settings(request: HttpRequest) -> HttpResponse:
    """All settings on one page."""
    owner = owner_of(request)
    form = SettingsForm(request.POST or None, initial=now(request))
    if form.is_valid():
        desk.save(owner, **form.cleaned_data)
        note_deed(request, "Saved.", undo=False)
        return redirect("settings")
    return _page(request, form, guessed=desk.view(owner).guessed)


def _page(request: HttpRequest, form: SettingsForm, status: int = 200, **facts: object) -> HttpResponse:
    owner = owner_of(request)
    word = calendar.link(owner)
    address = request.build_absolute_uri(reverse("calendar", args=[word])) if word else ""
    facts |= {"form": form, "accounts": accounts.listing(owner), "calendar_address": address}
    facts["taught"] = teaching.listing(owner)
    return show(request, "settings.html", "settings", status, **facts)


@require_POST
@kind
def taught(request: HttpRequest, pk: int) -> HttpResponse:
    """Use what was said about a mail for mail like it, or stop that."""
    teaching.use(owner_of(request), pk, used=request.POST.get("use") == "yes")
    note_deed(request)
    return redirect("settings")


@require_http_methods(["GET", "HEAD", "POST"])
@kind
def read_again(request: HttpRequest) -> HttpResponse:
    """Show what reading every mail again would change; a click changes it."""
    owner = owner_of(request)
    if request.method == "POST":
        count = again.read_again(owner)
        note_deed(request, f"{count} mail{'s were' if count != 1 else ' was'} read again.", undo=False)
        return redirect("settings")
    return show(request, "again.html", "settings", changes=again.changes(owner))


def now(request: HttpRequest) -> dict[str, object]:
    """The settings as the form shows them."""
    told = desk.view(owner_of(request))
    return {
        "name": told.name,
        "addresses": "\n".join(told.addresses),
        "country": told.country,
        "zone": told.zone,
        "theme": told.theme,
        "quiet_from": told.quiet_from,
        "quiet_to": told.quiet_to,
    }


@require_POST
@kind
def calendar_link(request: HttpRequest) -> HttpResponse:
    """Make the calendar's link, or take it back."""
    owner = owner_of(request)
    if request.POST.get("do") == "close":
        calendar.take_link_back(owner)
        note_deed(request, "The calendar link opens nothing any more.", undo=False)
    else:
        calendar.make_link(owner)
    return redirect(reverse("settings") + "#calendar")


@require_POST
@kind
def delete_everything(request: HttpRequest) -> HttpResponse:
    """Delete everything, once the word is written down: this alone has no undo."""
    if request.POST.get("sure", "").strip(" “”\"'.").lower() != "delete":
        form = SettingsForm(initial=now(request))
        error = "Nothing was deleted. Write the word delete to go on."
        return _page(request, form, 400, delete_error=error)
    owner = owner_of(request)
    desk.delete_everything(owner)
    request.session.flush()  # it was deleted with the rest; the person at the page stays in
    login(request, owner, backend="django.contrib.auth.backends.ModelBackend")
    note_deed(request, "Everything was deleted.", undo=False)
    answer = redirect("welcome")
    answer["Clear-Site-Data"] = '"storage"'  # words that the browser holds until they are kept
    return answer
