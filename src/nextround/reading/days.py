"""Days in prose: "Thursday, 12 March", "12.03.", "le 12 mars", "next Tuesday"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from nextround.reading.speech import Speech, either, speech

FARTHEST = timedelta(days=400)
"""A told year further ahead than this names no meeting."""
WITHOUT_YEAR = timedelta(days=300)
"""A day without a year that lies further ahead was meant as a day of the past."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a text names from `start` to `end`.

    `either` are the days it may be, the likelier first. `told` is false for "Thursday" and "tomorrow", which
    count from the day of the mail. `sure` is false where the text contradicts itself or may mean another one.
    """

    start: int
    end: int
    either: tuple[date, ...]
    told: bool = True
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Looks:
    words: Speech
    patterns: tuple[re.Pattern[str], ...] = field(default=())
    week: re.Pattern[str] = re.compile("")
    on: re.Pattern[str] = re.compile("")
    others: re.Pattern[str] = re.compile("")


_ALONE = r"(?<![\w.,:/+-])"  # no number before it that it is a part of
_DAY = rf"{_ALONE}(?P<d>[0-3]?\d)"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_NO_CLOCK = r"(?!\d|\s?[:h]\s?\d|[.,]\d)"
_ISO = rf"{_ALONE}(?P<y>20\d\d)(?P<sep>[./-])(?P<m>[01]\d)(?P=sep)(?P<d>[0-3]\d)(?![\d/-])"
_NUMBERS = (
    rf"{_ALONE}(?P<a>[0-3]?\d)\s?(?P<sep>[./])\s?(?P<b>[0-3]?\d)"
    rf"(?:(?:\s?(?P=sep)\s?{_YEAR}|(?P=sep)(?P<y2>\d\d))(?!\d|[./-]\d)"
    r"|(?P<dot>\.)(?!\d)|(?![\d%/]|[.,-]\d))"
)
_DASHED = rf"{_ALONE}(?P<a>[0-3]?\d)(?P<sep>-)(?P<b>[0-3]?\d)-(?:{_YEAR}|(?P<y2>\d\d))(?!\d|-)(?P<dot>\.)?"


@lru_cache(maxsize=64)
def _looks(languages: tuple[str, ...]) -> _Looks:
    words = speech(languages)
    weekdays, of = either(words.weekdays), words.any("of")
    ending = rf"(?:\.|º|ª|°|(?:{words.any('ordinals')})(?![a-z]))?"
    to = rf"(?:-|(?:{words.any('to', 'until')}|au|al|a)\b)"
    lead = rf"(?:{_led(weekdays, of)})?"
    return _Looks(
        words,
        tuple(re.compile(form) for form in _forms(words, ending)),
        week=re.compile(rf"\b(?:{weekdays})\.?\s?{to}\s?(?:{weekdays})\b"),
        on=re.compile(rf"\b(?:(?:{words.any('on')})|(?:{words.any('label')}):)\s{{0,2}}$"),
        others=re.compile(
            rf"{lead}{_DAY}{ending}\s?(?:{words.any('or')})\s(?:(?:{words.any('on', 'of')})\s){{0,2}}$"
        ),
    )


def _led(weekdays: str, of: str) -> str:
    """A weekday that stands before a date, with what may stand between."""
    return rf"\b(?P<wd>{weekdays})\b[.,)]{{0,2}}\s?(?:(?:{of})\s)?"


def _forms(words: Speech, ending: str) -> list[str]:
    """The ways to write a day, those that say the most first."""
    of, alone = words.any("of"), either(words.may_stand_alone)
    led = _led(either(words.weekdays), of)
    month = rf"(?P<mon>{either(words.months)})\b\.?"
    day_first = (
        rf"(?:{led})?{_DAY}{ending}[\s.-]{{0,2}}(?:(?:{of})\s)?{month}(?:,?[\s-](?:(?:{of})\s)?{_YEAR}\b)?"
    )
    month_first = rf"(?:{led})?\b{month}\s(?:the\s)?{_DAY}{ending}{_NO_CLOCK}(?:,?\s{_YEAR}\b)?"
    hour = words.any("am", "pm", "hour")
    modified = rf"\b(?:(?P<near>{words.any('this', 'next', 'last')})\s)?(?P<alone>{alone})\b"
    return [
        day_first,
        *([month_first] if words.month_first else []),
        rf"(?:{led})?{_ISO}",
        rf"(?:{led})?{_NUMBERS}",
        rf"(?:{led})?{_DASHED}",
        rf"{led}{_DAY}{ending}{_NO_CLOCK}(?!-\d|\s?(?:{hour})\b)",
        rf"{modified}(?:\s(?P<far>{words.any('next', 'last')})\b)?",
        rf"\b(?:(?P<d2>{words.any('after_tomorrow')})|(?P<d1>{words.any('tomorrow')})|(?P<d0>{words.any('today')}))\b",
    ]


@dataclass(frozen=True, slots=True)
class Sent:
    """The day a mail was written, and how its writer may read 03/04: `dmy`, `mdy`, the likelier first."""

    day: date
    orders: tuple[str, ...] = ("dmy",)


def days(plain: str, languages: tuple[str, ...], sent: Sent) -> list[Day]:
    """The days that lie at or after the mail, in the order of a folded text; no two overlap."""
    looks = _looks(languages)
    found: dict[int, Day | None] = {}
    taken = bytearray(len(plain))
    for pattern in looks.patterns:
        for match in pattern.finditer(plain):
            begin, end = match.span()
            if not any(taken[begin:end]):
                taken[begin:end] = b"\1" * (end - begin)
                found[match.start()] = day = _day(match, plain, looks, sent)
                if day and match.groupdict().get("mon"):
                    for other in _other(match, plain, looks, sent):
                        found[other.start] = other
                        taken[other.start : other.end] = b"\1" * (other.end - other.start)
    return [day for _, day in sorted(found.items()) if day is not None]


def _day(match: re.Match[str], plain: str, looks: _Looks, sent: Sent) -> Day | None:
    told = match.groupdict()
    if told.get("a"):
        return _numeric(match, plain, looks, sent)
    if told.get("mon"):
        return _dated(match, looks, sent, int(told["d"]), looks.words.months[told["mon"]])
    if told.get("m"):
        return _dated(match, looks, sent, int(told["d"]), int(told["m"]))
    if told.get("alone"):
        return _weekday(match, plain, looks, sent.day)
    if told.get("wd"):
        return _of_the_month(match, looks, sent.day)
    ahead = 2 if told["d2"] else 1 if told["d1"] else 0
    return Day(*match.span(), (sent.day + timedelta(days=ahead),), told=False)


def _dated(match: re.Match[str], looks: _Looks, sent: Sent, day: int, month: int) -> Day | None:
    weekday = _weekday_of(match, looks)
    year = int(match["y"]) if match["y"] else None
    fits, sure = _fitting(_years(day, month, year, sent.day), weekday)
    return Day(*match.span(), fits[:1], sure=sure) if fits else None


def _other(match: re.Match[str], plain: str, looks: _Looks, sent: Sent) -> list[Day]:
    """ "On the 12th or 13th of March": the number before has the month of the one after."""
    start = max(0, match.start() - 40)
    other = looks.others.search(plain[start : match.start()])
    if other is None:
        return []
    year = int(match["y"]) if match["y"] else None
    weekday = _weekday_of(other, looks)
    fits, sure = _fitting(_years(int(other["d"]), looks.words.months[match["mon"]], year, sent.day), weekday)
    begin, end = start + other.start(), start + other.end("d")
    return [Day(begin, end, fits[:1], sure=sure)] if fits else []


def _fitting(found: Iterable[date], weekday: int | None) -> tuple[tuple[date, ...], bool]:
    """Of the days found those on the told weekday, else all; and whether the weekday does not contradict."""
    every = tuple(dict.fromkeys(found))
    right = tuple(day for day in every if weekday in (None, day.weekday()))
    return right or every, bool(right)


def _years(day: int, month: int, year: int | None, sent: date) -> Iterator[date]:
    """The days with this number in this month that lie ahead, the next one first."""
    limit = FARTHEST if year else WITHOUT_YEAR
    for one in (year,) if year else (sent.year, sent.year + 1):
        try:
            found = date(one, month, day)
        except ValueError:
            continue
        if timedelta() <= found - sent <= limit:
            yield found


def _weekday_of(match: re.Match[str], looks: _Looks) -> int | None:
    return looks.words.weekdays[match["wd"]] if match["wd"] else None


def _numeric(match: re.Match[str], plain: str, looks: _Looks, sent: Sent) -> Day | None:
    """A day in numbers: `12.03.`, `12/03/2026`. Which number is the month is asked of weekday and writer."""
    a, b, weekday = int(match["a"]), int(match["b"]), _weekday_of(match, looks)
    if not _is_date(match, weekday, plain, looks):
        return None
    year = int(match["y"]) if match["y"] else 2000 + int(match["y2"]) if match["y2"] else None
    orders = [(a, b) if order == "dmy" else (b, a) for order in _orders(match["sep"], sent)]
    found = (one for day, month in orders for one in _years(day, month, year, sent.day))
    fits, sure = _fitting(found, weekday)
    return Day(*match.span(), fits, sure=sure) if fits else None


def _orders(mark: str, sent: Sent) -> tuple[str, ...]:
    return ("dmy",) if mark == "." else sent.orders


def _is_date(match: re.Match[str], weekday: int | None, plain: str, looks: _Looks) -> bool:
    """Two numbers alone are a date only with a weekday, a year, the last dot of `12.03.`, or a word."""
    if weekday is not None or match["dot"] or match["y"] or match["y2"]:
        return True
    before = plain[max(0, match.start() - 16) : match.start()]
    return match[0] != "24/7" and bool(looks.on.search(before))


def _of_the_month(match: re.Match[str], looks: _Looks, sent: date) -> Day | None:
    """ "Thursday the 12th": the next twelfth, and better one that is a Thursday."""
    number, weekday = int(match["d"]), looks.words.weekdays[match["wd"]]
    ahead = [sent + timedelta(days=n) for n in range(70)]
    fits, sure = _fitting((day for day in ahead if day.day == number), weekday)
    return Day(*match.span(), fits[:1], sure=sure) if fits else None


def _weekday(match: re.Match[str], plain: str, looks: _Looks, sent: date) -> Day | None:
    """A weekday counts from the mail: the next one; "next Thursday" may be another, so it is not sure."""
    modifiers = {match["near"], match["far"]} - {None}
    if modifiers & set(looks.words.words["last"]) or _in_a_week(match, plain, looks):
        return None
    ahead = (looks.words.weekdays[match["alone"]] - sent.weekday()) % 7
    doubt = ahead == 0 or bool(modifiers & set(looks.words.words["next"]))
    return Day(*match.span(), (sent + timedelta(days=ahead or 7),), told=False, sure=not doubt)


def _in_a_week(match: re.Match[str], plain: str, looks: _Looks) -> bool:
    """Whether the weekday is an end of "Monday to Friday"."""
    start = max(0, match.start() - 24)
    near = plain[start : match.end() + 24]
    return any(
        found.start() <= match.start("alone") - start < found.end() for found in looks.week.finditer(near)
    )
