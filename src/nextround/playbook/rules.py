"""The playbook's rules as data: what the five articles ask for, and what carries each rule out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from nextround.library import load_toml

# The steps of the way, each with a file of its name in the library, as a person would call them.
PARTS = {
    "asking": "Asking after a no",
    "writing": "The letter",
    "feelings": "How it feels",
    "looking_back": "Looking back",
    "growing": "From what was said to what you do next",
    "keeping_in_touch": "Keeping in touch",
    "refining": "Making the search your own",
}
KINDS = frozenset({"analysis", "content", "gate", "linter", "metric", "questionnaire", "reminder", "timer"})
HOW_MANY = 102
STATUSES = frozenset({"done", "next"})


@dataclass(frozen=True, slots=True)
class Source:
    """One of the articles behind the rules; what is not known about it is empty."""

    id: str
    title: str
    author: str = ""
    publisher: str = ""
    date: str = ""
    note: str = ""

    @property
    def label(self) -> str:
        """The article as a person would name it."""
        by = self.author or self.publisher
        return f"{self.title} ({by})" if by else self.title


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the advice, when it applies, what Nextround does, and what carries it out.

    `part` is the step of the way it belongs to, a key of `PARTS`.
    """

    id: str
    sources: tuple[str, ...]
    kind: tuple[str, ...]
    advice: str
    when: str
    does: str
    status: str
    function: str = ""
    test: str = ""
    part: str = ""


@cache
def sources() -> dict[str, Source]:
    """The articles by id."""
    return {row["id"]: Source(**row) for row in load_toml("sources.toml")["source"]}


@cache
def rules() -> dict[str, Rule]:
    """Every rule by id, in the order of the ids."""
    found = [_rule(row, part) for part in PARTS for row in load_toml(f"playbook/{part}.toml")["rule"]]
    return {rule.id: rule for rule in sorted(found, key=lambda r: r.id)}


def _rule(row: dict[str, Any], part: str) -> Rule:
    return Rule(**{**row, "sources": tuple(row["sources"]), "kind": tuple(row["kind"]), "part": part})


def whys(ids: Iterable[str]) -> list[tuple[Rule, list[Source]]]:
    """The rules with these ids and the articles behind them, to show beside a step."""
    return [(rule, [sources()[s] for s in rule.sources]) for rule in map(rules().__getitem__, ids)]


def faults(known: Iterable[Rule]) -> Iterator[str]:
    """What is wrong with the rules, one sentence each; nothing when all is well."""
    seen: set[str] = set()
    for rule in known:
        seen.add(rule.id)
        yield from faults_of(rule)
    for n in range(1, HOW_MANY + 1):
        if f"R{n:03}" not in seen:
            yield f"R{n:03} is nowhere to be found."


def faults_of(rule: Rule) -> Iterator[str]:
    """What is wrong with one rule."""
    if not rule.sources or set(rule.sources) - set(sources()):
        yield f"{rule.id} names a source that we do not have."
    if not rule.kind or set(rule.kind) - KINDS:
        yield f"{rule.id} is of a kind that we do not know."
    if rule.status not in STATUSES:
        yield f"{rule.id} is neither done nor next."
    if not (rule.advice and rule.when and rule.does):
        yield f"{rule.id} leaves a text empty."
    if (rule.status == "done") != bool(rule.function and rule.test):
        yield f"{rule.id} names a function and a test when it is done, and neither before."
