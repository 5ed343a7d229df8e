"""Train the reader behind the letter checks: `python -m training.train_letters` (`make train`).

python -m training.train_letters                   train on all lines of ours, write library/letters.model
python -m training.train_letters --check           only the figures: each group by a model trained without it
python -m training.train_letters --check --wrong   the lines behind the figures
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from nextround.letters.model import FAMILIES, FILE, PLAIN, words
from nextround.letters.senses import senses, signs
from training.linear import Manner, Text, train
from training.texts import cores

HERE = Path(__file__).parent / "letters"
PROOFS = Path(__file__).parents[1] / "tests" / "letters"
EVERYDAY = ("en-everyday", "en-prose", "de-alltag", "fr-quotidien", "es-diario")  # of training/texts
NOT_PLAIN = frozenset({"sorry", "shame", "hesitate", "insult", "lawyer", "beg"})  # senses
CHUNK = 5  # neighbouring lines are of one group
WHOLE = "letters"  # below such a heading (`== plain letters thanks`) each line is a whole letter
VARIANTS = 4  # sentences made of one line
_CHOICE = re.compile(r"\{([^{}]*)\}")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def samples(seed: int = 1) -> list[Text]:
    """All sentences: those of the text files, and the lines that prove the patterns."""
    return [*_written(Random(seed)), *_examples(), *_letters(), *_everyday()]


def _written(rng: Random) -> Iterator[Text]:
    """The text files: below headings of family and voice, one line a sentence, `{or|else}` for a choice."""
    for path in sorted(HERE.glob("*.txt")):
        family, voice, at = "", "", 0
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("== "):
                family, voice, at = line.split()[1], line, 0
            elif line.strip():
                whole = voice.split()[2:3] == [WHOLE]
                group = f"{path.stem}/{voice}/{at if whole else at // CHUNK}"
                lines = _sentences(line) if whole else _variants(line, rng)
                yield from (_one(family, group, text, path.stem[:2]) for text in lines)
                at += 1


def _variants(line: str, rng: Random) -> set[str]:
    """A few of the sentences that a line with choices stands for."""
    return {_CHOICE.sub(lambda found: rng.choice(found[1].split("|")), line) for _ in range(VARIANTS)}


def _examples() -> Iterator[Text]:
    """The lines that prove the patterns: what must be found, and what only looks like it."""
    for path in sorted((PROOFS / "examples").glob("*.toml")):
        book = _book(path)
        if path.stem in FAMILIES:
            yield from _lines(path.stem, book["guilty"], f"{path.stem}/guilty")
        yield from _lines(PLAIN, book["innocent"], f"{path.stem}/innocent")
    yield from _lines(PLAIN, _book(PROOFS / "plain_lines.toml")["lines"], "lines")
    for family, rows in _book(PROOFS / "abroad_lines.toml").items():
        yield from _lines(family, rows["guilty"], f"abroad/{family}/guilty")
        yield from _lines(PLAIN, rows["innocent"], f"abroad/{family}/innocent")


def _letters() -> Iterator[Text]:
    """Whole letters that nothing is to be said about, a sentence each."""
    for at, letter in enumerate(_book(PROOFS / "clean_letters.toml")["letter"]):
        yield from (_one(PLAIN, f"letter/{at}", sentence) for sentence in _sentences(letter["text"]))


def _everyday() -> Iterator[Text]:
    """Sentences of mails about anything, so that what is said of other things alarms nobody."""
    for core in cores():
        name, label, voice, _ = core.group.split("/")
        if label == "talk" or (name in EVERYDAY and voice != "applicant-speaks"):
            lines = _sentences(core.text.replace("|", "\n"))
            for sentence in (line for line in lines if not _confesses(line)):
                yield _one(PLAIN, f"everyday/{core.group}", sentence, core.language)


def _sentences(text: str) -> Iterator[str]:
    return filter(str.strip, _SENTENCE.split(text))


def _confesses(line: str) -> bool:
    """Whether a line of everyday mail says what is no plain thing in a letter: sorry, or call our lawyer."""
    return any(not NOT_PLAIN.isdisjoint(found) for found in senses(words(line)))


def _lines(kind: str, lines: Sequence[str], name: str) -> Iterator[Text]:
    for at, line in enumerate(lines):
        yield _one(kind, f"{name}/{at // CHUNK}", line)


def _one(kind: str, group: str, text: str, language: str = "en") -> Text:
    return Text(kind, group, language, "", text)


def _book(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def cut(sample: Text) -> list[list[str]]:
    """A line as one sentence, as the letter checks cut it."""
    return [words(sample.text)]


MANNER = Manner(cut, strength=4.0, even=-0.3, signs=lambda _, words: signs(words))

if __name__ == "__main__":
    train(samples(), (*FAMILIES, PLAIN), FILE, __doc__ or "", MANNER)
