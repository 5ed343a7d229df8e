"""`nextround read`: one mail in words, many as JSON Lines."""

import json
from pathlib import Path

from tests.cli.commands import nextround

NO = """From: Bluefern Energy Recruiting <jobs@bluefern.example>
To: noor@home.example
Subject: Your application for Data Analyst
Message-ID: <1@bluefern.example>
Date: Mon, 02 Mar 2026 09:00:00 +0000

Dear Noor,

Thank you for your interest in the Data Analyst position at Bluefern Energy.
After careful consideration, we have decided to move forward with other
candidates.

Kind regards,
The Bluefern Energy Talent Team
"""


def test_read_explains_a_mail_in_words(tmp_path: Path):
    (tmp_path / "no.eml").write_text(NO)
    run = nextround("read", str(tmp_path / "no.eml"))
    told = run.stdout.decode()
    assert run.returncode == 0, run.stderr
    assert "a no (sure" in told
    assert "employer: Bluefern Energy" in told
    assert "role: Data Analyst" in told
    assert "en.rejection." in told


def test_read_takes_a_mail_from_standard_input():
    assert b"a no (sure" in nextround("read", "-", stdin=NO.encode()).stdout


def test_read_says_what_is_wrong_with_one_file_and_reads_the_rest(tmp_path: Path):
    (tmp_path / "no.eml").write_text(NO)
    run = nextround("read", str(tmp_path / "gone.eml"), str(tmp_path / "no.eml"))
    assert run.returncode == 1
    assert b"was not read: No such file or directory. Nothing was changed" in run.stderr
    assert b"a no (sure" in run.stdout


def test_read_needs_something_to_read():
    run = nextround("read")
    assert run.returncode == 2
    assert b"Give some .eml files, or --jsonl" in run.stderr


def test_read_answers_lines_in_the_form_of_the_contract(tmp_path: Path):
    body = NO.partition("\n\n")[2]
    rows = [
        {"id": "a", "subject": "Your application", "from": "jobs@bluefern.example", "body": body},
        {"id": "b", "from": "noor@home.example", "body": "Tuesday suits me.", "owner": ["Noor@Home.example"]},
        {"id": "c", "body": 7},
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    run = nextround("read", "--jsonl", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl"))
    answers = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert run.returncode == 1
    assert set(answers[0]) == {
        "id", "kind", "confidence", "sure", "language", "company", "role", "stage", "because",
    }  # fmt: skip
    assert (answers[0]["kind"], answers[0]["sure"], answers[0]["stage"]) == ("rejection", True, "cv")
    assert answers[0]["because"][0]["text"] in body
    assert (answers[1]["id"], answers[1]["kind"]) == ("b", "own")
    assert answers[2] == {"id": "c", "error": 'Line 3: "body" should be text here, and is not.'}


def test_read_refuses_an_owner_that_is_no_list():
    run = nextround("read", "--jsonl", "-", stdin=b'{"id": 1, "owner": "me@home.example"}\n')
    assert run.returncode == 1
    assert json.loads(run.stdout)["error"] == 'Line 1: "owner" should be a list of addresses.'


def test_read_tells_when_an_interview_is_and_nothing_of_the_kind_elsewhere():
    row = {
        "id": 1,
        "subject": "Interview invitation",
        "from": "Jo Marsh <jo@bluefern.example>",
        "date": "2026-03-02T09:00:00+00:00",
        "body": "Dear Noor,\n\nWe would like to invite you to an interview for Data Analyst"
        " on Thursday, 12 March 2026 at 14:30 at our office.\n\nJo",
    }
    rows = [
        row,
        {**row, "body": "Dear Noor,\n\nWe would like to invite you to an interview."},
        {**row, "body": NO},
    ]
    run = nextround("read", "--jsonl", "-", stdin="".join(json.dumps(one) + "\n" for one in rows).encode())
    timed, untimed, no = (json.loads(line) for line in run.stdout.splitlines())
    assert timed["when"].startswith("2026-03-12T14:30")
    assert untimed["kind"] == "interview"
    assert "when" not in untimed
    assert "when" not in no
