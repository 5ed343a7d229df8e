"""Train the two readers of feedback and write their weights: `python -m training.feedback`.

python -m training.feedback themes                   what it is about: library/feedback-themes.model
python -m training.feedback kinds                    does it say something: library/feedback-kinds.model
python -m training.feedback themes --check --wrong   only the figures, and the texts behind them
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from nextround.reading.feedback import KINDS_FILE, THEMES_FILE, UNSPECIFIC, Sort, themes
from training import linear
from training.linear import Text, train
from training.texts import _filled, _frames, cores

HERE = Path(__file__).parent / "feedback"
LANGUAGES = ("en", "de", "fr", "es")
# Headings of `texts/` whose lines tell reasons: they are not examples of saying nothing.
REASONS = ("reasons", "raisons", "gruende", "motivos", "non-native")
SAY_NOTHING = ("rejection", "applied", "alert", "outreach")


def lines() -> Iterator[tuple[str, str, bool, Text]]:
    """Each line of the files: its theme, its kind, whether it is a bare word, and the text."""
    for path in sorted(HERE.glob("*.txt")):
        theme = kind = ""
        for at, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            if line.startswith("== "):
                _, theme, kind = line.split()
            elif line.strip() and not line.startswith("#"):
                bare = path.stem.endswith("-words")
                for part, said in enumerate(line.split(",") if bare else [line]):
                    group = f"{path.stem}/{at}/{part}"
                    yield theme, kind, bare, Text("", group, path.stem[:2], "", said.strip())


def about() -> list[Text]:
    """The texts by theme; praise is of no theme of its own."""
    known = themes()
    return [Text(theme, t.group, t.language, "", t.text) for theme, _, _, t in lines() if theme in known]


def kinds() -> list[Text]:
    """The texts by kind, and the polite words around any no, which say nothing."""
    own = [
        Text(kind, t.group, t.language, "", t.text)
        for theme, kind, bare, t in lines()
        if not bare or theme == UNSPECIFIC
    ]
    return [*own, *_polite()]


def _polite() -> Iterator[Text]:
    rng = Random(1)
    for core in cores():
        _, label, voice, _ = core.group.split("/")
        if core.language not in LANGUAGES:
            continue
        if label in SAY_NOTHING and not voice.startswith(REASONS):
            yield Text(Sort.GENERIC, core.group, core.language, "", _filled(core.words, rng))
        elif label == "cancelled":
            yield Text(Sort.CIRCUMSTANCE, core.group, core.language, "", _filled(core.words, rng))
    for (name, language), said in _frames().items():
        if language in LANGUAGES:
            for at, line in enumerate(said):
                yield Text(Sort.GENERIC, f"frames/{language}/{name}/{at}", language, "", _filled(line, rng))


if __name__ == "__main__":
    which = sys.argv.pop(1) if len(sys.argv) > 1 else ""
    if which == "themes":
        linear.GROUPS = 1  # a thesaurus names each word once
        train(about(), tuple(themes()), THEMES_FILE, __doc__ or "")
    elif which == "kinds":
        train(kinds(), tuple(sort.value for sort in Sort), KINDS_FILE, __doc__ or "")
    else:
        sys.exit(__doc__)
