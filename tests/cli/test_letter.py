"""`nextround letter check`: notes as a person reads them, and as JSON Lines."""

import json
from pathlib import Path

from tests.cli.commands import nextround

SORRY = "Dear Ruth, I am so sorry for wasting your time in the interview. What could I practise? Best, Omar"


def test_letter_check_shows_the_words_and_the_reason(tmp_path: Path):
    (tmp_path / "draft.txt").write_text(SORRY)
    run = nextround("letter", "check", str(tmp_path / "draft.txt"))
    told = run.stdout.decode()
    assert run.returncode == 0, run.stderr
    assert "apology, warn" in told
    assert "You decide; nothing is blocked." in told


def test_letter_check_answers_lines_in_the_form_of_the_contract():
    rows = [
        {"id": "a", "kind": "feedback_request", "text": SORRY},
        {"id": "b", "kind": "postcard", "text": "Hi"},
    ]
    run = nextround(
        "letter", "check", "--jsonl", "-", stdin="".join(json.dumps(r) + "\n" for r in rows).encode()
    )
    first, second = (json.loads(line) for line in run.stdout.splitlines())
    note = next(n for n in first["findings"] if n["rule"] == "apology")
    assert set(note) == {"rule", "severity", "start", "end", "hint", "sources"}
    assert "sorry" in SORRY[note["start"] : note["end"]]
    assert (second["id"], "error" in second, run.returncode) == ("b", True, 1)


def test_letter_check_says_when_the_context_is_no_json(tmp_path: Path):
    (tmp_path / "draft.txt").write_text(SORRY)
    (tmp_path / "context.json").write_text("not json")
    run = nextround(
        "letter", "check", "--context", str(tmp_path / "context.json"), str(tmp_path / "draft.txt")
    )
    assert run.returncode == 2
    assert b"is not JSON" in run.stderr
    (tmp_path / "context.json").write_text("[1]")
    run = nextround(
        "letter", "check", "--context", str(tmp_path / "context.json"), str(tmp_path / "draft.txt")
    )
    assert b"should hold one JSON object" in run.stderr


def test_letter_check_needs_one_letter():
    assert nextround("letter", "check").returncode == 2
