"""How fast mail is read: `nextround read --jsonl` on one core, and its start.

    python benchmarks/read_speed.py [FILE.jsonl] [--mails 2000] [--turns 3]

Without a file, mails of made-up searches are read; each sentence gets a number of its own, so that hardly any
comes twice. A start is a run with one mail, and the speed is that of the mails after it: both from whole runs
of the command, in processor time (user and system), as others may use the machine meanwhile. The best of some
turns is told. One run goes ahead, so that what is kept of the library is there (`library/.kept`).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Any

from nextround.demo.maker import make_search, person
from nextround.mailbox.parse import parse

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.make_mailbox import NOW

_SENTENCE_ENDS = re.compile(r"(?<=[a-zß])(?=[.!?](?:\s|$))")


def made() -> Iterator[dict[str, Any]]:
    """Mails of one search after another, with their headers; no two sentences are alike."""
    numbers = count(1)
    for seed in count(1):
        rng, who = Random(seed), person(seed)
        for told in make_search(rng, who, NOW, family="-b" if seed % 2 else ""):
            for one in told:
                mail = parse(one.raw)
                yield {
                    "id": next(numbers),
                    "subject": mail.subject,
                    "from": f"{mail.sender.name} <{mail.sender.email}>",
                    "body": _SENTENCE_ENDS.sub(lambda _: f" {next(numbers)}", mail.text),
                    "headers": dict(mail.headers),
                    "owner": list(who.addresses),
                }


def seconds(rows: list[bytes]) -> float:
    """Processor time of one run of the command, from its start to its last answer."""
    command = [sys.executable, "-m", "nextround", "read", "--jsonl", "-"]
    before = os.times()
    done = subprocess.run(command, input=b"\n".join(rows), capture_output=True, check=True)
    after = os.times()
    assert done.stdout.count(b"\n") == len(rows), done.stderr.decode()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """Take the turns and print the line."""
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("file", nargs="?", type=Path)
    told.add_argument("--mails", type=int, default=2000)
    told.add_argument("--turns", type=int, default=3)
    asked = told.parse_args()
    if asked.file:
        lines = [line for line in asked.file.read_bytes().splitlines() if line.strip()]
    else:
        lines = [json.dumps(row).encode() for row in islice(made(), asked.mails)]
    seconds(lines)
    starts = [seconds(lines[:1]) for _ in range(asked.turns)]
    wholes = [seconds(lines) for _ in range(asked.turns)]
    rest = min(wholes) - min(starts)
    size = sum(map(len, lines)) / len(lines)
    print(f"{len(lines)} mails of {size:.0f} bytes with headers, {os.cpu_count()} cores, processor time")
    print("| start, with one mail | mails a second after it | a mail |\n|---|---|---|")
    print(f"| {min(starts):.2f} s | {(len(lines) - 1) / rest:.0f} | {rest / (len(lines) - 1) * 1e3:.2f} ms |")


if __name__ == "__main__":
    main()
