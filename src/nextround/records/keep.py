"""Writes of what mail and accounts bring, and those that several desk modules share.

Each function is one transaction: all of it is there afterwards, or none of it.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Model, Q

from nextround import __version__
from nextround.records.models import (
    Account,
    Application,
    Deed,
    Import,
    Letter,
    Mail,
    Meeting,
    Person,
    Preferences,
    Problem,
    Question,
    StepState,
)
from nextround.records.models.answers import ANSWERS
from nextround.records.models.calls import CALLS
from nextround.records.models.circle import CIRCLE
from nextround.records.models.feelings import OWN_WORDS
from nextround.records.models.noes import NOES

State = Import.State
_SEARCH = (
    Meeting,
    Deed,
    Question,
    Person,
    Letter,
    StepState,
    Application,
    Mail,
    Account,
    Import,
    Preferences,
)
_ALL: tuple[type[Model], ...] = (*OWN_WORDS, *NOES, *CIRCLE, *CALLS, *ANSWERS, *_SEARCH)
TWICE = timedelta(minutes=2)  # the same text into the same drafts within this is one click too many
# Marks a mail that this version could not read; the next version tries again.
ASIDE = f"aside:{__version__}"


@dataclass(frozen=True, slots=True)
class NewMail:
    """A mail as it came in, before anyone read what it says."""

    raw: bytes
    digest: str
    message_id: str
    date: datetime | None
    sender_name: str
    sender_email: str
    subject: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """What a stretch of a mailbox brought, and the place from which reading goes on."""

    mails: Sequence[NewMail]
    problems: Sequence[tuple[str, str]]
    checkpoint: Mapping[str, Any] | None
    bytes_done: int
    messages: int
    received: int


def received(source: Import, batch: Batch) -> None:
    """Remember a batch and the checkpoint behind it together, so a stop loses and doubles nothing."""
    with transaction.atomic():
        rows = [_mail_row(source, mail) for mail in batch.mails]
        Mail.objects.bulk_create(rows, ignore_conflicts=True)
        Problem.objects.bulk_create(
            [
                Problem(owner=source.owner, source=source, where=where, what=what)
                for where, what in batch.problems
            ],
            ignore_conflicts=True,
        )
        source.checkpoint = dict(batch.checkpoint) if batch.checkpoint is not None else source.checkpoint
        source.bytes_done, source.messages = batch.bytes_done, batch.messages
        source.received += batch.received
        source.save(update_fields=["checkpoint", "bytes_done", "messages", "received"])
        if rows:
            Preferences.objects.filter(owner=source.owner).update(arranged=False)


def _mail_row(source: Import, mail: NewMail) -> Mail:
    return Mail(
        owner=source.owner,
        source=source,
        raw=zlib.compress(mail.raw, 6),
        digest=mail.digest,
        message_id=mail.message_id,
        date=mail.date,
        sender_name=mail.sender_name,
        sender_email=mail.sender_email,
        subject=mail.subject,
        facts=dict(mail.facts),
    )


def raw(mail: Mail) -> bytes:
    """The mail's bytes as they came."""
    return zlib.decompress(mail.raw)


def read(
    rows: Iterable[tuple[int, Mapping[str, Any]]],
    version: str,
    now: datetime,
    times: Mapping[int, Mapping[str, Any]] = MappingProxyType({}),
) -> None:
    """Remember what each mail (by pk) says, and the times it names where somebody looked."""
    with transaction.atomic():
        for pk, finding in rows:
            Mail.objects.filter(pk=pk).update(
                finding=dict(finding), times=times.get(pk), reading_version=version, filed_at=now
            )


def times(rows: Sequence[Mail]) -> None:
    """Remember the times that these mails name."""
    with transaction.atomic():
        Mail.objects.bulk_update(rows, ["times"], batch_size=100)


def forget_readings(owner: User) -> None:
    """Let every mail wait to be read again; what the person said stays."""
    Mail.objects.filter(owner=owner).exclude(reading_version=ASIDE).update(reading_version="")


def set_aside(mail: Mail, what: str, now: datetime) -> None:
    """A mail that could not be read: it stays out of the way of the rest, and is told."""
    with transaction.atomic():
        Mail.objects.filter(pk=mail.pk).update(finding={"kind": "other"}, reading_version=ASIDE, filed_at=now)
        if mail.source is not None:
            Problem.objects.get_or_create(
                owner=mail.owner, source=mail.source, where=mail.message_id, what=what
            )


def move(source: Import, state: Import.State, now: datetime, sentence: str = "") -> None:
    """Bring an import into another state."""
    source.state, source.sentence = state, sentence
    source.ended_at = now if state in {State.DONE, State.CANCELLED, State.FAILED} else None
    source.save(update_fields=["state", "sentence", "ended_at"])


def counted(source: Import) -> None:
    """Remember how many of an import's mails concern the search."""
    source.kept = Mail.objects.filter(source=source).count()
    source.save(update_fields=["kept"])


def claim(source: Import) -> bool:
    """Take a waiting import to work on; False when someone else took it."""
    return bool(Import.objects.filter(pk=source.pk, state=State.WAITING).update(state=State.READING))


def connect(owner: User, now: datetime, **words: Any) -> Account:
    """Remember an account (`words` are its columns), and that its address is the person's own."""
    address = str(words["address"])
    with transaction.atomic():
        source = Import.objects.create(owner=owner, path="", name=address, state=State.DONE, created_at=now)
        row = Account.objects.create(owner=owner, source=source, created_at=now, **words)
        kept, _ = Preferences.objects.get_or_create(owner=owner)
        if address not in kept.addresses:
            kept.addresses, kept.arranged = sorted({*kept.addresses, address}), False
            kept.save(update_fields=["addresses", "arranged"])
    return row


def account(row: Account, **words: Any) -> None:
    """Remember what changed about an account; other columns stay as they are in the store."""
    Account.objects.filter(pk=row.pk).update(**words)
    for name, value in words.items():
        setattr(row, name, value)


def read_also(row: Account, names: Collection[str]) -> None:
    """Remember which of an account's other folders are read too; the marks of the rest are forgotten."""
    with transaction.atomic():
        source = Import.objects.select_for_update().get(pk=row.source_id)
        noted = dict(source.checkpoint or {})
        others = noted.get("others", ())
        noted["also"] = [name for name in others if name in names]
        ended = {name for name in others if name not in names}
        noted["folders"] = {k: v for k, v in noted.get("folders", {}).items() if k not in ended}
        source.checkpoint = noted
        source.save(update_fields=["checkpoint"])
    row.source = source


def reseal(row: Account, sealed: str) -> None:
    """Keep the same secret under another key, unless a newer one was kept meanwhile."""
    Account.objects.filter(pk=row.pk, secret=row.secret).update(secret=sealed)


def claim_account(row: Account) -> bool:
    """Take an account to look into; False when someone else took it, or it waits for the person."""
    waiting = Account.objects.filter(pk=row.pk, state=Account.State.WAITING)
    if not waiting.update(state=Account.State.LOOKING, asked=False):
        return False
    row.refresh_from_db()
    return True


def go_on(row: Account) -> None:
    """The person did what was needed: the account is looked into again."""
    Account.objects.filter(pk=row.pk, state=Account.State.STOPPED).update(state=Account.State.WAITING)


def rest_account(row: Account) -> None:
    """A look that nobody is at any more, because its program ended, waits again."""
    Account.objects.filter(pk=row.pk, state=Account.State.LOOKING).update(state=Account.State.WAITING)


def rest_accounts() -> None:
    """At a start: whatever was being looked into when the program ended waits again, and is due at once."""
    Account.objects.filter(state=Account.State.LOOKING).update(state=Account.State.WAITING)
    Account.objects.filter(attempts=0).update(next_at=None)


def disconnect(row: Account, with_mails: bool) -> None:
    """Forget an account and its secret; `with_mails` also lets go of all that it brought."""
    with transaction.atomic():
        source = row.source
        Account.objects.filter(pk=row.pk).delete()
        if with_mails:
            Mail.objects.filter(source=source).delete()
            source.delete()
            Preferences.objects.filter(owner=row.owner).update(arranged=False)


def claim_draft(letter: Letter, address: str, now: datetime) -> bool:
    """Note that this text goes into the drafts of an account; False when it went there moments ago."""
    same = Q(drafted_to=address, drafted_text=letter.text, drafted_at__gte=now - TWICE)
    rows = Letter.objects.filter(pk=letter.pk).exclude(same)
    return bool(rows.update(drafted_at=now, drafted_to=address, drafted_text=letter.text))


def release_draft(letter: Letter) -> None:
    """It did not get there after all."""
    Letter.objects.filter(pk=letter.pk).update(drafted_at=None, drafted_to="", drafted_text="")


def found_sent(letter: Letter, mail: Mail, when: datetime) -> bool:
    """A mail of the person's is this letter: it was sent, and the mail belongs to its application.

    False when the person said meanwhile that it was sent.
    """
    with transaction.atomic():
        marked = Letter.objects.filter(pk=letter.pk, sent_at=None).update(
            sent_at=when, sent_as=mail.message_id
        )
        if marked:
            Mail.objects.filter(pk=mail.pk, pinned=None).update(pinned=letter.application_id)
        return bool(marked)


def drop_mail(owner: User, pks: Sequence[int]) -> None:
    """Let go of mail that does not concern the search; nothing of it stays."""
    with transaction.atomic():
        for start in range(0, len(pks), 500):
            Mail.objects.filter(owner=owner, pk__in=pks[start : start + 500]).delete()


def step_state(owner: User, step: str, application: Application | None, **words: Any) -> StepState:
    """Remember what the person did with a step."""
    return StepState.objects.update_or_create(
        owner=owner, step=step, defaults={"application": application, **words}
    )[0]


def preferences(owner: User, **words: Any) -> Preferences:
    """Remember the person's settings."""
    return Preferences.objects.update_or_create(owner=owner, defaults=words)[0]


def delete_everything(owner: User) -> None:
    """Delete every row of the person's. The caller compacts the file afterwards."""
    with transaction.atomic():
        for model in _ALL:
            model._default_manager.filter(owner=owner).delete()


def empty_log() -> None:
    """Empty the log beside the file, so that what was deleted stands in neither: the file itself is wiped
    where rows were (`secure_delete`)."""
    if connection.in_atomic_block:
        return  # inside a test's transaction the log is still needed
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def compact() -> None:
    """Write the file afresh and empty the log beside it: what was let go would still stand in both."""
    if connection.in_atomic_block:
        return  # inside a test's transaction there is nothing to rewrite yet
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
    empty_log()
