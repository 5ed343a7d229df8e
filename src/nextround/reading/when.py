"""When an interview is: from a mail's words and its calendar entries, as something to confirm."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from email.utils import parsedate_tz
from functools import lru_cache

from nextround.library.words import plain as in_words
from nextround.mailbox.message import Message
from nextround.reading.clocks import Clock, clocks
from nextround.reading.days import Day, Sent, days
from nextround.reading.invites import invited
from nextround.reading.language import languages_of
from nextround.reading.meeting import Doubt, Meeting
from nextround.reading.newest import split
from nextround.reading.speech import Speech, fold, of_days, speech, tongues
from nextround.reading.zones import Named, Zone, fixed, moment, zone_named, zones_in

MOST_TEXT = 20_000
MOST = 12
MOST_DAYS = 60
"""Days of a text that are looked at; who names more of them writes a calendar."""
NEAR = 120
"""How far behind its day a time may stand."""
_LINK = re.compile(
    r"https://[\w.-]*\b(?:zoom\.us|meet\.google\.com|teams\.(?:microsoft|live)\.com|webex\.com|whereby\.com|meet\.jit\.si)/[^\s<>\"')\]]{1,150}"
)
_END = re.compile(r"[!?]\s|\n\s*\n|[^\W\d_]{4}\.\s")
_AMERICAN = frozenset(
    (
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Los_Angeles",
        "America/Anchorage",
        "Pacific/Honolulu",
    )
)


def meetings(message: Message, zone: str = "") -> tuple[Meeting, ...]:
    """The meetings that a mail names, the earliest first; of several in its words at most one takes place.

    `zone` is the person's own (an IANA name), where it is known. A calendar entry wins over the words beside
    it; quoted and signed parts are not read. Days count from the mail's date: without one, words say nothing.
    """
    parts = split(message.text, message.subject)
    said = parts.said[:MOST_TEXT]
    languages = of_days(
        fold(f"{said} {message.subject}"), languages_of(said or message.subject, in_words(said[:4000]))
    )
    home = _home(message, zone, languages)
    if found := invited(message.calendar, home):
        return found
    if message.date is None:
        return ()
    for text in (said, message.subject):
        told = _Told.of(text, languages, message.date, home, message.subject)
        if found := told.meetings():
            return found
    return ()


# The zone that is meant where none is told


def _home(message: Message, zone: str, languages: Sequence[str]) -> Zone:
    """The person's zone where the writer's clock agrees with it, else a zone of the writer's, as a guess."""
    own, offset = zone_named(zone), _offset(message.headers.get("date", ""))
    sent = message.date
    likely = [
        near for name in speech(tuple(languages[:1])).words.get("zones", ()) if (near := zone_named(name))
    ]
    if sent is None or not offset:  # a server that writes in UTC says nothing about its people
        spoken = likely[0] if likely and languages[0] != "en" else Zone("UTC", UTC)
        return replace(own or spoken, sure=False)
    if own and sent.astimezone(own.clock).utcoffset() == offset:
        return own
    agree = (near for near in likely if sent.astimezone(near.clock).utcoffset() == offset)
    return replace(next(agree, fixed(offset)), sure=False)


def _offset(header: str) -> timedelta | None:
    """How far the writer's clock is from UTC, by the mail's Date line."""
    told = parsedate_tz(header)
    seconds = told[9] if told else None
    return timedelta(seconds=seconds) if seconds is not None and abs(seconds) <= 14 * 3600 else None


# What the words around a day make of it


@dataclass(frozen=True, slots=True)
class _Around:
    lead: re.Pattern[str]
    instead: re.Pattern[str]
    source: re.Pattern[str]
    moved: re.Pattern[str]
    past: re.Pattern[str]
    off: re.Pattern[str]
    hypothetical: re.Pattern[str]
    closed: re.Pattern[str]
    meeting: re.Pattern[str]
    joint: re.Pattern[str]


@lru_cache(maxsize=64)
def _around(languages: tuple[str, ...]) -> _Around:
    """What to look for around a day: of the languages a mail may be in, the small words only of the first."""
    words = speech(languages[:1] if languages[0] in tongues() else ("en",))
    every = speech(languages)
    link = (
        rf"[\s,:(]{{1,3}}(?:(?:{words.any('of', 'on', 'before_time')})\s)?(?:(?:{words.any('of', 'on')})\s)?$"
    )
    return _Around(
        lead=re.compile(rf"\b(?:{words.any('until')}){link}"),
        instead=re.compile(rf"\b(?:{words.any('instead')}){link}"),
        source=re.compile(rf"\b(?:{words.any('from')}){link}"),
        moved=re.compile(rf"\b(?:{words.any('moved')})\b"),
        past=re.compile(rf"\b(?:{words.any('past')})\b"),
        off=re.compile(rf"\b(?:{words.any('off')})\b"),
        hypothetical=re.compile(rf"\b(?:{words.any('hypothetical')})\b"),
        closed=re.compile(rf"\b(?:{words.any('start', 'hours_open')})\b"),
        meeting=re.compile(rf"\b(?:{every.any('meeting')})\b|\b(?:{every.any('label')})\s?:"),
        joint=re.compile(
            rf"[\s,(]{{0,3}}(?:(?:{words.any('on', 'of')}|of)\s)?(?:(?:{words.any('on', 'of', 'this')})\s)?$"
        ),
    )


@dataclass(frozen=True, slots=True)
class _Pair:
    """A day with a time, or a day alone."""

    day: Day
    clock: Clock | None = None

    @property
    def start(self) -> int:
        return min(self.day.start, self.clock.start) if self.clock else self.day.start

    @property
    def end(self) -> int:
        return max(self.day.end, self.clock.end) if self.clock else self.day.end


@dataclass(frozen=True, slots=True)
class _Told:
    """A text with everything that is needed to look for meetings in it."""

    text: str
    plain: str
    languages: tuple[str, ...]
    sent: datetime
    home: Zone
    zones: tuple[Named, ...]
    around: _Around
    about_a_meeting: bool

    @classmethod
    def of(cls, text: str, languages: tuple[str, ...], sent: datetime, home: Zone, subject: str) -> _Told:
        text = unicodedata.normalize("NFC", text)
        plain = fold(text)
        words: Speech = speech(languages)
        around = _around(languages)
        return cls(
            text,
            plain,
            languages,
            sent,
            home,
            tuple(zones_in(text, plain, words)),
            around,
            bool(around.meeting.search(fold(subject))),
        )

    def meetings(self) -> tuple[Meeting, ...]:
        """The meetings the text names; several different ones are offers, of which none is sure."""
        named = days(self.plain, self.languages, self._sent_day())[:MOST_DAYS]
        pairs = [pair for pair in self._pairs(named) if self._counts(pair)]
        pairs = self._not_moved(pairs)
        if any(pair.day.told for pair in pairs if pair.clock):
            pairs = [pair for pair in pairs if pair.day.told]
        if any(pair.clock for pair in pairs):
            pairs = [pair for pair in pairs if pair.clock]
        found = {m.start: m for m in reversed([self._meeting(pair) for pair in pairs])}
        ahead = [m for m in found.values() if m.start >= self.sent or m.all_day]
        offered = len({m.start for m in ahead if not m.cancelled}) > 1
        doubt = frozenset({Doubt.SLOTS}) if offered else frozenset()
        placed = (replace(m, doubts=m.doubts | doubt) for m in ahead)
        return tuple(sorted(placed, key=lambda m: m.start))[:MOST]

    def _sent_day(self) -> Sent:
        day = self.sent.astimezone(self.home.clock).date()
        told = {named.zone.name for named in self.zones} or {self.home.name}
        if told <= _AMERICAN:
            return Sent(day, ("mdy",) if self.zones or self.home.sure else ("mdy", "dmy"))
        known = self.languages[0] != "en" or (told != {"UTC"} and not told & _AMERICAN)
        return Sent(day, ("dmy",) if known else ("dmy", "mdy"))

    # Which time belongs to which day

    def _pairs(self, named: list[Day]) -> list[_Pair]:
        plain = _without(self.plain, [day for day in named if day.told])
        times = clocks(plain, self.languages)[: 2 * MOST_DAYS]
        # "mañana" is tomorrow, but in "a las 10 de la mañana" it is the morning
        named = [day for day in named if day.told or not any(_overlap(day, clock) for clock in times)]
        timed = [_Pair(day, clock) for clock in times if (day := self._day_of(clock, named)) is not None]
        have = {id(pair.day) for pair in timed}
        alone = [self._inherits(day, named, timed) or [_Pair(day)] for day in named if id(day) not in have]
        return sorted([*timed, *(pair for pairs in alone for pair in pairs)], key=lambda pair: pair.start)

    def _day_of(self, clock: Clock, named: list[Day]) -> Day | None:
        before = next((day for day in reversed(named) if day.end <= clock.start), None)
        if clock.bare and (before is None or clock.start - before.end > 14):
            return None
        after = next((day for day in named if day.start >= clock.end), None)
        if before is not None and clock.start - before.end <= 15:
            return before
        if after is not None and self._joined(clock, after):
            return after
        near = before is not None and clock.start - before.end <= NEAR
        return before if near else None

    def _joined(self, clock: Clock, day: Day) -> bool:
        """Whether a day follows its time: "at 2pm (CET) on Thursday"."""
        between = self.plain[clock.end : day.start]
        for zone in self.zones:
            if clock.end <= zone.start and zone.end <= day.start:
                between = self.plain[zone.end : day.start].lstrip(")] ")
        return len(between) <= 20 and bool(self.around.joint.fullmatch(between.replace("\n", " ")))

    def _inherits(self, day: Day, named: list[Day], timed: list[_Pair]) -> list[_Pair]:
        """ "Monday 9 or Tuesday 10 March at 14:00": the first has the time of the next."""
        after = next((other for other in named if other.start >= day.end), None)
        gap = self.plain[day.end : after.start] if after else ""
        if after is None or len(gap) > 12 or "\n" in gap or self.around.lead.search(f" {gap}"):
            return []
        return [_Pair(day, pair.clock) for pair in timed if pair.day is after and pair.clock]

    # What counts

    def _sentence(self, pair: _Pair) -> str:
        """The sentence around a day and its time, folded."""
        ends = [found.end() for found in _END.finditer(self.plain, max(0, pair.start - 400), pair.start)]
        begin = ends[-1] if ends else max(0, pair.start - 400)
        behind = _END.search(self.plain, pair.end, pair.end + 300)
        return self.plain[begin : behind.end() if behind else pair.end + 300]

    def _before(self, at: int) -> str:
        return self.plain[max(0, at - 40) : at]

    def _counts(self, pair: _Pair) -> bool:
        around = self.around
        befores = (self._before(pair.start), self._before(pair.day.start))
        if any(around.lead.search(before) or around.instead.search(before) for before in befores):
            return False
        sentence = self._sentence(pair)
        if around.closed.search(sentence) or (not pair.day.told and around.past.search(sentence)):
            return False
        if pair.clock is None:
            return bool(around.meeting.search(sentence))
        near = self.plain[max(0, pair.start - 200) : pair.end + NEAR]
        return self.about_a_meeting or bool(around.meeting.search(near))

    def _not_moved(self, pairs: list[_Pair]) -> list[_Pair]:
        """Of "moved from Thursday to Friday" only where it was moved to."""
        moved = [pair for pair in pairs if self.around.moved.search(self._sentence(pair))]
        if len(moved) < 2:
            return pairs
        to = [pair for pair in moved if not self.around.source.search(self._before(pair.day.start))]
        if len(to) == len(moved) == 2:
            to = to[1:]
        return [pair for pair in pairs if pair not in moved or pair in to]

    # A day and a time on the clocks of a zone

    def _meeting(self, pair: _Pair) -> Meeting:
        zone = self._zone(pair)
        doubts = set() if pair.day.sure else {Doubt.DAY}
        doubts |= {Doubt.ORDER} if len(pair.day.either) > 1 else set()
        begins = pair.clock.begins if pair.clock else time()
        day = pair.day.either[0]
        start, once = moment(datetime.combine(day, begins), zone)
        end = None
        if pair.clock and pair.clock.ends and pair.clock.ends > begins:
            end = moment(datetime.combine(day, pair.clock.ends), zone)[0]
        doubts |= {Doubt.TIME} if pair.clock is None else set()
        if pair.clock:
            doubts |= set() if zone.sure else {Doubt.ZONE}
            doubts |= set() if pair.clock.sure else {Doubt.HALF}
            doubts |= {Doubt.SLOTS} if pair.clock.between else set()
            doubts |= set() if once else {Doubt.CLOCK}
        sentence = self._sentence(pair)
        link = _LINK.search(self.text)
        return Meeting(
            start=start,
            zone=zone.name,
            end=end,
            where=link[0] if link else "",
            because=" ".join(self.text[pair.start : pair.end].split()).strip(" .,;:(")[:200],
            doubts=frozenset(doubts),
            all_day=pair.clock is None,
            cancelled=bool(self.around.off.search(sentence))
            and not self.around.hypothetical.search(sentence),
        )

    def _zone(self, pair: _Pair) -> Zone:
        """The zone told behind the time, or the only one that the text names, or the one that is guessed."""
        if pair.clock is not None:
            for named in self.zones:
                between = self.plain[pair.clock.end : named.start]
                if 0 <= named.start - pair.clock.end <= 20 and re.fullmatch(
                    r"[\s,(/-]*(?:in )?(?:the )?", between
                ):
                    return self._in_season(named.zone, pair.day)
        told = {named.zone.name: named.zone for named in self.zones}
        if len(told) == 1:
            return self._in_season(next(iter(told.values())), pair.day)
        return self.home

    def _in_season(self, zone: Zone, day: Day) -> Zone:
        """In winter GMT is London's time and nobody can mistake it."""
        if zone.sure or zone.name != "Europe/London":
            return zone
        noon = datetime.combine(day.either[0], time(12), zone.clock)
        return replace(zone, sure=not noon.utcoffset())


def _without(plain: str, named: Iterable[Day]) -> str:
    """A text with its days blotted out, so that no number of theirs is taken for an hour."""
    for day in named:
        plain = f"{plain[: day.start]}{'_' * (day.end - day.start)}{plain[day.end :]}"
    return plain


def _overlap(day: Day, clock: Clock) -> bool:
    return day.start < clock.end and clock.start < day.end
