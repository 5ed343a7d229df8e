"""Read what the kept mails say, and remember it beside each."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from nextround import __version__
from nextround.desk.named import look
from nextround.desk.teaching import lessons
from nextround.journey.filing import OPENERS
from nextround.journey.owner import guess_owner, known_writers, telling
from nextround.mailbox.message import Address, Message
from nextround.mailbox.parse import parse
from nextround.reading.recognise import recognise
from nextround.reading.teach import Lesson
from nextround.records import keep, queries
from nextround.records.convert import finding_to_json
from nextround.records.models import Mail

log = logging.getLogger(__name__)
CHUNK = 100


class Reading(NamedTuple):
    """What a mail says, and what to keep of the times it names, both as plain JSON values."""

    finding: dict[str, Any]
    times: dict[str, Any] | None


def new_mail(raw: bytes, more: Mapping[str, Any] = MappingProxyType({})) -> keep.NewMail:
    """A mail's facts as they are kept with its bytes, and `more` that its source knows."""
    message = parse(raw)
    return keep.NewMail(
        raw=raw,
        digest=message.digest,
        message_id=message.id,
        date=message.date,
        sender_name=message.sender.name,
        sender_email=message.sender.email,
        subject=message.subject,
        facts={
            "to": [[a.name, a.email] for a in message.to],
            "threads": [*message.references, *([message.in_reply_to] if message.in_reply_to else [])],
            "headers": telling(message),  # what guessing the owner looks at, and nothing else of them
            **more,
        },
    )


def light(mail: Mail) -> Message:
    """The mail without its text, from the facts alone."""
    return Message(
        id=mail.message_id,
        subject=mail.subject,
        sender=Address(mail.sender_name, mail.sender_email),
        to=tuple(Address(name, email) for name, email in mail.facts.get("to", [])),
        headers=mail.facts.get("headers", {}),
        date=mail.date,
    )


def own_addresses(owner: User) -> frozenset[str]:
    """The addresses that the person writes from."""
    return frozenset(queries.preferences(owner).addresses)


def correspondents(owner: User) -> frozenset[str]:
    """Who wrote of a step in the search from a domain of their own."""
    steps = Mail.objects.filter(owner=owner, finding__kind__in=sorted(OPENERS))
    return known_writers(steps.values_list("sender_email", flat=True).distinct(), own_addresses(owner))


def guess_addresses(owner: User) -> None:
    """Guess the person's own addresses from the mails, unless the person told them."""
    kept = queries.preferences(owner)
    if not kept.addresses_guessed:
        return
    connected = {row.address for row in queries.accounts(owner)}
    guessed = sorted(connected | guess_owner(light(mail) for mail in queries.mail_facts(owner).iterator(500)))
    if guessed and guessed != kept.addresses:
        keep.preferences(owner, addresses=guessed)


def version(me: Iterable[str]) -> str:
    """A mark of what a reading depends on beside the mail: this program, and who the person is."""
    return f"{__version__}:{hashlib.sha256(' '.join(sorted(me)).encode()).hexdigest()[:8]}"


def read_waiting(owner: User) -> int:
    """Read every mail that nobody read yet, or that was read under other circumstances; gives how many."""
    me = own_addresses(owner)
    mark = version(me)
    waiting = Q(filed_at=None) | ~Q(reading_version__in=[mark, keep.ASIDE])
    pks = list(Mail.objects.filter(waiting, owner=owner).order_by("pk").values_list("pk", flat=True))
    taught, zone = lessons(owner) if pks else [], queries.zone(owner)
    for start in range(0, len(pks), CHUNK):
        rows = Mail.objects.filter(pk__in=pks[start : start + CHUNK]).order_by("pk").defer("facts")
        read = {mail.pk: one for mail in rows if (one := _read(mail, me, taught, zone))}
        found = [(pk, one.finding) for pk, one in read.items()]
        keep.read(found, mark, timezone.now(), {pk: one.times for pk, one in read.items() if one.times})
    return len(pks)


def read_mail(mail: Mail, me: frozenset[str], taught: Sequence[Lesson], zone: str = "") -> Reading | None:
    """What one mail says; None when it cannot be read."""
    try:
        message = parse(keep.raw(mail))
        finding = recognise(message, me, taught)
        kind = mail.said_kind or finding.kind.value
        times = look(message, kind, zone) if kind in queries.MAY_NAME_A_TIME else None
    except Exception:
        log.exception("A mail could not be read")
        return None
    return Reading(finding_to_json(finding), times)


def _read(mail: Mail, me: frozenset[str], taught: Sequence[Lesson], zone: str) -> Reading | None:
    """What one mail says. One that cannot be read is set aside, so that it never stops the rest."""
    found = read_mail(mail, me, taught, zone)
    if found is None:
        keep.set_aside(
            mail, "This mail could not be read. It was set aside; the rest went on.", timezone.now()
        )
    return found
