"""The rule files of the letter checks as values, read once.

A file holds a family's severity, hint and sources, and for sentence checks `innocent` (phrases that only
look guilty: they are covered first) and patterns. `{name}` in a pattern stands for a word set of
`words.toml`. Patterns run in linear time (RE2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from nextround.letters.kinds import LetterKind, Severity
from nextround.library import load_toml

FAMILIES = (
    "apology",
    "challenge",
    "frustration",
    "pressure",
    "begging",
    "template",
    "self_deprecation",
    "grammar",
    "missing_thanks",
    "missing_specific",
    "missing_question",
    "missing_door_open",
    "over_length",
    "too_many_questions",
    "repeated_follow_up",
    "outside_hours",
    "wrong_name",
    "leftovers",
    "wrong_thread",
    "legal_or_rights",
)

MEMORY = 64 << 20  # bytes a pattern may use; RE2 slows down beyond it, it never fails

_NAME = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One meaning within a family: `any` finds it; a sentence in which `unless` is found is let go.

    `first` patterns read the sentence before anything innocent is covered; `sure` ones need no second sign
    and are looked for first.
    """

    id: str
    severity: Severity
    hint: str
    any: Any
    unless: Any
    first: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One family. `quiet` patterns are looked for first and covered, so that they cannot warn as well;
    `bold` ones read the sentence as it stands.
    """

    family: str
    severity: Severity
    hint: str
    sources: tuple[str, ...]
    playbook: tuple[str, ...]
    kinds: frozenset[LetterKind]
    exact_case: bool
    innocent: Any
    quiet: tuple[Pattern, ...]
    bold: tuple[Pattern, ...]
    patterns: tuple[Pattern, ...]
    at_all: Any
    facts: dict[str, Any]

    def applies(self, kind: LetterKind) -> bool:
        """Whether this family looks at letters of this kind."""
        return kind in self.kinds


@cache
def rules() -> dict[str, Rule]:
    """Every family by its name, in the order in which findings are listed."""
    return {family: _rule(family) for family in FAMILIES}


def _rule(family: str) -> Rule:
    raw = load_toml(f"letter_checks/{family}.toml")
    severity, hint = Severity(raw["severity"]), raw["hint"]
    everything = [_one(row, severity, hint) for row in raw.get("pattern", ())]
    loud = tuple(pattern for pattern in everything if pattern.severity is severity)
    return Rule(
        family=family,
        severity=severity,
        hint=hint,
        sources=tuple(raw["sources"]),
        playbook=tuple(raw.get("rules", ())),
        kinds=frozenset(LetterKind(name) for name in raw["applies_to"]),
        exact_case=raw.get("exact_case", False),
        innocent=_compiled(raw.get("innocent", ())),
        quiet=tuple(pattern for pattern in everything if pattern.severity is not severity),
        bold=tuple(pattern for pattern in loud if pattern.first),
        patterns=tuple(sorted((one for one in loud if not one.first), key=lambda one: not one.sure)),
        at_all=_compiled(text for row in raw.get("pattern", ()) for text in row["any"]),
        facts={name: raw[name] for name in raw.get("facts", ())},
    )


def _one(row: dict[str, Any], severity: Severity, hint: str) -> Pattern:
    return Pattern(
        row["id"],
        Severity(row.get("severity", severity)),
        row.get("hint", hint),
        _compiled(row["any"]),
        _compiled(row.get("unless", ())),
        row.get("first", False),
        row.get("sure", False),
    )


def _compiled(texts: Iterable[str]) -> Any:
    rows = [_spelled_out(text) for text in texts]
    return re2.compile("|".join(f"(?:{row})" for row in rows), options=_options()) if rows else None


def _options() -> Any:
    options = re2.Options()
    options.max_mem = MEMORY
    options.log_errors = False
    return options


def _spelled_out(pattern: str) -> str:
    words = load_toml("letter_checks/words.toml")
    while _NAME.search(pattern):
        pattern = _NAME.sub(lambda match: f"(?:{words[match.group(1)]})", pattern)
    return pattern
