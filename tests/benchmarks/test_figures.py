"""The figures of the benchmark: counted right, on answers whose figures are known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from benchmarks.reading import report, score
from benchmarks.reading.linking import Tally, tally, together
from benchmarks.reading.names import same_employer, same_role
from benchmarks.reading.rows import Case, cases
from benchmarks.reading.score import Rate, Read
from benchmarks.reading.searches import Search, searches
from benchmarks.reading.texts import load

from nextround.mailbox.parse import parse

TODAY = datetime(2026, 6, 1, 8, tzinfo=UTC)
ENGLISH = load("en")
CASES = cases([ENGLISH], seed=1)


def truth(case: Case, **other: Any) -> dict[str, Any]:
    """The answer of a program that is always right."""
    job = case.filled.job
    right = {"kind": case.text.kind, "confidence": 1.0, "sure": True, "company": job.employer.name}
    return {**right, "role": job.role, "stage": case.text.stage or None, **other}


def perfect_scan(search: Search) -> dict[str, Any]:
    """What a program that is always right makes of a search."""
    applications = [
        {
            "company": story.job.employer.name,
            "role": story.job.role,
            "outcome": "silent" if story.ending == "open" and story.quiet(TODAY) > 45 else story.ending,
            "events": [{"kind": s.kind, "message_id": s.message_id, "sure": True} for s in story.sent],
        }
        for story in search.stories
    ]
    return {"applications": applications, "unsure": [], "bytes": 1, "work": 0.5}


def test_right_answers_give_full_figures():
    reads = [Read(case, truth(case)) for case in CASES]
    figures = report.as_json(reads, Tally())
    assert figures["macro_f1"] == 1.0
    assert figures["false_sure_rejections"] == 0
    assert figures["employer"]["share"] == figures["role"]["share"] == figures["stage"]["share"] == 1.0
    assert figures["calibration_error"] == 0.0
    assert figures["meeting"] is None
    assert sum(figures["confusion"].values()) == len(CASES)


def test_each_author_has_a_line_with_its_own_figures():
    reads = [
        Read(case, truth(case, kind="other") if case.text.author == "b" else truth(case)) for case in CASES
    ]
    lines = {line.split()[0]: line.split() for line in report.authors(reads)}
    assert {name for name in lines if len(name) == 1} == set("abcd")
    assert lines["a"][2] == lines["c"][2] == "1.000"
    assert (lines["b"][4], lines["b"][5]) == ("–", "0.000")


def test_each_sort_of_text_is_counted_with_what_it_was_read_as():
    reads = [
        Read(case, truth(case, kind="rejection" if case.text.sort == "loan" else case.text.kind))
        for case in CASES
    ]
    lines = {" ".join(line.split()[:2]): line.split()[2:] for line in report.sorts(reads)}
    assert lines["other loan"] == ["0", "of", "1", "1", "rejection"]
    assert lines["rejection final"] == ["4", "of", "4"]


def test_everything_called_a_no_is_counted_as_false_and_sure():
    reads = [Read(case, truth(case, kind="rejection")) for case in CASES]
    noes = sum(case.text.kind == "rejection" for case in CASES)
    assert score.rate(reads, "rejection") == Rate(noes, len(CASES), noes)
    assert len(score.false_sure(reads)) == len(CASES) - noes
    assert score.sure_noes(reads).precision == pytest.approx(noes / len(CASES))
    assert score.rate(reads, "offer") == Rate(0, 0, sum(case.text.kind == "offer" for case in CASES))
    assert score.macro(reads) < 0.1


def test_a_doubtful_no_that_is_none_is_not_sure():
    reads = [Read(case, truth(case, kind="rejection", sure=False)) for case in CASES]
    assert score.false_sure(reads) == []


def test_names_that_are_missing_are_not_wrong():
    missing = score.employers([Read(case, truth(case, company=None)) for case in CASES])
    wrong = score.employers([Read(case, truth(case, company="Somebody Else")) for case in CASES])
    assert (missing.right, missing.wrong) == (0, 0)
    assert (wrong.right, wrong.wrong) == (0, wrong.rows)
    assert missing.rows == wrong.rows > 30


def test_confidence_is_compared_with_truth():
    half = [
        Read(c, truth(c, confidence=0.96, kind=c.text.kind if n % 2 else "own")) for n, c in enumerate(CASES)
    ]
    (only,) = score.reliability(half)
    assert (only.low, only.high, only.rows) == (0.95, 0.98, len(CASES))
    assert only.right == pytest.approx(0.5, abs=0.01)
    assert score.calibration_error([only]) == pytest.approx(0.46, abs=0.01)


def test_times_of_talks_are_judged_where_a_program_tells_them():
    meeting = [case for case in CASES if case.filled.meeting]
    true = {case.text.id: case.filled.meeting for case in meeting}
    right = [Read(c, truth(c, when=true[c.text.id].isoformat())) for c in meeting]
    late = [Read(c, truth(c, when=(true[c.text.id] + timedelta(hours=1)).isoformat())) for c in meeting]
    assert score.meetings(right).share == 1.0
    assert score.meetings(late).share == 0.0


@pytest.mark.parametrize(
    ("found", "true", "same"),
    [
        ("Verrano Systems", "Verrano Systems, Inc.", True),
        ("brückmann & söhne", "Brückmann & Söhne GmbH", True),
        ("コトノハ工房", "コトノハ工房株式会社", True),
        ("Mã Nguồn", "Công ty Mã Nguồn", True),
        ("Sandi Karsa", "PT Sandi Karsa", True),
        ("Verrano", "Verrano Systems", False),
        (None, "Verrano", False),
        ("AG", "SE", False),
    ],
)
def test_employers_are_the_same_up_to_legal_form(found, true, same):
    assert same_employer(found, true) is same


@pytest.mark.parametrize(
    ("found", "true", "same"),
    [
        ("Controller", "Controller (m/w/d)", True),
        ("contrôleur de gestion", "Contrôleur de gestion (H/F)", True),
        ("Gärtner", "Gärtner:in", True),
        ("Data Analyst", "Senior Data Analyst", False),
        ("", "Cook", False),
    ],
)
def test_roles_are_the_same_up_to_gender(found, true, same):
    assert same_role(found, true) is same


def test_searches_are_the_same_for_a_seed_and_can_be_parsed():
    first, again, other = (
        [search.mbox() for search in searches([ENGLISH], seed, TODAY)] for seed in (1, 1, 2)
    )
    assert first == again != other
    for search in searches([ENGLISH], 1, TODAY):
        for sent in search.mails():
            message = parse(sent.raw)
            assert (message.id, message.problems) == (sent.message_id, ())
            assert sent.date <= TODAY
            assert message.text


def test_a_perfect_scan_gets_full_figures():
    one = Tally()
    for search in searches([ENGLISH], 1, TODAY):
        tally(search, perfect_scan(search), one)
    assert one.searches == 2
    assert one.pairs.f1 == one.outcome.share == 1.0
    assert one.names == one.found == one.applications == 48
    assert one.false_sure_noes == one.questions == one.of_other_mail == 0
    assert {days for days, silent in one.quiet if silent} <= {60, 90, 120}


def test_a_scan_that_puts_everything_together_loses_precision_only():
    search = next(iter(searches([ENGLISH], 1, TODAY)))
    report_of_one = perfect_scan(search)
    events = [event for application in report_of_one["applications"] for event in application["events"]]
    one = Tally()
    tally(search, {**report_of_one, "applications": [{"outcome": "open", "events": events}]}, one)
    assert one.pairs.recall == 1.0
    assert one.pairs.precision < 0.2
    assert one.outcome.wrong > 5


def test_a_scan_that_finds_nothing_and_asks_is_counted():
    search = next(iter(searches([ENGLISH], 1, TODAY)))
    others = [{"kind": "rejection", "message_id": sent.message_id, "sure": True} for sent in search.others]
    lost = {
        "applications": [{"outcome": "rejected", "events": others}],
        "unsure": [{}],
        "bytes": 1,
        "work": 1,
    }
    one = Tally()
    tally(search, lost, one)
    assert (one.mails_found, one.pairs.recall, one.questions) == (0, 0.0, 1)
    assert one.false_sure_noes == len(others)
    assert one.of_other_mail == 0  # outreach is among it, and may well be an application


def test_a_quiet_longer_than_the_table_counts_at_its_end():
    search = next(iter(searches([ENGLISH], 1, TODAY)))
    later = replace(search, today=TODAY + timedelta(days=400))
    one = Tally()
    tally(later, perfect_scan(search), one)
    assert {days for days, _ in one.quiet} == {120}


def test_pairs_are_every_two_of_a_group():
    assert together([["b", "a", "c"], ["d"]]) == {("a", "b"), ("a", "c"), ("b", "c")}
