"""Every rule of the five articles is there, and a rule that is carried out names what proves it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nextround import library
from nextround.playbook.rules import HOW_MANY, PARTS, faults, faults_of, rules, sources, whys
from nextround.playbook.support import countries, support_for


def test_rules_are_all_there_and_without_fault() -> None:
    assert len(rules()) == HOW_MANY
    assert list(faults(rules().values())) == []


def test_rules_reads_every_file_of_the_playbook() -> None:
    assert sorted(PARTS) == sorted(p.stem for p in (library.HERE / "playbook").glob("*.toml"))


def test_rules_have_no_id_twice() -> None:
    rows = [r["id"] for name in PARTS for r in library.load_toml(f"playbook/{name}.toml")["rule"]]
    assert len(rows) == len(set(rows))


def test_sources_are_five_and_each_is_used() -> None:
    used = {s for rule in rules().values() for s in rule.sources}
    assert set(sources()) == used == {"000", "001", "002", "003", "004"}


def test_source_label_names_whom_we_know() -> None:
    assert sources()["000"].label == "How to handle job rejection (Debbie Holden)"
    assert sources()["003"].label.endswith("(Resume Prime)")
    assert sources()["001"].label == "How to Handle a Job Rejection?"


def test_whys_gives_rules_with_their_articles() -> None:
    ((rule, articles),) = whys(["R003"])
    assert rule.id == "R003"
    assert [a.id for a in articles] == ["000"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"sources": ("009",)}, "source"),
        ({"sources": ()}, "source"),
        ({"kind": ("dream",)}, "kind"),
        ({"kind": ()}, "kind"),
        ({"status": "soon"}, "neither done nor next"),
        ({"advice": ""}, "empty"),
        ({"test": ""}, "names a function"),
        ({"status": "next"}, "names a function"),
    ],
)
def test_faults_tells_what_is_wrong(change: dict[str, object], fault: str) -> None:
    assert any(fault in f for f in faults_of(replace(rules()["R001"], **change)))  # type: ignore[arg-type]


def test_faults_tells_which_rule_is_not_there() -> None:
    assert list(faults(r for r in rules().values() if r.id != "R050")) == ["R050 is nowhere to be found."]


def test_support_lists_a_country_and_the_line_for_everywhere() -> None:
    assert [c.code for c in support_for("gb")] == ["GB", "*"]
    assert [c.code for c in support_for("zz")] == ["*"]
    assert support_for("gb")[0].lines[0].reach == "999"


@pytest.mark.parametrize("country", countries(), ids=lambda c: c.code)
def test_support_says_when_it_was_checked_or_that_it_was_not(country: object) -> None:
    checked = country.last_checked  # type: ignore[attr-defined]
    assert checked == "" or date.fromisoformat(checked)
    assert all(line.name and line.reach and line.what_for for line in country.lines)  # type: ignore[attr-defined]
