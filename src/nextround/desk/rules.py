"""Why Nextround suggests what it suggests: the rules of the playbook, by the way's steps or by article.

Also whether what the rules claim is true: that the function and the test they name are there. Nothing here
needs the store, so `nextround library check` asks it without one.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nextround.letters.rules import rules as checks
from nextround.playbook.rules import PARTS, Rule, faults, rules, sources

HOUSE = Path(__file__).parents[1]
TESTS = HOUSE.parents[1] / "tests"
"""The tests; they are not there where Nextround was installed as a package."""

# Where a person meets what a function does, by the start of its name: in words, and the name of the page.
PLACES = (
    ("nextround.letters.", "beside a letter, as you write", ""),
    ("nextround.desk.letters.", "beside a letter", ""),
    ("nextround.playbook.hours.", "before a call", ""),
    ("nextround.playbook.calls.", "before a call", ""),
    ("nextround.desk.calls.", "after a call", ""),
    ("nextround.playbook.budget.", "on an application’s page", "applications"),
    ("nextround.playbook.case.", "on an application’s page", "applications"),
    ("nextround.playbook.after_talk.", "when you write down a no", "no"),
    ("nextround.playbook.closing.", "when you close an application", "applications"),
    ("nextround.desk.closing.gains", "among what came of it", "gains"),
    ("nextround.desk.closing.", "when you close an application", "applications"),
    ("nextround.desk.answers.", "when they answer", ""),
    ("nextround.desk.private.", "where you write for yourself", "private"),
    ("nextround.playbook.own_lines.", "among your own lines", "own-lines"),
    ("nextround.playbook.effort.", "among what you did", "effort"),
    ("nextround.playbook.feelings.", "for you", "for-you"),
    ("nextround.insight.", "among your numbers", "numbers"),
    ("nextround.web.forms.feelings.", "when a no arrives", "feeling"),
    ("nextround.desk.support.", "on the Support page", "support"),
    ("nextround.playbook.support.", "on the Support page", "support"),
    ("nextround.playbook.", "on Today", "today"),
    ("nextround.desk.", "on Today", "today"),
    ("nextround.", "in the app", ""),
)


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule as the page shows it. `sources` are the articles' names; `place`: where a person meets it."""

    id: str
    advice: str
    when: str
    does: str
    sources: tuple[str, ...]
    done: bool
    function: str
    place: str
    page: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """Rules that belong together, under the name of a step of the way or of an article."""

    key: str
    title: str
    note: str
    rules: tuple[RuleView, ...]


def view(rule: Rule) -> RuleView:
    """One rule, with its articles by name."""
    place, page = _place(rule.function)
    names = tuple(sources()[one].label for one in rule.sources)
    done = rule.status == "done"
    return RuleView(rule.id, rule.advice, rule.when, rule.does, names, done, rule.function, place, page)


def _place(function: str) -> tuple[str, str]:
    for start, words, page in PLACES:
        if function.startswith(start):
            return words, page
    return "", ""


def reasons(ids: Iterable[str]) -> list[RuleView]:
    """The rules with these ids, in this order; what is no rule of the playbook is left out."""
    return [view(rules()[one]) for one in ids if one in rules()]


def of_check(family: str) -> str:
    """The id of the first rule behind a family of letter checks; empty where there is none."""
    behind = checks()[family].playbook if family in checks() else ()
    return next((one for one in behind if one in rules()), "")


def by_step() -> tuple[Chapter, ...]:
    """Every rule once, under the step of the way that it belongs to."""
    return tuple(
        Chapter(part, title, "", tuple(view(rule) for rule in rules().values() if rule.part == part))
        for part, title in PARTS.items()
    )


def by_article() -> tuple[Chapter, ...]:
    """Every rule once, under the first of its articles."""
    return tuple(
        Chapter(
            f"article-{one.id}",
            one.label,
            one.note,
            tuple(view(rule) for rule in rules().values() if rule.sources[0] == one.id),
        )
        for one in sources().values()
    )


def problems(known: Iterable[Rule] | None = None, house: Path = HOUSE, tests: Path = TESTS) -> list[str]:
    """A sentence for each thing that is wrong with the rules; empty when all is well.

    Tests are looked at where they are; an installed package has none.
    """
    known = list(rules().values() if known is None else known)
    told = list(faults(known))
    done = [rule for rule in known if rule.status == "done"]
    told += [s for rule in done for s in _function_problems(rule, house)]
    if tests.is_dir():
        told += [s for rule in done for s in _test_problems(rule, tests)]
        told += _claims(known, tests)
    return told


def _function_problems(rule: Rule, house: Path) -> Iterator[str]:
    module, _, name = rule.function.rpartition(".")
    page = house.parent / f"{module.replace('.', '/')}.py"
    if name not in _defined(page):
        yield f"{rule.id} names the function {rule.function}, which is not there."


def _test_problems(rule: Rule, tests: Path) -> Iterator[str]:
    path, _, name = rule.test.partition("::")
    if not name.startswith("test_") or name not in _defined(tests.parent / path):
        yield f"{rule.id} names the test {rule.test}, which is not there."


def _claims(known: Iterable[Rule], tests: Path) -> Iterator[str]:
    """Tests that carry a rule's number in their name, though no such rule is carried out."""
    done = {rule.id for rule in known if rule.status == "done"}
    for page in sorted(tests.rglob("test_*.py")):
        for name in sorted(_defined(page)):
            for number in re.findall(r"_r(\d{3})(?=_|$)", name):
                if f"R{number}" not in done:
                    yield f"{name} in {page.name} claims R{number}, which no rule says is done."


@cache
def _defined(page: Path) -> frozenset[str]:
    """The functions, classes and other names at the top of a module; empty when there is no such file."""
    try:
        body = ast.parse(page.read_text(encoding="utf-8")).body
    except OSError:
        return frozenset()
    named = {one.name for one in body if isinstance(one, ast.FunctionDef | ast.ClassDef)}
    assigned = (one.targets for one in body if isinstance(one, ast.Assign))
    return frozenset(named | {one.id for many in assigned for one in many if isinstance(one, ast.Name)})
