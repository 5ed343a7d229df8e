"""The big made-up mailbox: the same each time, as big as asked for, with its share of hiring mail."""

from __future__ import annotations

import mailbox
import subprocess
import sys
from pathlib import Path

from nextround.mailbox.parse import parse

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "make_mailbox.py"


def run(*words: object) -> None:
    subprocess.run([sys.executable, SCRIPT, *map(str, words)], check=True, capture_output=True)


def test_make_mailbox_gives_the_same_bytes_for_the_same_seed(tmp_path: Path) -> None:
    truth = tmp_path / "a.jsonl"
    run("--size", "2M", "--share", "0.3", "--seed", 5, tmp_path / "a.mbox", "--truth", truth)
    run("--size", "2M", "--share", "0.3", "--seed", 5, tmp_path / "b.mbox")
    assert (tmp_path / "a.mbox").read_bytes() == (tmp_path / "b.mbox").read_bytes()
    box = mailbox.mbox(tmp_path / "a.mbox")
    parsed = [parse(box.get_bytes(key)) for key in box.keys()]  # noqa: SIM118 -- a mailbox iterates mails
    box.close()
    assert sum(len(message.text) for message in parsed) > 100_000
    truths = truth.read_text("utf-8").splitlines()
    assert 5 < len(truths) < len(parsed)


def test_make_mailbox_writes_a_maildir(tmp_path: Path) -> None:
    run("--size", "500K", "--maildir", tmp_path / "box")
    mails = list((tmp_path / "box" / "cur").iterdir())
    assert len(mails) == len(mailbox.Maildir(tmp_path / "box")) > 2
    assert sum(mail.stat().st_size for mail in mails) >= 500_000
