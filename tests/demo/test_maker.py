"""A made-up year: the same each time, whole, and as varied as a real one."""

from __future__ import annotations

import mailbox
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nextround.demo.maker import Made, make_demo, person, write_mbox
from nextround.mailbox.parse import parse
from nextround.reading.finding import Kind, Stage

NOW = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def year() -> list[Made]:
    return list(make_demo(1, NOW))


def test_demo_same_seed_and_now_give_the_same_bytes(year: list[Made]) -> None:
    assert list(make_demo(1, NOW)) == year


def test_demo_another_seed_gives_another_search(year: list[Made]) -> None:
    others = {made.raw for made in make_demo(2, NOW)}
    assert not others & {made.raw for made in year}


def test_demo_lies_in_the_year_before_now_in_order(year: list[Made]) -> None:
    dates = [made.truth.date for made in year]
    assert dates == sorted(dates)
    assert NOW - timedelta(days=400) < dates[0]
    assert dates[-1] < NOW


def test_demo_has_every_kind_language_and_stage(year: list[Made]) -> None:
    truths = [made.truth for made in year]
    assert {truth.kind for truth in truths} == set(Kind)
    assert {truth.language for truth in truths if truth.application} == {"en", "de", "fr", "es"}
    noes = {truth.stage for truth in truths if truth.kind is Kind.REJECTION}
    assert noes == {Stage.CV, Stage.PHONE, Stage.ASSESSMENT, Stage.INTERVIEW, Stage.FINAL}


@pytest.mark.parametrize("now", [NOW, NOW + timedelta(days=5), datetime(2026, 1, 1, 0, 5, tzinfo=UTC)])
def test_demo_last_no_came_yesterday_after_an_interview(now: datetime) -> None:
    noes = [made.truth for made in make_demo(3, now) if made.truth.kind is Kind.REJECTION]
    last = max(noes, key=lambda truth: truth.date)
    assert last.date.date() == now.date() - timedelta(days=1)
    assert last.stage is Stage.INTERVIEW


def test_demo_leaves_a_few_questions(year: list[Made]) -> None:
    assert 3 <= sum(made.truth.ask for made in year) <= 6


@pytest.mark.parametrize("seed", range(4))
def test_demo_is_read_back_as_it_was_written(seed: int) -> None:
    for made in make_demo(seed, NOW):
        message = parse(made.raw)
        assert message.date == made.truth.date
        assert len(message.problems) == (not made.truth.message_id)
        assert not made.truth.message_id or message.id == made.truth.message_id


def test_demo_no_brace_is_left_unfilled(year: list[Made]) -> None:
    texts = [parse(made.raw) for made in year]
    assert not [m.subject for m in texts if "{" in m.subject + m.text]


def test_demo_has_the_awkward_threads(year: list[Made]) -> None:
    ids = Counter(made.truth.message_id for made in year)
    assert ids[""] == 1
    assert sorted(n for name, n in ids.items() if name and n > 1) == [2, 2]
    assert sum(made.truth.copy for made in year) == 1
    roles = Counter((t.company, t.application) for t in (made.truth for made in year) if t.application)
    firms = Counter(company for company, _ in roles)
    assert firms.most_common(1)[0][1] > 1


def test_demo_the_persons_own_mails_come_from_their_address(year: list[Made]) -> None:
    own = [made for made in year if made.truth.kind is Kind.OWN]
    assert {parse(made.raw).sender.email for made in own} == {person(1).addresses[0]}


def test_mbox_holds_every_mail_and_quotes_lines_that_look_like_a_start(tmp_path: Path) -> None:
    mades = list(make_demo(1, NOW))[:5]
    tricky = Made(mades[0].raw + b"From here on\n>From there\n", mades[0].truth)
    assert write_mbox(tmp_path / "a.mbox", [*mades, tricky]) == 6
    box = mailbox.mbox(tmp_path / "a.mbox")
    assert len(box) == 6
    assert (tmp_path / "a.mbox").read_bytes().endswith(b">From here on\n>>From there\n\n")
    box.close()


def test_mbox_of_nothing_is_an_empty_file(tmp_path: Path) -> None:
    assert write_mbox(tmp_path / "a.mbox", []) == 0
    assert (tmp_path / "a.mbox").read_bytes() == b""
