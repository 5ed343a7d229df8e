"""Time zones as mails name them, and moments on the clocks of a zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from nextround.library import load_toml
from nextround.reading.speech import Speech, either, fold

_OFFSET = r"(?:utc|gmt)\s?(?P<sign>[+-])\s?(?P<hours>1[0-4]|0?\d)(?::?(?P<minutes>[0-5]\d))?(?!\d)"
_IANA = re.compile(r"\b(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Za-z_/-]{2,30}")
_FIXED = re.compile(r"UTC([+-])(\d\d):(\d\d)")
_PLACE_NEAR = 40
"""How far behind "(UTC+01:00)" the towns of a calendar's own zone name are looked for."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone with the name to show for it. `sure` is false where the name means several zones."""

    name: str
    clock: tzinfo
    sure: bool = True


def zone_named(name: str) -> Zone | None:
    """The zone with an IANA name, or None."""
    try:
        return Zone(name, ZoneInfo(name)) if name else None
    except (KeyError, ValueError, OSError):  # unknown; no name at all; the name of a folder of zones
        return None


def fixed(offset: timedelta) -> Zone:
    """A zone that always lies this far from UTC."""
    if not offset:
        return Zone("UTC", UTC)
    minutes = int(offset.total_seconds()) // 60
    sign, minutes = ("+", minutes) if minutes > 0 else ("-", -minutes)
    return Zone(f"UTC{sign}{minutes // 60:02}:{minutes % 60:02}", timezone(offset))


def clock_called(name: str) -> tzinfo | None:
    """The clocks of a zone's name (`Europe/Berlin`, `UTC+02:00`), or None when it is unknown."""
    if found := _FIXED.fullmatch(name):
        ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
        return timezone(ahead if found[1] == "+" else -ahead)
    zone = zone_named(name)
    return zone.clock if zone else None


@dataclass(frozen=True, slots=True)
class _Names:
    letters: dict[str, str]
    places: dict[str, str]
    doubtful: frozenset[str]


@cache
def _names() -> _Names:
    file = load_toml("zones.toml")
    places = {fold(word): zone for zone, words in file["places"].items() for word in words}
    return _Names(file["letters"], places, frozenset(file["doubtful"]))


@cache
def _patterns(before: str, after: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    names = _names()
    places = either(names.places)
    letters = re.compile(
        rf"(?<![\w+-])(?:{'|'.join(sorted(names.letters, key=len, reverse=True))})(?![\w+-])"
    )
    offset = re.compile(_OFFSET)
    place = re.compile(
        rf"\b(?:{before})\s?(?:the\s)?(?P<one>{places})\b"
        rf"|\b(?P<two>{places})(?:\s(?:standard|daylight|summer))?[\s-]?(?:{after})\b"
    )
    return letters, offset, place


@dataclass(frozen=True, slots=True)
class Named:
    """A zone that a text names, and where."""

    start: int
    end: int
    zone: Zone


def zones_in(text: str, plain: str, words: Speech) -> list[Named]:
    """Every zone that a text names, in order; `plain` is the text folded."""
    letters, offset, place = _patterns(words.any("zone_before"), words.any("zone_after"))
    found = [Named(m.start(), m.end(), _of_letters(m[0])) for m in letters.finditer(text)]
    found += [Named(m.start(), m.end(), _of_offset(m, plain)) for m in offset.finditer(plain)]
    found += [_of_place(m) for m in place.finditer(plain)]
    for name in _IANA.finditer(text):
        zone = zone_named(name[0].rstrip("/-_"))
        found += [Named(name.start(), name.end(), zone)] if zone else []
    return sorted(found, key=lambda named: (named.start, -named.end))


def _of_letters(letters: str) -> Zone:
    names = _names()
    return Zone(names.letters[letters], ZoneInfo(names.letters[letters]), letters not in names.doubtful)


def _of_place(found: re.Match[str]) -> Named:
    name = _names().places[" ".join((found["one"] or found["two"]).split())]
    return Named(found.start(), found.end(), Zone(name, ZoneInfo(name)))


def _of_offset(found: re.Match[str], plain: str) -> Zone:
    """The zone so far from UTC; where towns follow, theirs, since calendars name the winter's offset."""
    behind = plain[found.end() : found.end() + _PLACE_NEAR].partition("\n")[0]
    for word in re.findall(r"[a-z]+(?: [a-z]+)?", behind) if behind[:1] == ")" else ():
        for place in (word, word.split()[0]):
            if zone := zone_named(_names().places.get(place, "")):
                return zone
    ahead = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
    return fixed(ahead if found["sign"] == "+" else -ahead)


def moment(local: datetime, zone: Zone) -> tuple[datetime, bool]:
    """A time on a zone's clocks as an aware moment, and whether those clocks show it exactly once.

    A time that the clocks leave out when they go forward is moved on by the hour they skip; of a time that
    they show twice when they go back it is the first.
    """
    aware = local.replace(tzinfo=zone.clock)
    real = aware.astimezone(UTC).astimezone(zone.clock)
    if real.replace(tzinfo=None) != local:
        return real, False
    return aware, aware.utcoffset() == aware.replace(fold=1).utcoffset()
