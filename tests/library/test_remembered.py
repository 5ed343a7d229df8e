"""Answers are made once, and forgotten when there are too many."""

from __future__ import annotations

from nextround.library.remembered import Remembered


def test_an_answer_is_made_once_and_all_are_forgotten_when_there_are_too_many() -> None:
    asked: list[str] = []

    def long(word: str) -> int:
        asked.append(word)
        return len(word)

    known = Remembered(long, most=2)
    assert [known[word] for word in ("we", "are", "we", "glad", "we")] == [2, 3, 2, 4, 2]
    assert asked == ["we", "are", "glad", "we"]
    assert dict(known) == {"glad": 4, "we": 2}
