"""How long the pages take with 2,000 applications, and the first page after a start.

    python benchmarks/pages.py [--applications 2000]

Each page is asked for several times through Django's test client (all middleware, templates included) in a
home of its own; the median is told, with the number of database queries beside that of a small store: it
depends on what the page shows, never on the number of rows. The first page is timed from the start of the
command to the answer.
"""

from __future__ import annotations

import argparse
import http.client
import os
import signal
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from statistics import median
from typing import Any

os.environ["NEXTROUND_HOME"] = tempfile.mkdtemp(prefix="nextround-pages-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nextround.settings")

PAGES = {
    "Today": "/",
    "Applications": "/applications",
    "Applications, searched": "/applications?q=firm+19&sort=company",
    "Applications, last page": "/applications?page=9",
    "Board": "/applications?view=board",
    "One application": "/applications/{pk}",
    "One application, 30 mails": "/applications/{busy}",
    "Review": "/review",
    "Welcome": "/welcome",
    "Settings": "/settings",
    "Support": "/support",
}


def fill(owner: Any, many: int) -> int:
    """Give a person this many applications, some with a no, some silent; the key of the first comes back."""
    from django.utils import timezone

    from nextround.desk.standings import refresh
    from nextround.records.models import Application, Event

    rows = [Application(owner=owner, company=f"Firm {n}", role=f"Planner {n % 7}") for n in range(many)]
    Application.objects.bulk_create(rows)
    start = timezone.now() - timedelta(days=700)
    Event.objects.bulk_create(
        Event(owner=owner, application=row, kind=kind, date=start + timedelta(days=(n * 7) % 690 + more))
        for n, row in enumerate(rows)
        for more, kind in enumerate(("applied", "interview", "rejection")[: 1 + n % 3])
    )
    refresh(owner, [row.pk for row in rows])
    return rows[0].pk


def write_to(owner: Any, pk: int, mails: int = 30) -> int:
    """Give an application this many invitations, each with another time, as they come from a mailbox."""
    from django.utils import timezone

    from nextround.desk.reading import new_mail, read_waiting
    from nextround.records import keep
    from nextround.records.models import Event, Import, Mail

    source = Import.objects.create(
        owner=owner, path="/nowhere", name="box.mbox", state="done", created_at=timezone.now()
    )
    raws = [_invitation(number) for number in range(mails)]
    keep.received(source, keep.Batch([new_mail(raw) for raw in raws], [], None, 0, 0, mails))
    rows = Mail.objects.filter(owner=owner)
    Event.objects.bulk_create(
        Event(owner=owner, application_id=pk, mail=row, kind="interview", date=row.date) for row in rows
    )
    read_waiting(owner)
    return pk


def _invitation(number: int) -> bytes:
    from django.utils import timezone

    sent = timezone.now() - timedelta(days=40 - number)
    meant = sent + timedelta(days=3)
    return (
        f"Message-ID: <{number}@firm.example>\r\nFrom: Kim Vale <kim@firm.example>\r\nTo: me@home.example\r\n"
        f"Subject: Interview, part {number}\r\nDate: {sent:%a, %d %b %Y %H:%M:%S} +0000\r\n\r\n"
        "Hello,\r\n\r\nThank you for your application as Planner. We would like to invite you to an "
        f"interview on {meant:%A}, {meant.day} {meant:%B %Y} at 14:00 CET. You will meet two of us.\r\n"
        "Please tell us if this suits you.\r\n\r\nKind regards\r\nKim Vale\r\n"
    ).encode()


def person(name: str, many: int) -> tuple[Any, dict[str, int]]:
    """A signed-in client with so many applications, and the keys of a plain and of a busy one."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    user = get_user_model().objects.create(username=name)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    pk = fill(user, many)
    return client, {"pk": pk, "busy": write_to(user, pk + 1)}


def measure(client: Any, address: str) -> tuple[float, float, int]:
    """Median milliseconds of a page, those of processor time, and how many queries it makes.

    A page that fails ends the run.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    took, used = [], []
    for _ in range(6):
        began, before = time.perf_counter(), time.process_time()
        answer = client.get(address)
        took.append((time.perf_counter() - began) * 1000)
        used.append((time.process_time() - before) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return median(took[1:]), median(used[1:]), len(queries)


def undo(name: str, pk: int) -> float:
    """Median milliseconds of taking back what was said about one application."""
    from django.contrib.auth import get_user_model

    from nextround.desk import applications

    owner, took = get_user_model().objects.get(username=name), []
    for _ in range(5):
        applications.mark(owner, pk, "rejected")
        (deed,) = applications.last_deeds(owner, 1)
        began = time.perf_counter()
        applications.undo(owner, deed.pk)
        took.append((time.perf_counter() - began) * 1000)
    return median(took)


def first_page() -> float:
    """Seconds from the command to the first answer, on a store that exists."""
    began = time.perf_counter()
    running = subprocess.Popen(
        [sys.executable, "-m", "nextround", "open", "--no-browser"], stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    host, _, way = running.stdout.readline().strip().removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host, timeout=20)
    connection.request("GET", f"/{way}")
    connection.getresponse().read()
    took = time.perf_counter() - began
    running.send_signal(signal.SIGINT)
    running.wait(20)
    return took


def main() -> None:
    """Fill two stores and print the table."""
    told = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    told.add_argument("--applications", type=int, default=2000)
    many = told.parse_args().applications
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    few_client, few_pks = person("few", 3)
    client, pks = person("many", many)
    print(f"| page, {many} applications | ms | of processor | queries | with 3 |\n|---|---|---|---|---|")
    for name, address in PAGES.items():
        took, used, queries = measure(client, address.format(**pks))
        _, _, few = measure(few_client, address.format(**few_pks))
        print(f"| {name} | {took:.0f} | {used:.0f} | {queries} | {few} |")
    print(f"\nUndo of a word about one application: {undo('many', pks['pk']):.0f} ms")
    print(f"\nFirst page after the start: {sorted(first_page() for _ in range(3))[1]:.2f} s")


if __name__ == "__main__":
    main()
