"""Today or the week as one mail to oneself, which one's own computer may send. Nothing is sent here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.utils import timezone

from nextround.desk.callbook import quiet_of
from nextround.desk.errors import Refused
from nextround.desk.receiving import DIGEST_DOMAIN
from nextround.desk.rows import name_of
from nextround.desk.today import today, zone_of
from nextround.desk.views import MeetingView, StepView, TodayView
from nextround.records import queries

DAY, WEEK = timedelta(days=1), timedelta(days=7)
FOOT = (
    "Nextround wrote this mail on your computer, and your computer sent it because you asked it to. "
    "There is no hurry in it. To end it, take out the line that calls “nextround today --mail”."
)
NO_ADDRESS = (
    "Say first in Settings which address is yours; the mail goes from you to you. Nothing was written."
)


@dataclass(frozen=True, slots=True)
class Digest:
    """A mail ready to be sent, or none and the reason in a sentence."""

    mail: bytes = b""
    why: str = ""


def digest(owner: User, week: bool = False, now: datetime | None = None) -> Digest:
    """What matters today, or in the week that begins today, as a mail from the person to themselves.

    It holds what Today shows: no notes, no letters, no mails. None while everything is put away, in quiet
    hours, and when there is nothing to tell.
    """
    now = now or timezone.now()
    kept = queries.preferences(owner)
    zone = zone_of(kept)
    if quiet_of(kept).hold(now.astimezone(zone)):
        return Digest(why="These are your quiet hours, so no mail was written.")
    view = today(owner, now)
    if view.put_away_until:
        return Digest(why="Everything is put away for now, so no mail was written.")
    lines = list(_lines(owner, view, now, zone, WEEK if week else DAY))
    if not lines:
        return Digest(why="Nothing needs you now, so no mail was written.")
    if not kept.addresses:
        raise Refused(NO_ADDRESS)
    return Digest(_mail(kept.addresses[0], kept.name, lines, now.astimezone(zone), week))


def _lines(owner: User, view: TodayView, now: datetime, zone: ZoneInfo, span: timedelta) -> Iterator[str]:
    until = (now + span).astimezone(zone).date()
    ahead = [one for one in view.meetings if one.day < until or (span == DAY and one.day == until)]
    if ahead:
        yield "\n".join(["Your interviews", *(_meeting(one) for one in ahead)])
    if view.next is not None:
        yield _step(view.next)
    others = len(view.rest)
    if others and view.next is not None:
        yield f"{others} more {'is' if others == 1 else 'are'} waiting on Today, and can go on waiting."
    quiet = [name_of(row) for row in queries.quiet_soon(owner, now, now + span)]
    if quiet and span == WEEK:
        yield f"Within the week a short question is fine, if you like, to: {', '.join(quiet)}."


def _meeting(one: MeetingView) -> str:
    return f"- {one.company or one.role}: {one.words}" + (f", {one.place}" if one.place else "")


def _step(step: StepView) -> str:
    return "\n".join(line for line in (step.title, step.why, step.window) if line)


def _mail(address: str, name: str, lines: list[str], here: datetime, week: bool) -> bytes:
    """The mail's bytes. Its id is the same all day, so that a second one is known as a copy of the first."""
    kind = "week" if week else "day"
    mail = EmailMessage(policy=SMTP)
    mail["From"] = mail["To"] = f'"{name}" <{address}>' if _plain(name) else address
    mail["Subject"] = "Nextround: this week" if week else "Nextround: today"
    mail["Date"] = here
    mail["Message-ID"] = f"<{kind}-{here:%Y%m%d}@{DIGEST_DOMAIN}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content("\n\n".join([*lines, FOOT]) + "\n", cte="quoted-printable")
    return mail.as_bytes()


def _plain(name: str) -> bool:
    """Whether a name can stand in a header as it is."""
    return bool(name) and not set(name) & set('"\\\r\n<>')
