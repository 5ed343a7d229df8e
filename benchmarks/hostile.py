"""What is made of difficult mails: a table of every mail in a folder, an archive or a file.

    python benchmarks/hostile.py PATH [--slowest SECONDS]

Ends with 1 when a mail crashed the reader or took longer than the limit (one second unless told).
"""

from __future__ import annotations

import argparse
import io
import sys
import tarfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from nextround.mailbox.parse import parse


def mails(path: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder or inside an archive, with its name."""
    if path.is_dir():
        for one in sorted(path.rglob("*")):
            if one.is_file():
                yield str(one.relative_to(path)), one.read_bytes()
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield name, archive.read(name)
    elif tarfile.is_tarfile(path):
        with tarfile.open(path) as archive:
            for member in archive:
                body = archive.extractfile(member) or io.BytesIO()
                if member.isfile():
                    yield member.name, body.read()
    else:
        yield path.name, path.read_bytes()


def row(name: str, raw: bytes) -> tuple[float, bool, str]:
    """One line of the table: seconds, whether it crashed, and what was made of the mail."""
    start = time.perf_counter()
    try:
        mail = parse(raw)
    except Exception as error:  # the table is there to show them
        return time.perf_counter() - start, True, f"{name}  CRASHED {type(error).__name__}: {error}"
    seconds = time.perf_counter() - start
    told = f"{mail.sender.email or '-':.30} | {mail.subject or '-':.45} | {mail.date or '-'!s:.16}"
    parts = f"{len(mail.text)} characters, {len(mail.attachments)} attached, {len(mail.calendar)} calendar"
    return (
        seconds,
        False,
        f"{name:.60} | {seconds * 1000:.2f} ms | {told} | {parts} | {' '.join(mail.problems) or '-'}",
    )


def main() -> int:
    """Print the table and the sums."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("path", type=Path)
    asked.add_argument("--slowest", type=float, default=1.0)
    wanted = asked.parse_args()
    rows = [row(name, raw) for name, raw in mails(wanted.path)]
    sys.stdout.writelines(told + "\n" for _, _, told in rows)
    slow = sum(seconds > wanted.slowest for seconds, _, _ in rows)
    crashed = sum(bad for _, bad, _ in rows)
    most = max((seconds for seconds, _, _ in rows), default=0.0)
    print(f"\n{len(rows)} mails, {crashed} crashed, {slow} over the limit, slowest {most * 1000:.1f} ms")
    return 1 if crashed or slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
