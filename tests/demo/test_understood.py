"""A made-up year, read and filed as the program does it: what a person would see is right."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import combinations

import pytest

from nextround.demo.maker import Made, make_demo, person
from nextround.journey.application import Outcome
from nextround.journey.mail import mail_of
from nextround.journey.rebuild import Search, rebuild
from nextround.journey.standing import standing
from nextround.mailbox.parse import parse
from nextround.reading.finding import Finding, Kind
from nextround.reading.recognise import recognise

NOW = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)
SEEDS = range(4)


@cache
def understood(seed: int) -> tuple[list[tuple[Made, str, Finding]], Search]:
    me = frozenset(person(seed).addresses)
    read = []
    mails = []
    for made in make_demo(seed, NOW):
        message = parse(made.raw)
        finding = recognise(message, me)
        read.append((made, message.id, finding))
        mails.append(mail_of(message, finding, NOW))
    kept = [mail for mail in mails if mail.finding.kind not in (Kind.OTHER, Kind.ALERT)]
    return read, rebuild(kept, NOW)


@pytest.mark.parametrize("seed", SEEDS)
def test_understood_no_mail_is_called_a_sure_no_that_is_none(seed: int) -> None:
    read, _ = understood(seed)
    wrong = [
        (made.truth.kind, made.truth.like, [because.text for because in finding.because])
        for made, _, finding in read
        if finding.kind is Kind.REJECTION and finding.sure and made.truth.kind is not Kind.REJECTION
    ]
    assert wrong == []


@pytest.mark.parametrize("seed", SEEDS)
def test_understood_look_alikes_move_nothing(seed: int) -> None:
    read, search = understood(seed)
    events = {event.message_id for application in search.applications for event in application.events}
    plain = {name for made, name, _ in read if made.truth.like or made.truth.kind is Kind.ALERT}
    assert plain & events == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_understood_yesterdays_no_is_known(seed: int) -> None:
    read, search = understood(seed)
    noes = [(made.truth.date, name) for made, name, _ in read if made.truth.kind is Kind.REJECTION]
    date, name = max(noes)
    assert NOW - date < timedelta(days=2)
    home = next(a for a in search.applications if name in {event.message_id for event in a.events})
    assert standing(home, NOW).outcome is Outcome.REJECTED


@pytest.mark.parametrize("seed", SEEDS)
def test_understood_mails_of_two_applications_are_rarely_put_together(seed: int) -> None:
    read, search = understood(seed)
    truth = {name: made.truth.application for made, name, _ in read}
    groups = [[e.message_id for e in a.events if truth.get(e.message_id)] for a in search.applications]
    pairs = [pair for group in groups for pair in combinations(group, 2)]
    apart = [(truth[a], truth[b]) for a, b in pairs if truth[a] != truth[b]]
    assert len(apart) <= len(pairs) * 0.05


@pytest.mark.parametrize("seed", SEEDS)
def test_understood_mails_of_one_application_mostly_come_together(seed: int) -> None:
    read, search = understood(seed)
    where = {e.message_id: a.key for a in search.applications for e in a.events}
    groups = defaultdict(list)
    for made, name, _ in read:
        if made.truth.application and not made.truth.copy:
            groups[made.truth.application].append(where.get(name, name))
    pairs = [pair for group in groups.values() for pair in combinations(group, 2)]
    assert sum(a == b for a, b in pairs) >= len(pairs) * 0.8


@pytest.mark.parametrize("seed", SEEDS)
def test_understood_leaves_few_questions(seed: int) -> None:
    _, search = understood(seed)
    assert len(search.questions) <= 10
