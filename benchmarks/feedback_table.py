"""How well feedback is read, on files with known answers.

    python benchmarks/feedback_table.py MAILS.jsonl TAXONOMY.yaml [--misses]

MAILS has rows with `text` and `kind` (generic, circumstance, none, specific). TAXONOMY lists `themes` with
`examples` (`text`, maybe `also`), `generic_boilerplate` and `specific_feedback` (`text`, `themes`).
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from nextround.reading.feedback import Feedback, read_feedback


def share(name: str, hits: Iterable[tuple[bool, str]], misses: bool) -> None:
    """Print how many of some answers are right, and the texts of the others if asked."""
    told = list(hits)
    right = sum(ok for ok, _ in told)
    print(f"{name:44} {right:4}/{len(told):<4} {right / max(len(told), 1):.3f}")
    if misses:
        for ok, text in told:
            if not ok:
                print("    ", " ".join(text.split())[:150])


def first(found: Feedback, true: set[str]) -> bool:
    """Whether the first theme is one of the true ones."""
    return found.themes[0].id in true


def mails(path: Path, misses: bool) -> None:
    """Whole mails: does one say something of this person's?"""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for kind in sorted({row["kind"] for row in rows}):
        told = [
            (read_feedback(r["text"]).specific == (kind == "specific"), r["text"])
            for r in rows
            if r["kind"] == kind
        ]
        share(f"mails that are {kind}: told apart", told, misses)


def sentences(book: dict[str, Any], misses: bool) -> None:
    """Single sentences: generic or specific, and about what."""
    plain, told = book["generic_boilerplate"], book["specific_feedback"]
    share(
        "generic sentences said to be not specific",
        [(not read_feedback(s["text"]).specific, s["text"]) for s in plain],
        misses,
    )
    share(
        "specific sentences said to be specific",
        [(read_feedback(s["text"]).specific, s["text"]) for s in told],
        misses,
    )
    themed = [s for s in told if s["themes"]]
    share(
        "specific sentences: first theme is a true one",
        [(first(read_feedback(s["text"]), set(s["themes"])), s["text"]) for s in themed],
        misses,
    )
    examples = [(t["id"], e) for t in book["themes"] for e in t["examples"]]
    found = [(read_feedback(e["text"]), theme, e) for theme, e in examples]
    share(
        "examples of themes: first theme right",
        [(f.themes[0].id == t, f"{t} -> {f.themes[0].id}: {e['text']}") for f, t, e in found],
        misses,
    )
    share(
        "  or one of those named beside it",
        [(first(f, {t, *e.get("also", ())}), e["text"]) for f, t, e in found],
        False,
    )
    share(
        "  right theme among the three",
        [(t in {m.id for m in f.themes}, e["text"]) for f, t, e in found],
        False,
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("mails", type=Path)
    parser.add_argument("taxonomy", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    start = time.perf_counter()
    mails(options.mails, options.misses)
    sentences(yaml.safe_load(options.taxonomy.read_text(encoding="utf-8")), options.misses)
    print(f"{time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
