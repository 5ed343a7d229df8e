"""Bring a mailbox in: receive what may concern the search, read it, file it, let the rest go.

The import's row is the queue. Mails and the checkpoint behind them are kept in one transaction, so that a
stop at any moment, `kill -9` included, loses nothing and doubles nothing: the next start goes on there.
"""

from __future__ import annotations

import errno
import logging
import os
import secrets
import shutil
import stat
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import OperationalError
from django.db.models import Count
from django.utils import timezone

from nextround.desk.applications import row_of
from nextround.desk.arranging import arrange
from nextround.desk.errors import Refused, owned
from nextround.desk.reading import correspondents, guess_addresses, read_waiting
from nextround.desk.receiving import Glimpses, Pending, show
from nextround.desk.sent import notice_sent
from nextround.desk.views import ImportView, ReadingLine
from nextround.mailbox.files import MailboxError, Source, open_mailbox
from nextround.records import keep, queries
from nextround.records.models import Account, Application, Import
from nextround.records.models import Problem as ProblemRow

if TYPE_CHECKING:
    Upload = UploadedFile[bytes]

log = logging.getLogger(__name__)
State = Import.State
wake = threading.Event()  # set when something new waits, so that the worker need not rest

ALL_PROBLEMS = 5_000  # more than this nobody reads through
ARCHIVES = frozenset({".zip", ".tgz", ".gz", ".tar"})
SMALL_ARCHIVE = 20_000_000  # bytes; whether a larger one holds mail is told while it is read
SHOWN = 8  # applications on the import page
ACTIVE = (State.WAITING, State.READING)
NEVER = ("/proc", "/sys", "/dev")
UNFORESEEN = (
    "The reading stopped at something unforeseen. Nothing is lost, and what was found is here. "
    "You can go on; it takes up where it stopped."
)
FULL = "The disk is full, so the reading stopped for now. Nothing is lost. Make some room, then go on."


def start(owner: User, path: Path, now: datetime | None = None) -> Import:
    """Queue a mailbox that lies on this machine. Raises Refused with the reason in a sentence."""
    real = readable(path)
    try:
        source = _opened(real)
    except MailboxError as problem:
        raise Refused(str(problem)) from None
    return _queue(owner, real, source.name or real.name, source.size, now)


def _opened(path: Path) -> Source:
    """The mailbox at `path`. A small archive is looked into, so that one without mail is told at once."""
    source = open_mailbox(path)
    if path.suffix.lower() in ARCHIVES and source.size <= SMALL_ARCHIVE:
        next(iter(source.read()), None)
    return source


def readable(path: Path) -> Path:
    """The real place of `path`, when it is a file or folder that may be read."""
    try:
        real = path.expanduser().resolve(strict=True)
        mode = real.stat().st_mode
    except (OSError, RuntimeError, ValueError):
        raise Refused(f"There is nothing at “{path}”. Look at the spelling, then try again.") from None
    if any(real == Path(place) or Path(place) in real.parents for place in NEVER):
        raise Refused(
            "That place belongs to the machine itself and holds no mail. Choose a mailbox file or folder."
        )
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise Refused("That is neither a file nor a folder. Choose a mailbox file or a folder of mails.")
    if not os.access(real, os.R_OK):
        raise Refused("This file may not be read by you. Copy it to a place of your own, then try again.")
    return real


def _queue(owner: User, path: Path, name: str, size: int, now: datetime | None = None, **more: Any) -> Import:
    same = queries.imports(owner).filter(path=str(path), state__in=ACTIVE).first()
    if same is not None:
        return same
    row = Import.objects.create(
        owner=owner, path=str(path), name=name, bytes_total=size, created_at=now or timezone.now(), **more
    )
    wake.set()
    return row


def start_upload(owner: User, files: Upload | Sequence[Upload], now: datetime | None = None) -> Import:
    """Queue what the browser sent: one mailbox file, or a folder's files. Our copy goes at the end."""
    given = [files] if isinstance(files, UploadedFile) else list(files)
    if not given:
        raise Refused("No file came along. Choose a mailbox file, then try again.")
    folder = upload_folder() / secrets.token_hex(8)
    folder.mkdir(mode=0o700)
    try:
        for number, file in enumerate(given, start=int(len(given) > 1)):
            _store(file, folder / _plain_name(file.name or "", number))
        real = folder if len(given) > 1 else next(folder.iterdir())
        source = _opened(real)
    except MailboxError as problem:
        shutil.rmtree(folder, ignore_errors=True)
        raise Refused(str(problem)) from None
    except OSError as problem:
        shutil.rmtree(folder, ignore_errors=True)
        raise Refused(_disk_sentence(problem)) from None
    name = Path(given[0].name or "mailbox").name if len(given) == 1 else f"{len(given)} files"
    return _queue(owner, real, name, source.size, now, uploaded=True)


def upload_folder() -> Path:
    """Where uploads lie while they are read: inside the person's own data, private."""
    folder: Path = settings.UPLOADS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _plain_name(name: str, number: int) -> str:
    """A name without surprises; of several files each has its number before it, so that none is alike."""
    kept = "".join(c if c.isalnum() or c in ".-_ " else "_" for c in Path(name).name)[-80:].lstrip(".")
    return f"{number:05d}-{kept or 'mailbox'}" if number else kept or "mailbox"


def _store(file: Upload, to: Path) -> None:
    with os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        for chunk in file.chunks():
            out.write(chunk)


def start_demo(owner: User, now: datetime | None = None) -> Import:
    """Queue the made-up mailbox, to look around in."""
    from nextround.demo.maker import make_demo, write_mbox  # noqa: PLC0415 -- slow import

    now = now or timezone.now()
    folder = upload_folder() / secrets.token_hex(8)
    folder.mkdir(mode=0o700)
    path = folder / "demo.mbox"
    write_mbox(path, make_demo(seed=1, now=now))
    path.chmod(0o600)
    return _queue(owner, path, "Demo mailbox", path.stat().st_size, now, uploaded=True, demo=True)


def cancel(owner: User, pk: int) -> None:
    """Stop a reading. What was found stays, and the reading can go on later."""
    row = _own(owner, pk)
    if Import.objects.filter(pk=row.pk, state=State.WAITING).update(state=State.CANCELLED):
        return
    Import.objects.filter(pk=row.pk, state=State.READING).update(asked_to_stop=True)


def resume(owner: User, pk: int) -> None:
    """Go on where a reading stopped."""
    row = _own(owner, pk)
    if row.uploaded and not Path(row.path).exists():
        raise Refused("The uploaded copy is gone. Choose the file again; what was read is still here.")
    Import.objects.filter(pk=row.pk, state__in=[State.CANCELLED, State.PAUSED, State.FAILED]).update(
        state=State.WAITING, asked_to_stop=False, sentence="", ended_at=None
    )
    wake.set()


def _own(owner: User, pk: int) -> Import:
    return owned(queries.imports(owner).filter(pk=pk).first())


def latest(owner: User) -> ImportView | None:
    """The newest reading, if there ever was one."""
    row = queries.imports(owner).first()
    return _view(owner, row) if row else None


def progress(owner: User, pk: int) -> ImportView:
    """How a reading goes on."""
    return _view(owner, _own(owner, pk))


def history(owner: User) -> tuple[ReadingLine, ...]:
    """Every reading, newest first."""
    rows = queries.imports(owner).annotate(problems=Count("problem"))
    return tuple(
        ReadingLine(
            row.pk,
            row.name,
            row.state,
            row.created_at,
            row.messages,
            row.kept if row.state == State.DONE else row.received,
            row.problems,
        )
        for row in rows
    )


def problems(owner: User, pk: int) -> tuple[tuple[str, str], ...]:
    """Everything in one mailbox that could not be read: where it stands, and a sentence."""
    return tuple((p.where, p.what) for p in queries.problems(_own(owner, pk), ALL_PROBLEMS))


def _can_go_on(row: Import) -> bool:
    stopped = row.state in (State.CANCELLED, State.PAUSED, State.FAILED)
    return stopped and Path(row.path).exists()


def _view(owner: User, row: Import) -> ImportView:
    now = timezone.now()
    rows = queries.applications(owner, now)
    return ImportView(
        pk=row.pk,
        state=row.state,
        name=row.name,
        bytes_done=min(row.bytes_done, row.bytes_total),
        bytes_total=row.bytes_total,
        messages=row.messages,
        kept=row.kept if row.state == State.DONE else row.received,
        problems=tuple((p.where, p.what) for p in queries.problems(row)),
        problem_count=ProblemRow.objects.filter(source=row).count(),
        sentence=row.sentence or _sentence(row),
        found=Application.objects.filter(owner=owner).count(),
        found_rows=tuple(row_of(found, now) for found in rows[:SHOWN]),
        questions=queries.how_many_questions(owner),
        active=row.state in ACTIVE,
        stopping=row.state == State.READING and row.asked_to_stop,
        can_go_on=_can_go_on(row),
    )


def _sentence(row: Import) -> str:
    return {
        State.WAITING: "Waits for its turn.",
        State.READING: "Being stopped." if row.asked_to_stop else "Being read. You can close this page.",
        State.PAUSED: "Stopped for now. Nothing is lost; you can go on.",
        State.CANCELLED: "Stopped as you asked. What was found is here, and you can go on later.",
        State.FAILED: "This could not be read.",
        State.DONE: _done_sentence(row),
    }[State(row.state)]


def _done_sentence(row: Import) -> str:
    mails = "1 mail" if row.messages == 1 else f"{row.messages:,} mails"
    if row.kept:
        return f"Read. {mails}, {row.kept:,} of them new and about your search."
    return f"Read. {mails}, nothing new about your search."


# --- the work itself -------------------------------------------------------------------------------


def take_up() -> None:
    """At a start: whatever was being read when the program ended waits again. Left-over uploads go."""
    Import.objects.filter(state=State.READING).update(state=State.WAITING)
    wanted = {
        Path(p)
        for p in Import.objects.filter(uploaded=True).exclude(state=State.DONE).values_list("path", flat=True)
    }
    for folder in upload_folder().iterdir():
        if not any(folder == path or folder in path.parents for path in wanted):
            shutil.rmtree(folder, ignore_errors=True)


def work(stop: threading.Event) -> bool:
    """Read one waiting mailbox to its end, or until asked to stop. False when nothing waits."""
    row = (
        Import.objects.filter(state=State.WAITING)
        .select_related("owner")
        .order_by("created_at", "pk")
        .first()
    )
    if row is None:
        return _tidy()
    if keep.claim(row):
        row.refresh_from_db()
        _work_on(row, stop)
    return True


def _tidy() -> bool:
    """File again where the derived rows lag behind the person's words."""
    from nextround.records.models import Preferences  # noqa: PLC0415 -- beside its only use

    behind = Preferences.objects.filter(arranged=False).select_related("owner").first()
    if behind is None or Import.objects.filter(owner=behind.owner, state=State.READING).exists():
        return False
    if queries.accounts(behind.owner).filter(state=Account.State.LOOKING).exists():
        return False  # whoever looks into it files what comes
    show(behind.owner)
    return True


def _work_on(row: Import, stop: threading.Event) -> None:
    try:
        if _receive(row, stop):
            _finish(row)
        elif stop.is_set():
            keep.move(row, State.WAITING, timezone.now())
        else:
            show(row.owner)
            keep.move(row, State.CANCELLED, timezone.now())
    except MailboxError as problem:
        keep.move(row, State.FAILED, timezone.now(), str(problem))
    except OSError as problem:
        keep.move(row, State.PAUSED, timezone.now(), _disk_sentence(problem))
    except OperationalError as problem:
        keep.move(row, State.PAUSED, timezone.now(), FULL if "full" in str(problem) else UNFORESEEN)
        if "full" not in str(problem):
            raise
    except Exception:
        # Set it aside before anything else, so that it cannot stop the readings behind it.
        keep.move(row, State.PAUSED, timezone.now(), UNFORESEEN)
        raise


def _disk_sentence(problem: OSError) -> str:
    if problem.errno == errno.ENOSPC:
        return FULL
    reason = (problem.strerror or "it did not answer").lower()
    return (
        f"The mailbox could not be read on ({reason}). Nothing is lost. "
        "Check that it is still there, then go on."
    )


def _receive(row: Import, stop: threading.Event) -> bool:
    """Keep every candidate of the mailbox. False when asked to stop before its end."""
    source, went_on = open_mailbox(Path(row.path)), bool(row.checkpoint)
    pending = Pending(row, bytes_done=row.bytes_done, messages=row.messages)
    glimpses = Glimpses(row.owner)
    for item in source.read(row.checkpoint):
        pending.take(item)
        if not pending.due():
            continue
        pending.flush()
        if stop.is_set() or Import.objects.filter(pk=row.pk, asked_to_stop=True).exists():
            return False
        glimpses.show_if_due()
    pending.flush()
    _receive_known(None if went_on else source, pending, row)
    return True


def _looked_through(path: Path) -> Source:
    """A mailbox looked through from its beginning: a reading that went on where another stopped does not know
    what that one passed over."""
    source = open_mailbox(path)
    for _ in source.read():
        pass
    return source


def _receive_known(source: Source | None, pending: Pending, row: Import) -> None:
    """Keep what people known from the search wrote too, whatever its words. `source` is the mailbox that was
    looked through; None where this reading did not begin at its beginning."""
    guess_addresses(row.owner)
    read_waiting(row.owner)
    if not (known := correspondents(row.owner)):
        return
    for item in (source or _looked_through(Path(row.path))).known(known):
        pending.take(replace(item, checkpoint=pending.checkpoint or {}))
        if pending.due():
            pending.flush()
    pending.flush()


def _finish(row: Import) -> None:
    """All is in: settle who the person is, read, file, and let go of what does not concern the search."""
    guess_addresses(row.owner)
    read_waiting(row.owner)
    notice_sent(row.owner)
    arrange(row.owner, final=True)
    # A reading that stopped half-way starts afresh: what it had received may have been let go just now.
    queries.imports(row.owner).exclude(state=State.DONE).exclude(pk=row.pk).update(
        checkpoint=None, bytes_done=0
    )
    Import.objects.filter(account__owner=row.owner, account__looked_at=None).update(checkpoint=None)
    keep.counted(row)
    row.bytes_done = row.bytes_total
    row.save(update_fields=["bytes_done"])
    keep.move(row, State.DONE, timezone.now())
    try:
        keep.compact()
    except OperationalError:  # a busy or full disk: the next reading does it
        log.warning("The store could not be rewritten after the reading; that is done after the next one")
    if row.uploaded:
        forget_upload(Path(row.path))


def forget_upload(path: Path) -> None:
    """Delete our copy of what was uploaded."""
    root = upload_folder()
    inside = [place for place in (path, *path.parents) if place.parent == root]
    for place in inside:
        shutil.rmtree(place, ignore_errors=True)
