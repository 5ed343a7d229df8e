"""How fast letters are checked: in a terminal on one core, and live on the page while one types.

    python benchmarks/letters_speed.py [--letters 3000]

The letters have 200 words each, made of the clean letters of the tests; no two sentences are alike, so
that nothing is remembered from one letter to the next. In the terminal `nextround letter check --jsonl` is
timed from start to last answer, held to one core; its start alone (one letter) is told beside. On the page
the live check is asked for through all middleware and templates, each time with another letter. Processor
time is told beside the clock, for machines that others use meanwhile.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

os.environ["NEXTROUND_HOME"] = tempfile.mkdtemp(prefix="nextround-letters-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nextround.settings")

CLEAN = Path(__file__).parents[1] / "tests/letters/clean_letters.toml"
WORDS = 200


def texts(many: int) -> list[str]:
    """So many letters of 200 words, each beginning at another sentence."""
    rows = tomllib.loads(CLEAN.read_text(encoding="utf-8"))["letter"]
    sentences = [s.strip() for row in rows for s in row["text"].split(".") if len(s.split()) > 4]
    return [letter(sentences, number) for number in range(many)]


def letter(sentences: list[str], number: int) -> str:
    """One letter; its number stands in each sentence."""
    start = number % len(sentences)
    here = (f"{one} {number}." for one in islice(cycle(sentences), start, start + WORDS))
    return " ".join(" ".join(here).split()[:WORDS])


def terminal(letters: list[str]) -> tuple[float, float]:
    """Seconds from the start of the command to its last answer, on one core, and of processor time."""
    rows = (json.dumps({"id": str(n), "kind": "thank_you", "text": text}) for n, text in enumerate(letters))
    command = [sys.executable, "-m", "nextround", "letter", "check", "--jsonl", "-"]
    core = min(os.sched_getaffinity(0))
    began, before = time.perf_counter(), os.times()
    done = subprocess.run(
        command,
        input="\n".join(rows).encode(),
        capture_output=True,
        check=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )
    took, after = time.perf_counter() - began, os.times()
    assert done.stdout.count(b"\n") == len(letters), done.stderr.decode()
    return took, after.children_user + after.children_system - before.children_user - before.children_system


def live(letters: list[str]) -> tuple[float, float]:
    """Median milliseconds of the live check of a letter on its page, and of its processor time."""
    client, address = page()
    took, used = [], []
    for text in letters:
        began, before = time.perf_counter(), time.process_time()
        answer = client.post(address, {"text": text})
        took.append((time.perf_counter() - began) * 1000)
        used.append((time.process_time() - before) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")
    return median(took[3:]), median(used[3:])


def page() -> tuple[Any, str]:
    """A person with a letter begun, and the address of its live check."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.utils import timezone

    from nextround.desk import applications, letters

    user = get_user_model().objects.create(username="writer")
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    pk = applications.add(user, "Lumen Yard", "Planner", timezone.now())
    applications.record_event(user, pk, "rejection", timezone.now())
    begun = letters.start(user, pk, "thank_you")
    return client, f"/letters/{begun.pk}/check"


def main() -> None:
    """Time both and print the lines."""
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--letters", type=int, default=3000)
    many = texts(told.parse_args().letters)
    (start, idle), (took, used) = terminal(many[:1]), terminal(many)
    rest = len(many) - 1
    middle, worked = live(many[:100])
    print("| letters of 200 words | by the clock | by processor time |\n|---|---|---|")
    print(f"| `letter check --jsonl`, with start | {len(many) / took:.0f}/s | {len(many) / used:.0f}/s |")
    print(f"| without it ({start:.1f} s) | {rest / (took - start):.0f}/s | {rest / (used - idle):.0f}/s |")
    print(f"| live check on the page | {middle:.1f} ms | {worked:.1f} ms |")


if __name__ == "__main__":
    main()
