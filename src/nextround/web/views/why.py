"""Why Nextround suggests this: every rule of the playbook, by the steps of the way or by article."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, get_resolver, reverse
from django.views.decorators.http import require_safe

from nextround.desk import rules as desk
from nextround.web.views.page import kind, show

PAGE_WORDS = "on a page of its own"


@dataclass(frozen=True, slots=True)
class Linked:
    """A rule, and the address of the page where a person meets it (empty: no page can be named)."""

    rule: desk.RuleView
    href: str


@require_safe
@kind
def why(request: HttpRequest) -> HttpResponse:
    """All rules; `?by=article` groups them by the articles they come from."""
    by_article = request.GET.get("by") == "article"
    chapters = desk.by_article() if by_article else desk.by_step()
    views = every_view()
    shown = [(chapter, [linked(rule, views) for rule in chapter.rules]) for chapter in chapters]
    return show(request, "why.html", "why", chapters=shown, by_article=by_article)


def linked(rule: desk.RuleView, views: Mapping[str, Callable[..., HttpResponse]]) -> Linked:
    """A rule with its page: the view that carries it out, or the place that the desk names."""
    if rule.function in views:
        return Linked(replace(rule, place=PAGE_WORDS), address(views[rule.function]))
    return Linked(rule, address(rule.page))


def address(page: Callable[..., HttpResponse] | str) -> str:
    """The address of a page that needs no row, by its view or its name; else empty."""
    try:
        return reverse(page) if page else ""
    except NoReverseMatch:
        return ""


def every_view() -> dict[str, Callable[..., HttpResponse]]:
    """Each view by its full name."""
    views = (one for one in get_resolver().reverse_dict if callable(one))
    return {f"{one.__module__}.{one.__qualname__}": one for one in views}
