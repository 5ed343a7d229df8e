"""Fit a linear model to labelled texts, take honest figures, and write the weights: shared by all trainings.

Figures are taken over groups (what was written together is held apart together), never over rows.
"""

from __future__ import annotations

import argparse
import math
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from nextround import library
from nextround.library.grams import neighbours, pieces, sentences
from nextround.library.linear import SIGN, pack
from nextround.library.words import read

FOLDS = 2
GROUPS = 2  # a piece must stand in so many groups, or it is somebody's habit
UPDATES = 300


@dataclass(frozen=True, slots=True)
class Text:
    """One text to learn from. Texts of one `group` were written together and are held apart together."""

    kind: str
    group: str
    language: str
    subject: str
    text: str


Cut = Callable[[Text], Sequence[Sequence[str]]]
Signs = Callable[[Text, Sequence[str]], Iterable[str]]


def of_mail(sample: Text) -> Sequence[Sequence[str]]:
    """The sentences of a mail as words, cut as reading cuts them."""
    return sentences(read(sample.text, sample.subject).normal)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a model is fitted: how texts are cut, how far the weights may grow (scikit-learn's C), how far
    a kind with many texts counts less for each of them (-1: all kinds weigh alike), and which signs of a
    sentence are weighed beside its pieces, `loud` times as much at first (they begin with `SIGN`).
    A piece all of whose weights are smaller than `small` of the greatest is left out."""

    cut: Cut = of_mail
    strength: float = 1.0
    even: float = -0.9
    signs: Signs | None = None
    loud: float = 2.0
    small: float = 0.02


def grams(sample: Text, manner: Manner | None = None) -> tuple[Counter[str], int]:
    """The pieces of a text as the model meets them, and its number of words."""
    manner = manner or Manner()
    words = manner.cut(sample)
    met: Counter[str] = Counter()
    for sentence in words:
        met.update(neighbours(sentence))
        met.update(manner.signs(sample, sentence) if manner.signs else ())
        for word in sentence:
            met.update([word, *pieces(word)])
    return met, sum(map(len, words))


class Table:
    """Texts as a matrix: how often each piece is met, over the root of the number of words."""

    def __init__(self, texts: Sequence[Text], labels: Sequence[str], manner: Manner) -> None:
        self.texts = texts
        self.manner = manner
        self.labels = tuple(labels)
        self.met = [grams(text, manner) for text in texts]
        self.kinds = np.array([self.labels.index(text.kind) for text in texts])
        self.groups = np.array([text.group for text in texts])

    def names(self, rows: np.ndarray) -> list[str]:
        """The pieces that stand in at least `GROUPS` groups among these rows."""
        where: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            for name in self.met[row][0]:
                if len(where[name]) < GROUPS:
                    where[name].add(self.groups[row])
        return sorted(name for name, groups in where.items() if len(groups) >= GROUPS)

    def matrix(self, rows: np.ndarray, places: dict[str, int]) -> csr_matrix:
        """These rows of the table."""
        data, columns, ends = [], [], [0]
        for row in rows:
            met, length = self.met[row]
            for name, times in met.items():
                if (at := places.get(name)) is not None:
                    columns.append(at)
                    data.append(times * self.loudness(name) / math.sqrt(max(length, 1)))
            ends.append(len(columns))
        return csr_matrix((np.array(data, np.float64), columns, ends), shape=(len(rows), len(places)))

    def loudness(self, name: str) -> float:
        """How much louder a piece is than others while it is learned."""
        return self.manner.loud if name.startswith(SIGN) else 1.0

    def shares(self, rows: np.ndarray) -> np.ndarray:
        """A weight for each row, so that neither a kind nor a group drowns the others."""
        kinds = Counter(self.kinds[rows])
        groups = Counter(self.groups[rows])
        weight = np.array(
            [kinds[self.kinds[row]] ** self.manner.even * groups[self.groups[row]] ** -0.25 for row in rows]
        )
        return weight / weight.mean()


def fit(table: Table, rows: np.ndarray) -> tuple[LogisticRegression, dict[str, int]]:
    """Fit the model to some rows."""
    places = {name: at for at, name in enumerate(table.names(rows))}
    line = LogisticRegression(C=table.manner.strength, max_iter=UPDATES, tol=1e-3)
    line.fit(table.matrix(rows, places), table.kinds[rows], sample_weight=table.shares(rows))
    return line, places


def held_apart(table: Table) -> np.ndarray:
    """The scores of every text by a model that has seen nothing of its group."""
    scores = np.zeros((len(table.texts), len(table.labels)))
    every = np.arange(len(table.texts))
    for known, unknown in GroupKFold(FOLDS, shuffle=True, random_state=1).split(every, groups=table.groups):
        line, places = fit(table, known)
        scores[unknown] = line.decision_function(table.matrix(unknown, places))
    return scores


def softmax(scores: np.ndarray, heat: float) -> np.ndarray:
    """Scores as shares."""
    odds = np.exp((scores - scores.max(1, keepdims=True)) / heat)
    return odds / odds.sum(1, keepdims=True)


def best_heat(scores: np.ndarray, kinds: np.ndarray) -> float:
    """The heat at which the shares are most honest (least log loss)."""

    def loss(heat: float) -> float:
        return -float(np.log(softmax(scores, heat)[np.arange(len(kinds)), kinds] + 1e-9).mean())

    return float(minimize_scalar(loss, bounds=(0.3, 5), method="bounded").x)


def figures(table: Table, scores: np.ndarray, heat: float) -> dict[str, Any]:
    """What is true of the run: precision, recall and F1 by kind, how honest the shares are."""
    shares = softmax(scores, heat)
    said, sure = shares.argmax(1), shares.max(1)
    kinds = {}
    for at, kind in enumerate(table.labels):
        hit = int(((said == at) & (table.kinds == at)).sum())
        told, true = int((said == at).sum()), int((table.kinds == at).sum())
        precision, recall = hit / max(told, 1), hit / max(true, 1)
        both = 2 * precision * recall / max(precision + recall, 1e-9)
        kinds[kind] = {
            "texts": true, "precision": round(precision, 3), "recall": round(recall, 3), "f1": round(both, 3)
        }  # fmt: skip
    return {
        "texts": len(table.texts),
        "groups": len(set(table.groups)),
        "macro_f1": round(sum(one["f1"] for one in kinds.values()) / len(kinds), 3),
        "kinds": kinds,
        "honest": honest(sure, said == table.kinds),
        "languages": {
            language: round(float((said == table.kinds)[mask].mean()), 3)
            for language in sorted({text.language for text in table.texts})
            if (mask := np.array([text.language == language for text in table.texts])).any()
        },
    }


def honest(sure: np.ndarray, right: np.ndarray) -> list[list[float]]:
    """For each tenth of confidence: texts, mean confidence, share that was right."""
    found = []
    for low in np.arange(0.2, 1.0, 0.1):
        mask = (sure >= low) & (sure < low + 0.1 + 1e-9)
        if mask.any():
            found.append(
                [int(mask.sum()), round(float(sure[mask].mean()), 3), round(float(right[mask].mean()), 3)]
            )
    return found


def write(table: Table, heat: float, told: dict[str, Any], file: str) -> None:
    """Fit to all texts and write the weights into a file of the library."""
    line, places = fit(table, np.arange(len(table.texts)))
    learned = line.coef_ * np.array([table.loudness(name) for name in places])
    greatest = np.percentile(np.abs(learned).max(0), 99.9)
    kept = np.abs(learned).max(0) >= table.manner.small * greatest
    names = [name for name, keep in zip(places, kept, strict=True) if keep]
    step = float(greatest) / 127
    whole = np.clip(np.rint(learned[:, kept].T / step), -127, 127).astype(np.int16) + 128
    head = {
        "kinds": list(table.labels),
        "bias": [round(float(one), 4) for one in line.intercept_],
        "step": step,
        "heat": round(heat, 4),
        "figures": told,
    }
    path = library.HERE / file
    path.write_bytes(pack(head, names, whole.astype(np.uint8).tobytes()))
    print(f"{path.name}: {len(names)} pieces, {path.stat().st_size / 1e6:.2f} MB")


def show(told: dict[str, Any]) -> None:
    """Print the figures."""
    print(
        f"{told['texts']} texts in {told['groups']} groups, macro F1 {told['macro_f1']}, "
        f"right by language {told['languages']}"
    )
    for kind, one in told["kinds"].items():
        print(
            f"  {kind:<11}{one['texts']:>6}  precision {one['precision']:.3f}"
            f"  recall {one['recall']:.3f}  F1 {one['f1']:.3f}"
        )
    for texts, mean, right in told["honest"]:
        print(f"  said {mean:.2f}  was right {right:.2f}  ({texts:.0f} texts)")


def show_wrong(table: Table, scores: np.ndarray, heat: float) -> None:
    """Print the texts that were taken for another kind, the surest first."""
    shares = softmax(scores, heat)
    wrong = [row for row in range(len(table.texts)) if shares[row].argmax() != table.kinds[row]]
    for row in sorted(wrong, key=lambda row: -shares[row].max()):
        text = table.texts[row]
        print(f"{text.kind}→{table.labels[shares[row].argmax()]} {shares[row].max():.2f} {text.group}: "
              f"{text.subject} / {' '.join(text.text.split())[:200]}")  # fmt: skip


def train(
    texts: Sequence[Text], labels: Sequence[str], file: str, about: str, manner: Manner | None = None
) -> None:
    """The command of one training: take the figures, and write the weights unless only they are asked for."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true", help="only the figures")
    parser.add_argument("--wrong", action="store_true", help="the texts behind the figures as well")
    options = parser.parse_args()
    start = time.monotonic()
    table = Table(texts, labels, manner or Manner())
    scores = held_apart(table)
    heat = best_heat(scores, table.kinds)
    told = figures(table, scores, heat)
    if options.wrong:
        show_wrong(table, scores, heat)
    show(told)
    if not options.check:
        write(table, heat, told, file)
    print(f"{time.monotonic() - start:.0f} s")
