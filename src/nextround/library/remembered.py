"""Answers that are kept for the next time the same is asked, as words recur and sentences do not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

MOST = 60_000
"""Answers that are kept; when there are more, all are forgotten. Then no word of a text stays for long."""

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Remembered(dict[Asked, Answer]):
    """What `make` answers, in half the time of `lru_cache`: for questions that are asked in thousands."""

    def __init__(self, make: Callable[[Asked], Answer], most: int = MOST) -> None:
        super().__init__()
        self._make, self._most = make, most

    def __missing__(self, asked: Asked) -> Answer:
        if len(self) >= self._most:
            self.clear()
        self[asked] = answer = self._make(asked)
        return answer
