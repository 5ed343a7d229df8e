"""Mails of one application end up together: measured over made-up years whose truth is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import combinations
from random import Random

import pytest

from nextround.demo.maker import make_demo, person
from nextround.demo.truth import Made, Truth
from nextround.journey.application import Outcome
from nextround.journey.mail import Mail, mail_of
from nextround.journey.rebuild import Search, rebuild
from nextround.journey.standing import standing
from nextround.mailbox.parse import parse
from nextround.reading.finding import Finding, Kind
from nextround.reading.recognise import recognise

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def told(truth: Truth) -> Finding:
    """What a perfect reader finds."""
    return Finding(
        kind=truth.kind,
        confidence=0.6 if truth.ask else 1.0,
        sure=not truth.ask,
        language=truth.language,
        company=truth.company,
        role=truth.role,
        stage=truth.stage,
        agency=truth.agency,
        withdrawn=truth.withdrawn,
    )


def poorly_told(truth: Truth, rng: Random) -> Finding:
    """What a reader finds that overlooks three roles and one employer of ten."""
    found = told(truth)
    return Finding(
        kind=found.kind,
        confidence=found.confidence,
        sure=found.sure,
        company="" if rng.random() < 0.1 else found.company,
        role="" if rng.random() < 0.3 else found.role,
        stage=found.stage,
        agency=found.agency,
        withdrawn=found.withdrawn,
    )


def pairs(groups: Iterable[set[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(sorted(group), 2)}


def agreement(search: Search, truths: dict[str, Truth]) -> tuple[float, float]:
    """Precision and recall over pairs of mails that belong together."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for name, truth in truths.items():
        if truth.application:
            groups[truth.application].add(name)
    want = pairs(groups.values())
    got = pairs({e.message_id for e in a.events} for a in search.applications)
    return len(got & want) / len(got), len(got & want) / len(want)


def read(seed: int, finder: str) -> tuple[list[Mail], dict[str, Truth]]:
    rng, me = Random(seed), frozenset(person(seed).addresses)
    mails: list[Mail] = []
    truths: dict[str, Truth] = {}
    made: Made
    for made in make_demo(seed, NOW):
        message = parse(made.raw)
        if finder == "real":
            finding = recognise(message, me)
        else:
            finding = told(made.truth) if finder == "perfect" else poorly_told(made.truth, rng)
        mails.append(mail_of(message, finding, NOW))
        # a sender that gives one id to two mails is part of the year; filing counts them
        again = message.id in truths and not made.truth.copy
        truths[f"{message.id}#2" if again else message.id] = made.truth
    return mails, truths


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_linking_with_everything_told_is_nearly_perfect(seed: int) -> None:
    mails, truths = read(seed, "perfect")
    precision, recall = agreement(rebuild(mails, NOW), truths)
    assert 2 * precision * recall / (precision + recall) >= 0.98


def test_linking_with_names_overlooked_rather_splits_than_mixes() -> None:
    found = [
        agreement(rebuild(mails, NOW), truths) for mails, truths in (read(n, "poor") for n in range(1, 6))
    ]
    assert sum(precision for precision, _ in found) / len(found) >= 0.98
    assert sum(recall for _, recall in found) / len(found) >= 0.90


def test_linking_with_our_own_reading_is_good() -> None:
    years = [read(seed, "real") for seed in (1, 2, 3)]
    found = [agreement(rebuild(mails, NOW), truths) for mails, truths in years]
    assert sum(precision for precision, _ in found) / len(found) >= 0.97
    assert sum(recall for _, recall in found) / len(found) >= 0.85


@pytest.mark.parametrize("finder", ["perfect", "poor"])
def test_linking_never_closes_an_application_that_got_no_sure_no(finder: str) -> None:
    mails, truths = read(4, finder)
    for one in rebuild(mails, NOW).applications:
        if standing(one, NOW).outcome is Outcome.REJECTED:
            theirs = [truths[e.message_id] for e in one.events]
            assert any(t.kind is Kind.REJECTION and not t.ask for t in theirs)


def test_linking_leaves_the_rest_of_the_mailbox_alone() -> None:
    mails, truths = read(5, "perfect")
    filed = {e.message_id for a in rebuild(mails, NOW).applications for e in a.events}
    assert all(truths[name].application for name in filed)
