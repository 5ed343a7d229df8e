"""How well the letter checks do on examples with known answers, and how fast.

    python benchmarks/letters_table.py EXAMPLES.yaml [--misses]

The file lists rules with `id`, `applies_to`, `positives` and `negatives` (each with `id`, `text` and maybe
`context`), and `clean_letters` with `letter_type` and `text`. Precision and recall are per family over
its own examples; a clean letter counts as alarmed when any check of level warn, gate or route answers.
A rule or a letter may name its `language`: then there are rows and sums by language. Texts are shown with
--misses only, so that a file nobody should read can be measured with.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from nextround.letters.check import check
from nextround.letters.jsonl import answer
from nextround.letters.kinds import LetterKind

LOUD = {"warn", "gate", "route"}


def hits(rule: dict[str, Any], side: str) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each example of one side with what the rule's own family answered."""
    for example in rule.get(side, ()):
        line = {"text": example["text"], "kind": rule["applies_to"][0], "context": example.get("context")}
        said = answer(line)
        assert "error" not in said, (example, said)
        yield example, [found for found in said["findings"] if found["rule"] == rule["id"]]


def table(book: dict[str, Any], misses: bool) -> None:
    """Print one line per family, or per language and family, and then the sums by language."""
    sums: Counter[tuple[str, str]] = Counter()
    print(f"{'family':20} {'precision':>9} {'recall':>7} {'found':>9} {'false':>7}  borderline")
    for rule in book["rules"]:
        found, alarmed = list(hits(rule, "positives")), list(hits(rule, "negatives"))
        quiet = rule["severity"] == "info"
        tp = sum(bool(said) for _, said in found)
        fp = sum(any(quiet or one["severity"] != "info" for one in said) for _, said in alarmed)
        border = [said[0]["severity"] if said else "-" for _, said in hits(rule, "borderline")]
        precision, recall = tp / max(tp + fp, 1), tp / max(len(found), 1)
        print(
            f"{_name(rule):20} {precision:9.2f} {recall:7.2f} {tp:4}/{len(found):<4}"
            f" {fp:3}/{len(alarmed):<3}  {' '.join(border)}"
        )
        for key, count in (("tp", tp), ("positives", len(found)), ("fp", fp), ("negatives", len(alarmed))):
            sums[rule.get("language", ""), key] += count
        if misses:
            for example, said in found:
                if not said:
                    print("    missed:", example["text"][:160])
            for example, said in alarmed:
                if said:
                    print("    false: ", example["text"][:160], [(one["start"], one["end"]) for one in said])
    by_language(sums)


def _name(rule: dict[str, Any]) -> str:
    return f"{rule['language']} {rule['id']}" if "language" in rule else str(rule["id"])


def by_language(sums: Counter[tuple[str, str]]) -> None:
    """Print found and falsely alarmed lines of each language that rules name."""
    for language in dict.fromkeys(language for language, _ in sums if language):
        tp, fp, true, plain = (sums[language, key] for key in ("tp", "fp", "positives", "negatives"))
        precision, recall = tp / max(tp + fp, 1), tp / max(true, 1)
        print(f"{language + ' all':20} {precision:9.2f} {recall:7.2f} {tp:4}/{true:<4} {fp:3}/{plain:<3}")


def clean(book: dict[str, Any], misses: bool) -> None:
    """Print how many clean letters are alarmed, by language where they name one, and by what."""
    letters = book.get("clean_letters", [])
    alarmed = 0
    of: Counter[str] = Counter()
    for letter in letters:
        said = answer({"text": letter["text"], "kind": letter["letter_type"]})["findings"]
        loud = [one for one in said if one["severity"] in LOUD]
        alarmed += bool(loud)
        of[letter.get("language", "")] += bool(loud)
        of.update({one["rule"] for one in loud})
        for one in loud if misses else ():
            print("    alarm:", letter["id"], one["rule"], letter["text"][one["start"] : one["end"]])
    print(f"clean letters alarmed: {alarmed} of {len(letters)}")
    print("    " + ", ".join(f"{name} {count}" for name, count in of.items() if name and count))


def speed(book: dict[str, Any]) -> None:
    """Print the time for letters of about 200 words made of the clean ones."""
    text = "\n\n".join(letter["text"] for letter in book["clean_letters"])
    text = " ".join(text.split()[:200])
    check(text, LetterKind.FEEDBACK_REQUEST)
    start, rounds = time.perf_counter(), 300
    for number in range(rounds):
        check(f"{text} {number}", LetterKind.FEEDBACK_REQUEST)
    each = (time.perf_counter() - start) / rounds
    print(f"a letter of {len(text.split())} words: {each * 1000:.2f} ms, {1 / each:.0f} letters a second")


def main() -> None:
    """Read the file named on the command line and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("examples", type=Path)
    parser.add_argument(
        "--misses", action="store_true", help="show what was missed and what was wrongly noticed"
    )
    wanted = parser.parse_args()
    book = yaml.safe_load(wanted.examples.read_text(encoding="utf-8"))
    table(book, wanted.misses)
    clean(book, wanted.misses)
    speed(book)


if __name__ == "__main__":
    main()
