"""A whole search from its mails, whatever the order they come in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextround.journey.application import Outcome
from nextround.journey.filing import file_on
from nextround.journey.mail import Mail, mail_of
from nextround.journey.rebuild import _News, rebuild
from nextround.journey.shelf import Shelf
from nextround.journey.standing import standing
from nextround.mailbox.message import Address, Message
from nextround.reading.finding import Finding, Kind
from tests.journey.builders import application, day, event, mail

KINDS = ["applied", "applied", "interview", "assessment", "rejection", "cancelled", "offer", "own", "other"]
NOW = day(500)


@st.composite
def mailboxes(draw: st.DrawFn) -> list[Mail]:
    count = draw(st.integers(1, 12))
    found = []
    for n in range(count):
        earlier = [str(i) for i in range(n)]
        found.append(
            mail(
                str(n),
                draw(st.sampled_from(KINDS)),
                draw(st.integers(0, 200)),
                draw(st.sampled_from(["", "Ashdown", "Calder Ltd", "Calder"])),
                draw(st.sampled_from(["", "Analyst", "Senior Analyst"])),
                sure=draw(st.booleans()),
                answers=tuple(draw(st.lists(st.sampled_from(earlier), max_size=2))) if earlier else (),
                requisition=draw(st.sampled_from(["", "", "R-1"])),
            )
        )
    return found


@settings(max_examples=120)
@given(mailboxes(), st.randoms(use_true_random=False))
def test_rebuild_gives_the_same_search_for_every_order(mails: list[Mail], random: object) -> None:
    shuffled = list(mails)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rebuild(shuffled, NOW) == rebuild(mails, NOW)


@settings(max_examples=80)
@given(mailboxes())
def test_rebuild_puts_each_mail_in_one_place_at_most(mails: list[Mail]) -> None:
    found = rebuild(mails, NOW)
    filed = [e.message_id for a in found.applications for e in a.events]
    asked = [q.message_id for q in found.questions]
    assert len(filed) == len(set(filed))
    assert set(filed) | set(asked) | set(found.unfiled) == {m.id for m in mails}
    assert not set(filed) & set(found.unfiled)


@settings(max_examples=80)
@given(mailboxes())
def test_rebuild_of_mails_twice_is_the_same(mails: list[Mail]) -> None:
    assert rebuild([*mails, *mails], NOW) == rebuild(mails, NOW)


@settings(max_examples=80)
@given(mailboxes())
def test_rebuild_never_says_no_without_a_sure_mail(mails: list[Mail]) -> None:
    sure = {m.id for m in mails if m.finding.sure and m.finding.kind is Kind.REJECTION}
    for one in rebuild(mails, NOW).applications:
        if standing(one, NOW).outcome is Outcome.REJECTED:
            assert sure & {e.message_id for e in one.events}


@settings(max_examples=60)
@given(mailboxes())
def test_rebuild_equals_filing_one_by_one_in_time(mails: list[Mail]) -> None:
    in_time = [m for m in sorted(mails, key=lambda m: (m.date, m.id)) if m.finding.kind is not Kind.OTHER]
    shelf = Shelf()
    for one in in_time:
        filing = file_on(one, shelf)
        if filing.application:
            shelf.put(filing.application)
    whole = {a.key: {e.message_id for e in a.events} for a in rebuild(in_time, NOW).applications}
    for part in shelf:
        assert {e.message_id for e in part.events} <= whole[part.key]


@settings(max_examples=60)
@given(mailboxes())
def test_rebuild_looks_again_only_where_something_is_new_and_finds_the_same(mails: list[Mail]) -> None:
    found = rebuild(mails, NOW)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_News, "about", lambda *_: True)
        assert rebuild(mails, NOW) == found


def test_rebuild_keeps_what_the_person_made_by_hand() -> None:
    mine = application(event("applied", 0, by_person=True), key="mine", company="Ashdown", role="Analyst")
    found = rebuild([mail("a", "rejection", 5, "Ashdown", "Analyst")], NOW, [mine])
    assert [(a.key, len(a.events)) for a in found.applications] == [("mine", 2)]


def test_rebuild_takes_the_answered_reading_of_a_mail() -> None:
    plain = mail("a", "rejection", 5, "Ashdown", "Analyst", sure=False)
    said = replace(plain, answered=True)
    for pair in ([plain, said], [said, plain]):
        found = rebuild(pair, NOW)
        assert not found.questions
        assert standing(found.applications[0], NOW).outcome is Outcome.REJECTED


def test_rebuild_keeps_two_mails_that_share_an_id() -> None:
    mails = [mail("a", "applied", 0, "Ashdown", "Analyst"), mail("a", "applied", 3, "Calder", "Analyst")]
    found = rebuild(mails, NOW)
    assert [a.company for a in found.applications] == ["Ashdown", "Calder"]
    assert found == rebuild(reversed(mails), NOW)


def test_rebuild_counts_a_mail_from_the_future_as_written_now() -> None:
    found = rebuild([mail("a", "applied", 30_000, "Ashdown", "Analyst")], NOW)
    assert found.applications[0].events[0].date == NOW


def test_mail_of_takes_thread_and_date_from_the_message() -> None:
    message = Message(
        id="<m@x.example>",
        subject="Your application",
        sender=Address("Jane", "jane@ashdown.example"),
        date=datetime(2026, 3, 1, tzinfo=UTC),
        in_reply_to="<p@x.example>",
        references=("<o@x.example>", "<m@x.example>"),
    )
    finding = Finding(Kind.OTHER, 0.5, False)
    assert mail_of(message, finding, NOW).answers == {"<p@x.example>", "<o@x.example>"}
    assert mail_of(message, finding, NOW).date == datetime(2026, 3, 1, tzinfo=UTC)


def test_mail_of_without_a_date_takes_the_day_it_was_received() -> None:
    message = Message(id="<m@x.example>", subject="", sender=Address("", ""))
    assert mail_of(message, Finding(Kind.OTHER, 0.5, False), NOW).date == NOW


def test_mail_of_a_date_in_the_future_takes_the_day_it_was_received() -> None:
    message = Message(id="<m@x.example>", subject="", sender=Address("", ""), date=day(30_000))
    assert mail_of(message, Finding(Kind.OTHER, 0.5, False), NOW).date == NOW
