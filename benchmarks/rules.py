"""Every rule of the playbook, what carries it out, the test that proves it, and whether that test passes.

    python -m benchmarks.rules

The named tests are run once, those that need a browser in a process of their own; a rule passes when every
case of its test passed. Rules that are not built yet say "next". Ends with 1 when a rule's test did not pass.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.etree import ElementTree

from nextround.playbook.rules import Rule, rules

ROOT = Path(__file__).parents[1]
BROWSER = "tests/browser/"
PASSED, FAILED, NOT_RUN = "passes", "fails", "not run"


def run(tests: Iterable[str]) -> dict[str, str]:
    """The named tests (`path::name`) and how each ended."""
    wanted = sorted(set(tests))
    ended: dict[str, str] = {}
    for browser in (False, True):
        batch = [test for test in wanted if test.startswith(BROWSER) is browser]
        if batch:
            ended |= _run(batch)
    return {test: ended.get(test, NOT_RUN) for test in wanted}


def _run(batch: list[str]) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.xml"
        command = [sys.executable, "-m", "pytest", "-q", "--no-header", f"--junitxml={told}", *batch]
        subprocess.run(command, cwd=ROOT, check=False, stdout=sys.stderr)
        return outcomes(ElementTree.parse(told).getroot()) if told.exists() else {}  # noqa: S314 -- our own file


def outcomes(told: ElementTree.Element) -> dict[str, str]:
    """How each test of a JUnit report ended: a test with several cases passes when all of them do."""
    ended: dict[str, str] = {}
    for case in told.iter("testcase"):
        name = case.get("name", "").partition("[")[0]
        test = f"{case.get('classname', '').replace('.', '/')}.py::{name}"
        fine = not any(case.find(word) is not None for word in ("failure", "error", "skipped"))
        ended[test] = PASSED if fine and ended.get(test, PASSED) == PASSED else FAILED
    return ended


def row(rule: Rule, ended: Mapping[str, str]) -> str:
    """One line of the table."""
    if rule.status == "next":
        return f"| {rule.id} | {rule.advice} | | | next |"
    return f"| {rule.id} | {rule.advice} | `{rule.function}` | `{rule.test}` | {ended[rule.test]} |"


def main() -> int:
    """Run the tests and print the table."""
    ended = run(rule.test for rule in rules().values() if rule.status == "done")
    print("| rule | advice | carried out by | proved by | passes |\n|---|---|---|---|---|")
    print("\n".join(row(rule, ended) for rule in rules().values()))
    fine = sum(ended.get(rule.test) == PASSED for rule in rules().values())
    later = sum(rule.status == "next" for rule in rules().values())
    print(f"\n{len(rules())} rules: {fine} pass, {later} next, {len(rules()) - fine - later} do not pass.")
    return 0 if fine + later == len(rules()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
