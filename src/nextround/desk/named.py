"""The interviews that mails name, found once for each mail and kept beside it.

What a mail names depends on three things: the mail, the person's own zone, and whether its words are about an
interview. What is kept tells the last two; where one of them is another now, the mail is looked at again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nextround.mailbox.message import Message
from nextround.mailbox.parse import parse
from nextround.reading.meeting import Meeting
from nextround.reading.when import meetings
from nextround.records import keep
from nextround.records.convert import meeting_from_json, meeting_to_json
from nextround.records.models import Mail

# Of other mails only the calendar entries are read: their words name many days that are no meetings.
IN_WORDS = ("interview",)


def look(message: Message, kind: str, zone: str) -> dict[str, Any]:
    """What to keep of the times that a mail of this kind names to a person who lives in `zone`."""
    in_words = kind in IN_WORDS
    told = meetings(message, zone) if in_words or message.calendar else ()
    return {"zone": zone, "in_words": in_words, "named": [meeting_to_json(one) for one in told]}


def named_by(mails: Sequence[Mail], zone: str) -> dict[int, tuple[Meeting, ...]]:
    """What each of these mails (by pk, its events at hand) names. Those not looked at yet are read now."""
    kinds = {mail.pk: _kind(mail) for mail in mails}
    stale = [mail for mail in mails if not _fits(mail.times, kinds[mail.pk], zone)]
    raws = {row.pk: keep.raw(row) for row in Mail.objects.filter(pk__in=[m.pk for m in stale]).only("raw")}
    for mail in stale:
        if mail.pk in raws:  # else it was taken away meanwhile
            mail.times = look(parse(raws[mail.pk]), kinds[mail.pk], zone)
    if stale:
        keep.times(stale)
    return {mail.pk: tuple(map(meeting_from_json, (mail.times or {}).get("named", ()))) for mail in mails}


def _kind(mail: Mail) -> str:
    return next((event.kind for event in mail.events.all()), "")


def _fits(kept: Mapping[str, Any] | None, kind: str, zone: str) -> bool:
    return kept is not None and (kept["zone"], kept["in_words"]) == (zone, kind in IN_WORDS)
