"""The commands that read or write the store."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from nextround import serve
from nextround.home import home

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from nextround.desk.views import ImportView, StepView

F = TypeVar("F", bound=Callable[..., Any])
NO_MAIL = 3  # the exit code when there is no mail to send
POLL = 0.2  # seconds between two looks at a reading


def kindly(command: F) -> F:
    """Turn a refusal into its sentence on the error stream, and exit code 1."""

    @wraps(command)
    def wrapped(*args: Any, **words: Any) -> Any:
        try:
            return command(*args, **words)
        except Exception as problem:
            sentence = getattr(problem, "sentence", "") or (
                str(problem) if isinstance(problem, serve.CannotStart) else ""
            )
            if not sentence:
                raise
            raise click.ClickException(sentence) from None

    return wrapped  # type: ignore[return-value]


def me() -> User:
    """The person of this store, with Django made ready."""
    serve.set_up()
    from nextround.door import only_owner

    return only_owner()


@click.command("open")
@click.option("--port", type=click.IntRange(1, 65535), default=None, help="Where to listen on this machine.")
@click.option("--browser/--no-browser", default=True, help="Open the page, or only print its link.")
@kindly
def open_app(port: int | None, browser: bool) -> None:
    """Start Nextround on this machine and open it.

    Prints a link that opens once, within five minutes, and serves until you press Ctrl+C.
    While it runs, a second call gives a fresh link to it.
    """
    serve.run(port or 0, browser, _greet if browser else click.echo)


def _greet(link: str) -> None:
    click.echo(
        f"Nextround runs on this machine, for you alone. It opens in your browser; if not, open\n\n  {link}\n"
    )
    click.echo("The link works once, for five minutes. Press Ctrl+C to stop.")


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@kindly
def import_mail(paths: tuple[Path, ...]) -> None:
    """Bring mailboxes into your store: mbox, Takeout .zip or .tgz, Maildir, folders of .eml, .eml.

    Only mail about your search is kept. Reading the same mailbox again changes nothing.
    """
    owner = me()
    from nextround.desk import importing

    rows = [importing.start(owner, path) for path in paths]
    with _worker():
        for row in rows:
            _follow(owner, row.pk)


@contextmanager
def _worker() -> Iterator[None]:
    """Work beside this command, unless the app runs already: then its worker does it."""
    lock = serve.only_one(home())
    if lock is None:
        yield
        return
    from nextround.desk import worker

    stop = threading.Event()
    work = threading.Thread(target=worker.loop, args=(stop,), daemon=True)
    work.start()
    try:
        yield
    finally:
        stop.set()
        worker.wake.set()
        work.join(timeout=30)
        lock.close()


def _follow(owner: User, pk: int) -> None:
    from nextround.desk import importing

    view = importing.progress(owner, pk)
    with _bar(view) as show:
        while view.active:
            time.sleep(POLL)
            view = importing.progress(owner, pk)
            show(view)
    click.echo(f"{view.name}: {view.sentence}")
    for where, what in view.problems:
        click.echo(f"  {where}: {what}", err=True)
    if view.state in {"failed", "paused"}:
        raise click.exceptions.Exit(1)
    click.echo(f"{view.found} applications, {view.questions} questions for you.")


@contextmanager
def _bar(view: ImportView) -> Iterator[Callable[[ImportView], None]]:
    """A bar of bytes on the error stream of a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

    console = Console(stderr=True)
    with Progress(TextColumn("{task.description}"), BarColumn(), DownloadColumn(), console=console) as bar:
        task = bar.add_task(view.name, total=view.bytes_total)
        yield lambda now: bar.update(task, completed=now.bytes_done)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--mail",
    type=click.Path(path_type=Path),
    default=None,
    help="Write a mail to yourself into a file, or -.",
)
@click.option("--week", is_flag=True, help="With --mail: the week and not the day.")
@kindly
def today(as_json: bool, mail: Path | None, week: bool) -> None:
    """The one next step, then the rest.

    With --mail it becomes a mail from you to you, which your own computer may send; Nextround sends nothing.
    Where there is none to send (nothing to tell, quiet hours, put away), the exit code is 3.
    """
    owner = me()
    if mail is not None:
        _as_mail(owner, mail, week)
        return
    from nextround.desk import today as desk

    view = desk.today(owner)
    if as_json:
        steps = [_plain_step(step) for step in view.rest]
        first = _plain_step(view.next) if view.next else None
        put_away = view.put_away_until.isoformat() if view.put_away_until else None
        plain = {"next": first, "rest": steps, "questions": view.questions, "put_away_until": put_away}
        click.echo(json.dumps(plain, ensure_ascii=False, indent=2))
        return
    if view.put_away_until:
        click.echo("Everything is put away for now. It keeps.")
    elif view.next is None:
        click.echo("Nothing needs you today.")
    else:
        _tell(view.next)
        for step in view.rest:
            click.echo(f"  also waiting: {step.title}")


def _as_mail(owner: User, to: Path, week: bool) -> None:
    from nextround.desk.digest import digest

    made = digest(owner, week)
    if not made.mail:
        click.echo(made.why, err=True)
        raise click.exceptions.Exit(NO_MAIL)
    if str(to) == "-":
        sys.stdout.buffer.write(made.mail)
    else:
        to.write_bytes(made.mail)


def _tell(step: StepView) -> None:
    click.secho(step.title, bold=True)
    click.echo(step.why)
    if step.window:
        click.echo(step.window)


def _plain_step(step: StepView) -> dict[str, Any]:
    return {
        "kind": step.kind,
        "title": step.title,
        "why": step.why,
        "window": step.window,
        "due": step.due.isoformat() if step.due else None,
        "company": step.company,
        "role": step.role,
        "rules": list(step.rules),
    }


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--find", "q", default="", help="Words of the employer or the role.")
@click.option("--state", default="", help="open, silent, offer, rejected, withdrawn or cancelled.")
@kindly
def applications(as_json: bool, q: str, state: str) -> None:
    """Where each application stands."""
    owner = me()
    from nextround.desk import applications as desk

    listing = desk.listing(owner, q, state)
    rows = list(listing.rows)
    for page in range(2, listing.pages + 1):
        rows += desk.listing(owner, q, state, page=page).rows
    if as_json:
        plain = [
            {
                "company": row.company,
                "role": row.role,
                "outcome": row.state,
                "stage": row.stage,
                "last_event": row.last_event.isoformat() if row.last_event else None,
            }
            for row in rows
        ]
        click.echo(json.dumps({"applications": plain}, ensure_ascii=False, indent=2))
        return
    if not rows:
        click.echo("Nothing here yet. Bring a mailbox in: nextround import PATH")
        return
    _table([(r.company, r.role, r.state_word, _date(r.last_event), r.last_event_word) for r in rows])


def _date(when: Any) -> str:
    return when.date().isoformat() if when else ""


def _table(rows: list[tuple[str, ...]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("Employer", "Role", "State", "Last", "What", box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["json", "csv", "ics", "vcf"]), default="json", show_default=True
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=None, help="A file instead of the screen."
)
@kindly
def export(form: str, output: Path | None) -> None:
    """Take your search out: as JSON, a table, a calendar (ics) or address cards (vcf)."""
    owner = me()
    from nextround.desk.exports import export as taken_out

    text = taken_out(owner, form)
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@kindly
def backup(file: Path) -> None:
    """Write everything that is kept here into one FILE."""
    me()
    from nextround.desk import settings as desk

    size = desk.backup(file)
    click.echo(f"Everything is in {file} ({size:,} bytes). It holds your mails: keep it as you keep them.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@kindly
def restore(file: Path) -> None:
    """Bring a backup FILE back. What is here now is set beside it, not thrown away."""
    lock = serve.only_one(home())
    if lock is None:
        raise click.ClickException("Nextround is running. Stop it with Ctrl+C in its window, then restore.")
    try:
        me()
        from nextround.desk import settings as desk

        desk.restore(file)
        serve.bring_up_to_date()
    finally:
        lock.close()
    click.echo("The backup is in place. The store it replaced lies beside it, named “before-restore”.")


@click.command("read-again")
@click.option("--yes", is_flag=True, help="Do not ask.")
@kindly
def read_again(yes: bool) -> None:
    """Read every mail again; what would change is shown before anything does."""
    owner = me()
    from nextround.desk import again

    changes = again.changes(owner)
    for one in changes:
        click.echo(f"{one.subject or 'A mail without a subject'} ({one.sender}): {one.before} → {one.after}")
    if not changes:
        click.echo("Every mail would be read as it is now. There is nothing to do.")
        return
    if not yes:
        click.confirm(f"{len(changes)} would be read in another way. Do it?", abort=True)
    click.echo(f"Read again: {again.read_again(owner)}.")


@click.command()
@kindly
def check() -> None:
    """Is the store whole?"""
    me()
    from nextround.desk import settings as desk

    problems = desk.check()
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise click.ClickException(
            "The store is not whole. Your last backup can be brought back: nextround restore FILE"
        )
    click.echo("The store is whole.")


@click.command("delete-everything")
@click.option("--yes", is_flag=True, help="Do not ask.")
@kindly
def delete_everything(yes: bool) -> None:
    """Remove all that is kept here, for good."""
    if not yes:
        click.confirm(
            "This removes every mail, application and letter kept here, for good. Do it?", abort=True
        )
    owner = me()
    from nextround.desk import settings as desk

    desk.delete_everything(owner)
    for left in home().glob("*.before-restore*"):
        left.unlink()
    click.echo("All of it is gone from this machine.")
