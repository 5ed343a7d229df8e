"""The second reader behind the phrases: what a model of ours makes of a mail in wordings that no list has.

It never acts alone: see `second.py`. Its weights are trained by `training/train.py` on texts of ours.
"""

from __future__ import annotations

from nextround.library.grams import sentences
from nextround.library.linear import Model, Opinion
from nextround.library.linear import model as shipped
from nextround.library.words import Text
from nextround.reading.finding import Because, Kind

FILE = "reader.model"
_MOST_SENTENCES = 40


def model() -> Model:
    """The reader's weights; its kinds are those of `Kind`."""
    return shipped(FILE)


def opinion(text: Text) -> Opinion:
    """What the model makes of what the writer says; a sentence in quotation marks is somebody else's."""
    return model().opinion(sentences(text.said()))


def because(text: Text, kind: Kind) -> Because:
    """The sentence that speaks most for a kind, in the writer's own words."""
    lines = text.normal.split(b"\n")[1:-1][:_MOST_SENTENCES]
    alone = [model().opinion(sentences(line)).shares[kind] for line in lines]
    start, end = text.spans[alone.index(max(alone))]
    return Because(text.original[start:end].strip(), f"model.{kind.value}")
