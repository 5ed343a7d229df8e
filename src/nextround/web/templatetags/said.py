"""Dates, marked texts and other things as a person would say them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


def day_words(day: date, today: date) -> str:
    """`today`, `yesterday`, `Tuesday`, `3 March`, `3 March 2024`: the nearer, the shorter."""
    ago = (today - day).days
    near = {0: "today", 1: "yesterday", -1: "tomorrow"}
    if ago in near:
        return near[ago]
    if 1 < ago < 7:
        return day.strftime("%A")
    if -7 < ago < -1:
        return day.strftime("on %A")
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {day:%B}{year}"


@register.filter
def said(value: datetime | date | None, with_time: bool = False) -> SafeString | str:
    """A `<time>` that reads as people say it and is exact on hover and for screen readers."""
    if value is None:
        return ""
    if not isinstance(value, datetime):
        words = day_words(value, timezone.localdate())
        return format_html('<time datetime="{}" title="{}">{}</time>', value, _exact_day(value), words)
    here = timezone.localtime(value) if timezone.is_aware(value) else value
    words = day_words(here.date(), timezone.localdate())
    if with_time or here.date() >= timezone.localdate() - timedelta(days=1):
        words = f"{words}, {here:%H:%M}"
    exact = f"{_exact_day(here.date())}, {here:%H:%M}"
    return format_html('<time datetime="{}" title="{}">{}</time>', here.isoformat(), exact, words)


@register.filter
def said_day(value: datetime) -> SafeString | str:
    """Its day alone: what begins days from now begins with no hour."""
    return said(timezone.localdate(value))


@register.filter
def said_exactly(value: datetime | None) -> SafeString | str:
    """The same with its hour."""
    return said(value, with_time=True)


def _exact_day(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B} {day.year}"


@register.filter
def breakable(address: str) -> SafeString:
    """A mail address that breaks behind its @ where a line is too short for it."""
    return mark_safe(conditional_escape(address).replace("@", "@<wbr>"))  # noqa: S308 -- escaped before


@register.filter
def marked(text: str, marks: Iterable[Any]) -> SafeString:
    """`text` escaped, with the words of `marks` ((start, end, rule) by character) in `<mark>`."""
    out, at = [], 0
    for start, end, *_ in sorted(marks or (), key=lambda mark: (mark[0], -mark[1])):
        if start < at or end <= start or end > len(text):
            continue
        out += [conditional_escape(text[at:start]), format_html("<mark>{}</mark>", text[start:end])]
        at = end
    return mark_safe("".join([*out, conditional_escape(text[at:])]))  # noqa: S308 -- every piece is escaped


@register.filter
def megabytes(count: int | None) -> str:
    """Bytes with a unit a person knows."""
    size = float(count or 0)
    for unit in ("bytes", "KB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"


@register.filter
def count_of(number: int, words: str) -> str:
    """`3|count_of:"mail,mails"` is `3 mails`, with thin gaps in large numbers."""
    one, many = words.split(",")
    return f"{number:,}".replace(",", "\u202f") + f" {one if number == 1 else many}"


@register.filter
def look_up(key: str, words: Mapping[str, str]) -> str:
    """The word for `key`, or the key itself."""
    return words.get(key, key)
