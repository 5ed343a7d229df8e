"""Where the other side sits, as far as a call needs it: the clocks on their wall, and their holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nextround.library.office import zones_of

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Place:
    """What is known about where they are.

    `zone` is theirs, None while it is not known; `choices` are then the zones that it may be, and `doubt`
    says in a sentence what is needed. `region` is ISO 3166 (`GB`, `GB-SCT`), `number` as it is dialled
    from anywhere (`+44 20 7946 0000`).
    """

    zone: ZoneInfo | None = None
    region: str = ""
    number: str = ""
    doubt: str = ""
    choices: tuple[str, ...] = ()

    @property
    def country(self) -> str:
        """The country's two letters, empty while it is not known."""
        return self.region.partition("-")[0]


NOWHERE = Place()


def place(
    number: str = "", country: str = "", part: str = "", zone: str = "", near: str = "", year: int = 2026
) -> Place:
    """What the person said and the number tell about a place; the person's word counts more.

    `near` is the country of a number that names none, when it is not said: the person's own. `year` is the
    one in which zones are compared.
    """
    dialled = _parse(number, country or near)
    region = country.upper() or _country(dialled)
    spoken = f"{region}-{part.upper()}" if region and part else region
    known = _zone(zone)
    shown = _format(dialled) or " ".join(number.split())
    if known is not None:
        return Place(known, spoken, shown, _doubt_of(number, dialled))
    choices = _choices(dialled, region, year)
    if len(choices) == 1:
        return Place(ZoneInfo(choices[0]), spoken, shown, _doubt_of(number, dialled))
    return Place(None, spoken, shown, _doubt_of(number, dialled) or _ask(region, choices), choices)


def _doubt_of(number: str, dialled: PhoneNumber | None) -> str:
    if not number.strip() or (dialled is not None and _possible(dialled)):
        return ""
    if dialled is None and not number.strip().startswith(("+", "00")):
        return (
            "This number names no country. Say which one it is in, or begin it with + and the country's code."
        )
    return "This does not look like a whole number. Please look at it again; it is kept as you wrote it."


def _ask(region: str, choices: tuple[str, ...]) -> str:
    if choices:
        return "Clocks differ within that country. Choose theirs, so that a call reaches an open office."
    if region:
        return "The clocks of that country are not known here. Ask them by mail for a good hour."
    return "Say which country they are in, so that a call reaches an open office."


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _choices(dialled: PhoneNumber | None, region: str, year: int) -> tuple[str, ...]:
    """The zones it may be, those with the same clocks once: by the number's area, else by the country."""
    country, area = zones_of(region), _zones_of(dialled)
    return _distinct(tuple(zone for zone in country if zone in area) or country, year)


@lru_cache(maxsize=256)
def _distinct(zones: tuple[str, ...], year: int) -> tuple[str, ...]:
    """Of zones whose clocks agree through the whole year the first one."""
    seen: dict[tuple[timedelta | None, ...], str] = {}
    for name in zones:
        start, there = datetime(year, 1, 1, 12), ZoneInfo(name)
        offsets = tuple((start + week * WEEK).replace(tzinfo=there).utcoffset() for week in range(52))
        seen.setdefault(offsets, name)
    return tuple(seen.values())


def _parse(number: str, country: str) -> PhoneNumber | None:
    if not number.strip():
        return None
    import phonenumbers  # noqa: PLC0415 -- its tables are large, and only a number needs them

    text = number.strip()
    text = f"+{text[2:]}" if text.startswith("00") else text
    try:
        return phonenumbers.parse(text, country.upper() or None)
    except phonenumbers.NumberParseException:
        return None


def _possible(dialled: PhoneNumber) -> bool:
    import phonenumbers  # noqa: PLC0415 -- as above

    whole = phonenumbers.ValidationResult.IS_POSSIBLE  # one that lacks its area is none
    return bool(phonenumbers.is_possible_number_with_reason(dialled) == whole)


def _format(dialled: PhoneNumber | None) -> str:
    """The number as it is dialled from anywhere; empty for one that is not whole."""
    if dialled is None or not _possible(dialled):
        return ""
    import phonenumbers  # noqa: PLC0415 -- as above

    return phonenumbers.format_number(dialled, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _country(dialled: PhoneNumber | None) -> str:
    """The country of a number; of several that share a code the main one, unless the number tells."""
    if dialled is None:
        return ""
    import phonenumbers  # noqa: PLC0415 -- as above

    shared = phonenumbers.region_codes_for_country_code(dialled.country_code or 0)
    told = phonenumbers.region_code_for_number(dialled)
    found = told or (shared[0] if shared else "")
    return found if len(found) == 2 and found.isalpha() else ""


def _zones_of(dialled: PhoneNumber | None) -> tuple[str, ...]:
    if dialled is None:
        return ()
    from phonenumbers import timezone  # noqa: PLC0415 -- as above

    return tuple(timezone.time_zones_for_number(dialled))
