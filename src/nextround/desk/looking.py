"""One look into an account: connect, bring in what is new, file it, and note how it went.

Mails and the marks of the folders behind them are kept in one transaction, as with a mailbox file, so a stop
at any moment loses nothing and doubles nothing. Nothing in the account is changed by a look.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import OperationalError
from django.utils import timezone

from nextround.desk import tokens
from nextround.desk.arranging import arrange
from nextround.desk.reading import correspondents, guess_addresses, read_waiting
from nextround.desk.receiving import Glimpses, Pending
from nextround.desk.sent import notice_sent
from nextround.mailbox import imap
from nextround.mailbox.imap_folders import other_folders
from nextround.mailbox.judge import domain_key
from nextround.mailbox.mbox import COLLEAGUES
from nextround.mailbox.source import Candidate, Item, Problem, Progress
from nextround.records import keep, queries, safe
from nextround.records.models import Account, Import, Letter, Mail, Person

log = logging.getLogger(__name__)
State = Account.State
EVERY = timedelta(minutes=10)  # at the latest, however quiet the inbox is
MOST_OFFERED = 500
MOST_ASKED_FOR = 300  # known people at once; the others are asked for next time
TIMEOUT = 30.0  # seconds of silence that are borne
NEEDS_PERSON = frozenset({"password", "token", "refused"})
LOCKED = (
    "The password of this account cannot be opened on this computer any more, because its key is gone. "
    "Nothing is lost. Enter the password once more."
)
UNFORESEEN = (
    "The last look stopped at something unforeseen. Nothing is lost; Nextround tries again by itself."
)
FULL = "The disk is full, so the look stopped. Nothing is lost. Make some room; the next try comes by itself."


def login_of(row: Account) -> imap.Login:
    """How to sign in. Raises ImapError when the secret cannot be opened here."""
    try:
        secret = safe.unseal(row.secret)
    except safe.Locked:
        raise imap.ImapError(LOCKED, "password") from None
    if row.how == tokens.HOW:
        secret = tokens.access(row, secret)
    how, security = _how(row.how), _security(row.security)
    return imap.Login(row.host, row.port, row.user, secret, how, security)


def _how(said: str) -> Any:
    return "xoauth2" if said in ("xoauth2", tokens.HOW) else "password"


def _security(said: str) -> Any:
    return said if said in ("tls", "starttls", "plain") else "tls"


def attend(row: Account, stop: threading.Event, stay: bool = False) -> None:
    """Look into a claimed account once; with `stay`, keep listening and look again until `stop`.

    Whatever goes wrong becomes a sentence on the account and a pause.
    """
    try:
        with imap.connect(login_of(row), TIMEOUT) as session:
            _listen(row, session, stop, stay)
    except imap.ImapError as problem:
        _note(row, problem, stop)
    except OperationalError as problem:
        keep.account(row, **_pause(row, FULL if "full" in str(problem) else UNFORESEEN))
        if "full" not in str(problem):
            raise
    except Exception:
        if not Account.objects.filter(pk=row.pk).exists():
            return  # disconnected in the middle: what it was about to keep has no place any more
        keep.account(row, **_pause(row, UNFORESEEN))
        raise


def _listen(row: Account, session: imap.Account, stop: threading.Event, stay: bool) -> None:
    while True:
        first = row.looked_at is None
        if not look(row, session, stop):
            keep.account(row, state=State.WAITING)
            return
        _went_well(row)
        if stay and not first:  # mail may have come in during the first look, which can take long
            session.wait(session.folder or "INBOX", EVERY.total_seconds(), stop)
        if not stay or stop.is_set() or not keep.claim_account(row):
            return


def _went_well(row: Account) -> None:
    now = timezone.now()
    well = {"state": State.WAITING, "sentence": "", "attempts": 0, "fresh": False}
    keep.account(row, looked_at=now, next_at=now + EVERY, **well)


def _note(row: Account, problem: imap.ImapError, stop: threading.Event) -> None:
    """What a problem means for the next look. One while being stopped means nothing."""
    if stop.is_set():
        keep.account(row, state=State.WAITING)
    elif problem.kind in NEEDS_PERSON:
        keep.account(row, state=State.STOPPED, sentence=problem.sentence, next_at=None)
    else:
        keep.account(row, **_pause(row, problem.sentence))


def _pause(row: Account, sentence: str) -> dict[str, Any]:
    """Wait a little longer after each attempt that did not go well."""
    attempts = row.attempts + 1
    next_at = timezone.now() + timedelta(seconds=imap.pauses(attempts))
    return {"state": State.WAITING, "sentence": sentence, "attempts": attempts, "next_at": next_at}


def look(row: Account, session: imap.Account, stop: threading.Event) -> bool:
    """Bring in and file what is new in every folder to be read. False when asked to stop before the end."""
    source = row.source
    source.refresh_from_db()
    folders = _folders(source, session)
    if row.looked_at is not None:
        folders = tuple(sorted(folders, key=_is_inbox))  # what is opened last is listened to afterwards
    else:
        keep.account(row, total=source.messages + sum(session.examine(one.name).mails for one in folders))
    pending = Pending(source, messages=source.messages, facts={"came": timezone.now().isoformat()})
    glimpses = Glimpses(row.owner)
    came = row.fresh
    for item in _everything(row, session, folders):
        pending.take(item)
        came = came or bool(pending.mails)
        if not pending.due():
            continue
        _keep(row, pending, came)
        if stop.is_set() or not Account.objects.filter(pk=row.pk).exists():
            return False
        glimpses.show_if_due()
    _keep(row, pending, came)
    if came:
        _ask_for_known(row, session, folders, pending)
        file(row)
    return True


def _ask_for_known(
    row: Account, session: imap.Account, folders: tuple[imap.Folder, ...], pending: Pending
) -> None:
    """Bring in what people known from the search wrote before they were known, whatever its words.

    The server is asked once for each of them: whom it was asked for is noted beside the marks of the folders.
    """
    guess_addresses(row.owner)
    read_waiting(row.owner)
    noted = dict(pending.checkpoint or row.source.checkpoint or {})
    asked = frozenset(noted.get("writers", ()))
    if not (new := frozenset(sorted(correspondents(row.owner) - asked)[:MOST_ASKED_FOR])):
        return
    have = _known(row.owner).have
    for folder in folders:
        for item in _of_writers(session, folder.name, new, have):
            if isinstance(item, Candidate | Problem):
                pending.take(replace(item, checkpoint=noted) if isinstance(item, Candidate) else item)
            if pending.due():
                pending.flush()
    pending.checkpoint = noted | {"writers": sorted(asked | new)}
    pending.flush()


def _of_writers(
    session: imap.Account, folder: str, writers: frozenset[str], have: Container[str]
) -> Iterator[Item]:
    """What these people wrote in one folder. One that is gone by now does not stop the others."""
    try:
        yield from session.written_by(folder, writers, have)
    except imap.ImapError as problem:
        if problem.kind != "folder":
            raise
        yield Problem(folder, problem.sentence)


def _folders(source: Import, session: imap.Account) -> tuple[imap.Folder, ...]:
    """The folders to read: the usual ones, and those of the person's others that they ticked.

    The others are noted beside the marks of the folders, so that the account's page can offer them.
    """
    everyone = session.folders()
    usual, others = imap.reading_folders(everyone), other_folders(everyone)
    told = dict(source.checkpoint or {})
    offered = [one.name for one in others if one not in usual][:MOST_OFFERED]
    source.checkpoint = {"folders": {}, "also": []} | told | {"others": offered}
    also = set(source.checkpoint["also"])
    return (*usual, *(one for one in others if one.name in also and one not in usual))


def _is_inbox(folder: imap.Folder) -> bool:
    return folder.name.upper() == "INBOX"


def _keep(row: Account, pending: Pending, came: bool) -> None:
    if came and not row.fresh:
        keep.account(row, fresh=True)
    pending.flush()


def _everything(row: Account, session: imap.Account, folders: tuple[imap.Folder, ...]) -> Iterator[Item]:
    """What is new in all folders, one after the other; marks and counts are those of all of them."""
    noted = dict(row.source.checkpoint or {})
    marks: dict[str, Any] = dict(noted.get("folders", {}))
    known = _known(row.owner)
    looked_at = row.source.messages
    for folder in folders:
        mark = imap.Mark.of(marks[folder.name]) if folder.name in marks else None
        before = looked_at
        for item in _one(session, folder.name, mark, known):
            if isinstance(item, Problem):
                yield item
                continue
            marks[folder.name] = dict(item.checkpoint)
            whole = noted | {"folders": dict(marks)}
            if isinstance(item, Progress):
                looked_at = before + item.messages
                yield replace(item, messages=looked_at, checkpoint=whole)
            else:
                yield replace(item, checkpoint=whole)


def _one(session: imap.Account, folder: str, mark: imap.Mark | None, known: imap.Known) -> Iterator[Item]:
    """What is new in one folder. One that is gone, or may not be read, does not stop the others."""
    try:
        yield from session.new_since(folder, mark, known=known)
    except imap.ImapError as problem:
        if problem.kind != "folder":
            raise
        yield Problem(folder, problem.sentence)


def _known(owner: User) -> imap.Known:
    """What need not be fetched again, and who always concerns the search."""
    people = Person.objects.filter(owner=owner).exclude(email="").values_list("email", flat=True)
    readers = Letter.objects.filter(owner=owner).exclude(recipient_email="")
    read_by = map(str.lower, readers.values_list("recipient_email", flat=True))
    writers = correspondents(owner)
    often = Counter(
        sender.rpartition("@")[2].lower()
        for sender in Mail.objects.filter(owner=owner).values_list("sender_email", flat=True)
    )
    sites = {writer.rpartition("@")[2] for writer in writers}
    return imap.Known(
        have=frozenset(Mail.objects.filter(owner=owner).values_list("message_id", flat=True)),
        people=frozenset({*people, *writers, *read_by}),
        sites=frozenset(domain_key(site.encode()) for site in sites if often[site] <= COLLEAGUES),
    )


def file(row: Account, now: datetime | None = None) -> None:
    """All is in: read it, see which letters were sent, file it, let go of what is not about the search."""
    owner = row.owner
    guess_addresses(owner)
    read_waiting(owner)
    notice_sent(owner)
    # a mailbox file that is still being read may yet show that a mail belongs to the search
    halfway = queries.imports(owner).filter(state__in=[Import.State.WAITING, Import.State.READING]).exists()
    arrange(owner, final=not halfway, now=now)
    keep.counted(row.source)
    if row.looked_at is None and not halfway:
        try:
            keep.compact()
        except OperationalError:  # a busy or full disk: the next reading does it
            log.warning("The store could not be rewritten after the first look")
