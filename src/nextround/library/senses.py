"""What words mean, whichever language they are in: `leider`, `hélas` and `unfortunately` are all regret.

The model weighs senses and pairs of them beside the words themselves, so that what it learned in one language
helps in the others. The senses of a language stand in `<language>/senses.toml`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from nextround.library import HERE, load_toml
from nextround.library.linear import SIGN
from nextround.library.words import fold

REACH = 12
"""Words between which two senses of a sentence are taken together."""
_REMEMBERED = 30_000


class Senses(dict[str, int]):
    """For each word of a language the number of its group: words of a group have the same senses.

    Group 0 has none. `groups` holds the senses of each; a group is numbered when its first word is met.
    """

    def __init__(self, table: dict[str, str]) -> None:
        super().__init__()
        self._whole: dict[str, list[str]] = defaultdict(list)
        self._begins: dict[str, list[str]] = defaultdict(list)
        self._numbers: dict[tuple[str, ...], int] = {(): 0}
        self.groups: list[tuple[str, ...]] = [()]
        for sense, words in table.items():
            for word in words.split():
                (self._begins if word.endswith("*") else self._whole)[word.rstrip("*")].append(SIGN + sense)

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self._of(fold(word))
        if found not in self._numbers:
            self._numbers[found] = len(self.groups)
            self.groups.append(found)
        self[word] = number = self._numbers[found]
        return number

    def _of(self, word: str) -> tuple[str, ...]:
        met = [*self._whole.get(word, ())]
        for end in range(2, len(word) + 1):
            met += self._begins.get(word[:end], ())
        return tuple(sorted(set(met)))

    def signs(self, words: Sequence[str]) -> Iterator[str]:
        """Each sense met in a sentence (`@regret`), and each two that stand near (`@regret@choose`)."""
        for later, before in self.near(words):
            yield from self.groups[later]
            for one in before:
                yield from self.pairs(one, later)

    def near(self, words: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
        """The group of each word that has senses, with the groups of such words within reach before it."""
        every = list(map(self.__getitem__, words))
        places = [at for at, group in enumerate(every) if group]
        groups = [every[at] for at in places]
        first = 0
        for nth, at in enumerate(places):
            while places[first] < at - REACH:
                first += 1
            yield groups[nth], groups[first:nth]

    def pairs(self, before: int, later: int) -> list[str]:
        """Each sense of a group with each other one of another."""
        return [one + two for one in self.groups[before] for two in self.groups[later] if one != two]


@cache
def senses(language: str) -> Senses:
    """The senses of a language; none where nobody has written any."""
    name = f"{language}/senses.toml"
    return Senses(load_toml(name)["senses"] if (HERE / name).exists() else {})
