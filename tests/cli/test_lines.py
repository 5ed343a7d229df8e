import io
import json

import pytest

from nextround.cli import lines
from nextround.cli.lines import LineError, answer_lines


def run(text: bytes, answer=lambda row: {"id": row.get("id"), "ok": True}) -> tuple[list[dict], int]:
    out = io.BytesIO()
    errors = answer_lines(io.BytesIO(text), out, answer)
    return [json.loads(line) for line in out.getvalue().splitlines()], errors


def test_lines_keep_order_and_id():
    rows, errors = run(b'{"id": "b"}\n\n{"id": 7}\n')
    assert rows == [{"id": "b", "ok": True}, {"id": 7, "ok": True}]
    assert errors == 0


def test_lines_put_a_sentence_in_the_place_of_a_bad_line():
    rows, errors = run(b'{"id": "a"}\nnot json\n[1]\n\xff\xfe\n{"id": "z"}\n')
    assert [row.get("id") for row in rows] == ["a", None, None, None, "z"]
    assert [("error" in row) for row in rows] == [False, True, True, True, False]
    assert rows[1]["error"].startswith("Line 2: this is not JSON")
    assert rows[2]["error"] == "Line 3: this is JSON, and should be an object with an id."
    assert errors == 3


def test_lines_survive_an_answer_that_fails():
    def answer(row):
        if row["id"] == 1:
            raise LineError("this mail has no text.")
        raise ZeroDivisionError("a bug")

    rows, errors = run(b'{"id": 1}\n{"id": 2}\n', answer)
    assert rows == [
        {"id": 1, "error": "Line 1: this mail has no text."},
        {"id": 2, "error": "Line 2 could not be answered: a bug"},
    ]
    assert errors == 2


def test_half_a_character_is_replaced_and_whole_ones_stay():
    rows, errors = run(
        b'{"id": 1, "text": "a\\ud800b", "more": ["\\uDC00"]}\n{"id": 2, "text": "\\ud83d\\ude42"}\n',
        lambda row: row,
    )
    assert rows == [{"id": 1, "text": "a?b", "more": ["?"]}, {"id": 2, "text": "\N{SLIGHTLY SMILING FACE}"}]
    assert errors == 0


@pytest.mark.parametrize(("abreast", "most"), [(256, 1000), (3, 1000), (256, 25)])
def test_lines_that_are_answered_side_by_side_keep_order_and_place(
    monkeypatch: pytest.MonkeyPatch, abreast: int, most: int
):
    monkeypatch.setattr(lines, "_ABREAST", abreast)
    monkeypatch.setattr(lines, "_MOST_BYTES", most)
    taken: list[str] = []

    def answer(row):
        taken.append(f"{row['id']}a")
        yield
        taken.append(f"{row['id']}b")
        if row["id"] == 3:
            raise LineError("this mail has no text.")
        return {"id": row["id"]}

    rows, errors = run(b"".join(b'{"id": %d}\n' % number for number in range(9)), answer)
    assert [row["id"] for row in rows] == list(range(9))
    assert rows[3]["error"] == "Line 4: this mail has no text."
    assert errors == 1
    assert taken[:2] == ["0a", "0b"], "the first is answered at once"
    assert taken[2:4] == ["1a", "2a"], "the others side by side"
    assert len(taken) == 18
