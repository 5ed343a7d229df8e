"""How well mails are read: a table per kind, origin and language.

    python benchmarks/reading_table.py FILE.jsonl [--wrong KIND] [--origin real]

Each line of the file is a mail with its `label`; rows marked `ambiguous` are left out.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from nextround.mailbox.message import Address, Message
from nextround.reading.recognise import recognise


def message(row: dict[str, Any]) -> Message:
    """A row as a message; its text is taken as it is."""
    name, _, email = row.get("from", "").rpartition("<")
    sender = Address(name.strip(' "'), email.strip("<> ").lower())
    return Message(id=row["id"], subject=row.get("subject") or "", sender=sender, text=row.get("body") or "")


def rates(pairs: list[tuple[str, str]], kind: str) -> tuple[int, float, float, float]:
    """(rows, precision, recall, F1) of a kind over (label, answer) pairs."""
    hit = sum(1 for label, answer in pairs if label == answer == kind)
    said = sum(1 for _, answer in pairs if answer == kind)
    true = sum(1 for label, _ in pairs if label == kind)
    precision, recall = hit / said if said else 0.0, hit / true if true else 0.0
    both = precision + recall
    return true, precision, recall, 2 * precision * recall / both if both else 0.0


def table(title: str, pairs: list[tuple[str, str]]) -> None:
    """Print one table, and the mean F1 over the kinds that are there."""
    print(f"\n{title} ({len(pairs)} mails)")
    kinds = sorted({label for label, _ in pairs})
    scores = {kind: rates(pairs, kind) for kind in kinds}
    for kind, (rows, precision, recall, both) in scores.items():
        print(f"  {kind:<11} {rows:>5}  precision {precision:.3f}  recall {recall:.3f}  F1 {both:.3f}")
    print(f"  macro F1 {sum(score[3] for score in scores.values()) / max(1, len(scores)):.3f}")


def main() -> None:
    """Read the file, read its mails, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--wrong", help="print the mails of this kind that were read wrongly")
    parser.add_argument("--origin")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.file.read_text(encoding="utf-8").split("\n") if line]
    rows = [row for row in rows if not row.get("ambiguous") and options.origin in {None, row["origin"]}]
    messages = [message(row) for row in rows]
    start = time.process_time()
    owners = [frozenset(row.get("owner", ())) for row in rows]
    findings = [recognise(mail, me) for mail, me in zip(messages, owners, strict=True)]
    spent = time.process_time() - start
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    confused: Counter[tuple[str, str]] = Counter()
    sure = [0, 0]
    for row, finding in zip(rows, findings, strict=True):
        pair = (row["label"], finding.kind.value)
        for group in ("all", f"origin {row['origin']}", f"language {row['lang']}"):
            groups[group].append(pair)
        confused[pair] += pair[0] != pair[1]
        if finding.kind == "rejection" and finding.sure:
            sure[pair[0] == "rejection"] += 1
        if options.wrong in pair and pair[0] != pair[1]:
            print(f"{pair} {finding.confidence} sure={finding.sure} [{row['set']}] {row['subject']!r}")
            print("   ", " ".join((row["body"] or "").split())[:700])
            print("   ", [(because.rule, because.text) for because in finding.because])
    for title, pairs in sorted(groups.items()):
        table(title, pairs)
    print("\nmost often confused:", [(pair, count) for pair, count in confused.most_common(14) if count])
    print(f"sure rejections: {sure[1]} right, {sure[0]} wrong")
    print(f"{len(rows) / spent:.0f} mails a second")


if __name__ == "__main__":
    main()
