"""Times of day in prose: "2pm", "14.30 Uhr", "10h à 11h", "a las 10 de la mañana"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from functools import lru_cache

from nextround.reading.speech import speech

DAWN = 7
"""Nobody is asked to an interview at an earlier hour: "at 3:30" is in the afternoon, but that is a guess."""


_STOPS = re.compile(r"\s{0,2}(?:$|[.,;!?)(\n])")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time that a text names from `start` to `end`.

    `sure` is false where the half of the day was guessed. `between` says that the meeting lies somewhere
    from `begins` to `ends`. A `bare` one is only a number after "at": it is a time right behind a day alone.
    """

    start: int
    end: int
    begins: time
    ends: time | None = None
    sure: bool = True
    between: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class _Looks:
    span: re.Pattern[str]
    one: re.Pattern[str]
    lead: re.Pattern[str]
    bare: re.Pattern[str]
    or_so: re.Pattern[str]
    between: re.Pattern[str]
    am: re.Pattern[str]
    pm: re.Pattern[str]
    noon: re.Pattern[str]


def _atom(hour: str, mark: str, n: str) -> str:
    """An hour, perhaps minutes, perhaps a mark; its groups bear the number `n`."""
    minutes = rf"\s?(?P<s{n}>[:.h]|\b(?:{hour})\b)\s?(?P<m{n}>[0-5]\d)(?!\d)"
    return rf"(?P<h{n}>[01]?\d|2[0-4])(?:{minutes})?(?:[\s-]?(?P<k{n}>{mark})(?![a-z]))?"


@lru_cache(maxsize=64)
def _looks(languages: tuple[str, ...]) -> _Looks:
    words = speech(languages)
    hour, half = words.any("hour"), words.any("am", "pm")
    mark = rf"(?:{hour}|(?:{half})\.?|a\.?m\b\.?|p\.?m\b\.?)(?:\s(?:{half}))?"
    before = r"(?<![^\W_])(?<![.,:/€$£#+])(?<!\d-)"
    after = r"(?![\d:%€$£]|[.,/]\d|\s?(?:€|eur\b|usd\b|gbp\b|%))"
    to = rf"\s?(?:-|(?:{words.any('to')})\b)\s?(?:(?:{words.any('at_hour')})\s)?"
    return _Looks(
        span=re.compile(rf"{before}{_atom(hour, mark, '1')}{to}{_atom(hour, mark, '2')}{after}"),
        one=re.compile(rf"{before}{_atom(hour, mark, '1')}{after}"),
        lead=re.compile(rf"\b(?:{words.any('before_time')}|@)\.?:?\s{{0,2}}$|(?:^|[^@])@\s?$"),
        bare=re.compile(rf"\b(?:{words.any('at_hour')})\.?:?\s{{0,2}}$"),
        or_so=re.compile(rf"\b(?:{words.any('at_or_so')})\s{{1,2}}$"),
        between=re.compile(rf"\b(?:{words.any('between')})\s{{0,2}}$"),
        am=re.compile(rf"a\.?\s?m\b|{words.any('am')}"),
        pm=re.compile(rf"p\.?\s?m\b|{words.any('pm')}"),
        noon=re.compile(rf"\b(?:{words.any('noon')})\b"),
    )


def clocks(plain: str, languages: tuple[str, ...]) -> list[Clock]:
    """The times of day in a folded text, in order; no two overlap."""
    looks = _looks(languages)
    found = list(_spans(plain, looks))
    for clock in _ones(plain, looks):
        if not any(clock.start < other.end and other.start < clock.end for other in found):
            found.append(clock)
    return sorted(found, key=lambda clock: clock.start)


def _spans(plain: str, looks: _Looks) -> Iterator[Clock]:
    for match in looks.span.finditer(plain):
        before = plain[max(0, match.start() - 20) : match.start()]
        marked = match["k1"] or match["k2"]
        whole = _whole(match["s1"], match["m1"]) and _whole(match["s2"], match["m2"])
        dotted = _whole_or_dotted(match, "1") and _whole_or_dotted(match, "2")
        led = bool(looks.lead.search(before))
        known = whole or marked or (dotted and led) or looks.bare.search(before)
        if not known and not (looks.or_so.search(before) and _STOPS.match(plain, match.end())):
            continue
        second, guessed = _time(match, "2", looks)
        first, also = _time(match, "1", looks)
        if first is None or second is None:
            continue
        first = _same_half(first, second, match, looks)
        sure = not (guessed or also) or bool(match["k2"])
        between = bool(looks.between.search(before))
        yield Clock(*match.span(), first, second, sure, between, bare=not known)


def _same_half(first: time, second: time, match: re.Match[str], looks: _Looks) -> time:
    """ "2-3pm" begins in the afternoon as well; "11-1pm" does not."""
    if match["k1"] or not match["k2"] or not looks.pm.search(match["k2"]):
        return first
    hour = int(match["h1"])
    later = time(hour % 12 + 12, first.minute)
    return later if later < second else time(hour % 24, first.minute)


def _ones(plain: str, looks: _Looks) -> Iterator[Clock]:
    for match in looks.noon.finditer(plain):
        yield Clock(*match.span(), time(12))
    for match in looks.one.finditer(plain):
        before = plain[max(0, match.start() - 20) : match.start()]
        dotted = match["s1"] == "." and bool(looks.lead.search(before))
        bare = not match["m1"] and bool(looks.bare.search(before))
        known = _whole(match["s1"], match["m1"]) or match["k1"] or dotted or bare
        if not known and not (looks.or_so.search(before) and _STOPS.match(plain, match.end())):
            continue
        told, guessed = _time(match, "1", looks)
        if told is not None:
            yield Clock(*match.span(), told, None, not guessed, bare=not known)


def _whole(sign: str | None, minutes: str | None) -> bool:
    return bool(minutes) and sign != "."


def _whole_or_dotted(match: re.Match[str], n: str) -> bool:
    return bool(match[f"m{n}"])


def _time(match: re.Match[str], n: str, looks: _Looks) -> tuple[time | None, bool]:
    """The time that an hour, its minutes and its mark say, and whether the half of the day was guessed."""
    hour, minutes, mark = int(match[f"h{n}"]), int(match[f"m{n}"] or 0), match[f"k{n}"] or ""
    if hour == 24:
        return None, False
    if hour <= 12 and looks.pm.search(mark):
        return time(hour % 12 + 12, minutes), False
    if hour <= 12 and looks.am.search(mark):
        return time(hour % 12, minutes), False
    guessed = 0 < hour < DAWN and not match[f"h{n}"].startswith("0")
    return time(hour + 12 if guessed else hour, minutes), guessed
