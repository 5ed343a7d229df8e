"""`nextround scan`: a whole search from a mailbox, nothing kept."""

import json
import os
import signal
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from nextround.cli import gather as gathering
from nextround.cli.gather import Gathered, Read, gather, read_batch
from nextround.demo.maker import make_demo, person, write_mbox
from nextround.mailbox import scan
from nextround.mailbox.files import open_mailbox
from nextround.reading.finding import Kind
from tests.cli.commands import nextround
from tests.known_people import OF_THE_SEARCH, write_known_people

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(scope="module")
def mailbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scan") / "search.mbox"
    write_mbox(path, list(make_demo(3, NOW)))
    return path


def test_scan_writes_the_search_in_the_form_of_the_contract(mailbox: Path):
    run = nextround("scan", str(mailbox), "--json", "-")
    told = json.loads(run.stdout)
    assert run.returncode == 0, run.stderr
    assert set(told) == {"messages", "bytes", "seconds", "candidates", "applications", "unsure", "problems"}
    assert told["messages"] == len(list(make_demo(3, NOW)))
    assert told["bytes"] == mailbox.stat().st_size
    assert set(told["applications"][0]) == {"company", "role", "outcome", "stage", "events"}
    assert set(told["applications"][0]["events"][0]) == {"kind", "date", "message_id", "sure"}
    outcomes = Counter(a["outcome"] for a in told["applications"])
    assert outcomes["rejected"] > 10
    assert outcomes["silent"] > 3


def test_scan_finds_the_no_of_yesterday(mailbox: Path):
    told = json.loads(nextround("scan", str(mailbox), "--json", "-").stdout)
    last = max((e["date"], e["kind"]) for a in told["applications"] for e in a["events"])
    assert last[1] == "rejection"


def test_scan_knows_the_persons_own_mail_when_told_or_not(mailbox: Path):
    owners = [word for address in person(3).addresses for word in ("--owner", address)]
    told, guessed = (
        Counter(
            e["kind"]
            for a in json.loads(nextround("scan", str(mailbox), *more, "--json", "-").stdout)["applications"]
            for e in a["events"]
        )
        for more in (owners, [])
    )
    assert told["own"] > 10
    assert guessed == told


def test_scan_prints_a_table_for_a_person(mailbox: Path):
    run = nextround("scan", str(mailbox))
    assert b"where it stands" in run.stdout
    assert b"applications, " in run.stdout


def test_scan_says_what_is_no_mailbox_and_reads_the_rest(mailbox: Path, tmp_path: Path):
    (tmp_path / "empty.mbox").write_bytes(b"")
    run = nextround("scan", str(tmp_path / "empty.mbox"), str(mailbox), "--json", "-")
    told = json.loads(run.stdout)
    assert run.returncode == 0
    assert [problem["where"] for problem in told["problems"]] == [str(tmp_path / "empty.mbox")]
    assert told["candidates"] > 50


def test_scan_of_nothing_readable_ends_with_one(tmp_path: Path):
    run = nextround("scan", str(tmp_path / "gone.mbox"), "--json", "-")
    assert run.returncode == 1
    assert json.loads(run.stdout)["applications"] == []


def gathered(path: Path, *, shared: bool) -> Gathered:
    found = Gathered()
    gather([open_mailbox(path)], found, shared=shared)
    return found


def test_other_processes_read_the_same(mailbox: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(scan, "SMALLEST_RANGE", 100_000)
    here, there = gathered(mailbox, shared=False), gathered(mailbox, shared=True)
    assert len(here.mails) > 100
    assert there == here


def test_other_processes_read_an_archive_the_same(mailbox: Path, tmp_path: Path):
    archive = tmp_path / "takeout.zip"
    with ZipFile(archive, "w") as out:
        out.write(mailbox, "Takeout/Mail/All mail.mbox")
    assert gathered(archive, shared=True).mails == gathered(mailbox, shared=False).mails


TO_NOEMI = b"""From: Lena Brand <lena@brightharbor.example>
To: noemi@home.example
Subject: Thursday
Message-ID: <1@brightharbor.example>

Hello Noemi,

that was fun. I will be back with you once the others have slept on it.

Lena
"""


def test_a_mail_is_read_in_the_light_of_whose_mailbox_it_is():
    (_, hers), (_, anyones) = read_batch([TO_NOEMI], frozenset({"noemi@home.example"})) + read_batch(
        [TO_NOEMI], frozenset()
    )
    assert (hers.company, anyones.company) == ("Brightharbor", "")
    ((_, own),) = read_batch([TO_NOEMI], frozenset({"lena@brightharbor.example"}))
    assert own.kind is Kind.OWN


HERE = os.getpid()


def read_or_die(raws: list[bytes], me: frozenset[str]) -> list[Read]:
    """What `read_batch` gives; but any other process is killed."""
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return read_batch(raws, me)


def test_what_a_reader_that_died_owes_is_read_here(mailbox: Path, monkeypatch: pytest.MonkeyPatch):
    calm = gathered(mailbox, shared=False)
    monkeypatch.setattr(gathering, "_readers", lambda _: 1)
    monkeypatch.setattr(gathering, "read_batch", read_or_die)
    assert gathered(mailbox, shared=True) == calm


def test_a_batch_of_large_mails_is_a_small_one(mailbox: Path, monkeypatch: pytest.MonkeyPatch):
    calm, batches = gathered(mailbox, shared=False), []

    def noted(raws: list[bytes], me: frozenset[str]) -> list[Read]:
        batches.append(len(raws))
        return read_batch(raws, me)

    monkeypatch.setattr(gathering, "read_batch", noted)
    monkeypatch.setattr(gathering, "MOST_BYTES", 1)
    assert gathered(mailbox, shared=False) == calm
    assert max(batches) == 1


def test_with_many_cores_others_read_an_mbox_too(mailbox: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gathering, "_cores", lambda: 8)
    assert gathered(mailbox, shared=True) == gathered(mailbox, shared=False)


def test_a_mail_that_is_cut_off_is_named_by_its_place(
    mailbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(scan, "SMALLEST_RANGE", 100_000)
    path = tmp_path / "cut.mbox"
    path.write_bytes(mailbox.read_bytes()[:-200])
    here, there = gathered(path, shared=False), gathered(path, shared=True)
    assert there.problems == here.problems
    assert [problem["where"].split(" at ")[0] for problem in there.problems] == [f"mail {there.messages}"]


def test_scan_reads_what_known_people_wrote_without_a_word_of_a_job(tmp_path: Path):
    path = write_known_people(tmp_path / "box.mbox")
    told = json.loads(nextround("scan", str(path), "--json", "-").stdout)
    (one,) = told["applications"]
    assert [event["message_id"] for event in one["events"]] == OF_THE_SEARCH
    assert told["candidates"] == 2
