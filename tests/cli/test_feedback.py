"""`nextround feedback read`: words as a person reads them, and as JSON Lines."""

import json
from pathlib import Path

from tests.cli.commands import nextround

TOLD = "You knew little about our products and had not looked at the website."


def lines(*rows: object) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def test_feedback_read_answers_lines_in_the_form_of_the_contract():
    rows = [
        {"id": "a", "text": TOLD, "lang": "en", "source": "recruiter"},
        {"id": "b", "text": "We have decided to go on with other candidates."},
    ]
    run = nextround("feedback", "read", "--jsonl", "-", stdin=lines(*rows))
    first, second = (json.loads(line) for line in run.stdout.splitlines())
    assert run.returncode == 0
    assert set(first) == {"id", "specific", "sort", "confidence", "themes", "control"}
    assert (first["id"], first["specific"], first["control"]) == ("a", True, "soon")
    assert first["themes"][0]["id"] == "preparation"
    assert (second["id"], second["specific"], second["control"]) == ("b", False, "out")


def test_feedback_read_says_which_line_it_cannot_answer():
    run = nextround(
        "feedback", "read", "--jsonl", "-", stdin=lines({"id": 1}, {"id": 2, "text": "x", "source": "mum"})
    )
    first, second = (json.loads(line) for line in run.stdout.splitlines())
    assert run.returncode == 1
    assert "words of the feedback" in first["error"]
    assert "one of employer" in second["error"]


def test_feedback_read_explains_one_text(tmp_path: Path):
    (tmp_path / "answer.txt").write_text(TOLD)
    told = nextround("feedback", "read", str(tmp_path / "answer.txt")).stdout.decode()
    assert "something about this talk of yours" in told
    assert "Knowing the employer and the role: can change soon" in told


def test_feedback_read_needs_one_text():
    assert nextround("feedback", "read").returncode == 2
