"""Train the second reader and write its weights: `python -m training.train` (`make train`).

python -m training.train                   train on all texts of ours, write library/reader.model
python -m training.train --check           only the figures: each group by a model trained without it
python -m training.train --check --wrong   the texts behind the figures
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nextround.library.senses import senses
from nextround.reading.finding import Kind
from nextround.reading.model import FILE, TALK
from training.linear import Manner, Text, train
from training.texts import samples

KINDS = (*(kind.value for kind in Kind if kind is not Kind.OWN), TALK)


def signs(sample: Text, words: Sequence[str]) -> Iterable[str]:
    """What the words of a sentence mean, as reading finds it."""
    return senses(sample.language).signs(words)


MANNER = Manner(signs=signs, small=0.01)

if __name__ == "__main__":
    train(samples(framed=2), KINDS, FILE, __doc__ or "", MANNER)
