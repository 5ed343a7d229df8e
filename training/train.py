"""Train the second reader and write its weights: `python -m training.train` (`make train`).

python -m training.train                   train on all texts of ours, write library/reader.model
python -m training.train --check           only the figures: each group by a model trained without it
python -m training.train --check --wrong   the texts behind the figures
"""

from __future__ import annotations

from nextround.reading.finding import Kind
from nextround.reading.model import FILE
from training.linear import train
from training.texts import samples

KINDS = tuple(kind.value for kind in Kind if kind is not Kind.OWN)

if __name__ == "__main__":
    train(samples(), KINDS, FILE, __doc__ or "")
