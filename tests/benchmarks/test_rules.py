"""The table of the rules tells what pytest told, and the page in docs/ is made from the rules as they are."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from benchmarks.rules import ElementTree

from benchmarks import rules as table
from nextround.playbook.rules import rules

ROOT = Path(__file__).parents[2]
TOLD = """<testsuites><testsuite>
<testcase classname="tests.room.test_door" name="test_opens[a]"/>
<testcase classname="tests.room.test_door" name="test_opens[b]"><failure/></testcase>
<testcase classname="tests.room.test_door" name="test_opens[c]"/>
<testcase classname="tests.room.test_door" name="test_shuts"/>
<testcase classname="tests.room.test_door" name="test_left_out"><skipped/></testcase>
</testsuite></testsuites>"""


def test_outcomes_pass_only_where_every_case_passed() -> None:
    assert table.outcomes(ElementTree.fromstring(TOLD)) == {
        "tests/room/test_door.py::test_opens": "fails",
        "tests/room/test_door.py::test_shuts": "passes",
        "tests/room/test_door.py::test_left_out": "fails",
    }


def test_run_tells_a_real_test_and_one_that_is_not_there() -> None:
    real = "tests/playbook/test_rules.py::test_rules_have_no_id_twice"
    assert table.run([real]) == {real: "passes"}
    assert table.run(["tests/playbook/test_rules.py::test_gone"]) == {
        "tests/playbook/test_rules.py::test_gone": "not run"
    }


def test_page_of_the_rules_is_not_stale(monkeypatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT / "docs"), *sys.path])
    writer = import_module("write_rules")
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == writer.page(), (
        "docs/rules.md is stale: run python docs/write_rules.py"
    )
    assert all(f'<a id="{one}"></a>' in writer.page() for one in rules())
