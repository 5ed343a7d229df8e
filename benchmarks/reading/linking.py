"""Figures of whole searches: which mails lie together, how applications stand, when silence is called."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from benchmarks.reading.names import same_employer
from benchmarks.reading.score import Rate, Told
from benchmarks.reading.searches import Search, Story

QUIET = (7, 14, 21, 30, 45, 60, 90, 120)
"""Days of quiet after which the table of silence is cut; the last also holds what is longer."""


@dataclass
class Tally:
    """Counts over searches; they add up."""

    searches: int = 0
    applications: int = 0
    found: int = 0
    of_other_mail: int = 0
    mails: int = 0
    mails_found: int = 0
    hit: int = 0
    said: int = 0
    true: int = 0
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    quiet: Counter[tuple[int, bool]] = field(default_factory=Counter)
    names: int = 0
    false_sure_noes: int = 0
    questions: int = 0
    bytes: int = 0
    seconds: float = 0.0

    @property
    def pairs(self) -> Rate:
        """Pairs of mails that lie together."""
        return Rate(self.hit, self.said, self.true)

    @property
    def outcome(self) -> Told:
        """Outcomes, silence counted as open: nothing was heard either way."""
        right = sum(n for (true, said), n in self.outcomes.items() if true == said)
        return Told(self.applications, right, self.applications - right)

    @property
    def queue(self) -> float:
        """Questions beside applications."""
        return self.questions / max(1, self.applications)


def tally(search: Search, report: dict[str, Any], into: Tally) -> None:
    """Count one search."""
    where = {
        event["message_id"]: number
        for number, application in enumerate(report["applications"])
        for event in application["events"]
    }
    into.searches += 1
    into.applications += len(search.stories)
    into.found += len(report["applications"])
    into.questions += len(report["unsure"])
    into.bytes += report["bytes"]
    into.seconds += report["work"]
    into.of_other_mail += _of_other_mail(search, report)
    into.false_sure_noes += _false_sure_noes(search, report)
    _pairs(search, where, into)
    for story in search.stories:
        _story(story, story.quiet(search.today), where, report["applications"], into)


def _pairs(search: Search, where: dict[str, int], into: Tally) -> None:
    wanted: dict[str, list[str]] = defaultdict(list)
    found: dict[object, list[str]] = defaultdict(list)
    for sent in (sent for story in search.stories for sent in story.sent):
        wanted[sent.application].append(sent.message_id)
        found[where.get(sent.message_id, sent.message_id)].append(sent.message_id)
        into.mails += 1
        into.mails_found += sent.message_id in where
    said, true = together(found.values()), together(wanted.values())
    into.hit += len(said & true)
    into.said, into.true = into.said + len(said), into.true + len(true)


def together(groups: Iterable[Sequence[str]]) -> set[tuple[str, str]]:
    """Every two mails that lie together."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def _story(story: Story, quiet: int, where: dict[str, int], found: list[dict[str, Any]], into: Tally) -> None:
    """One application, sought where most of its mails lie."""
    homes = Counter(where[sent.message_id] for sent in story.sent if sent.message_id in where)
    home = found[homes.most_common(1)[0][0]] if homes else {}
    said = home.get("outcome", "not found")
    into.outcomes[story.ending, "open" if said == "silent" else said] += 1
    into.names += same_employer(home.get("company"), story.job.employer.name)
    if story.ending == "open" and home:
        days = next((day for day in QUIET if quiet <= day), QUIET[-1])
        into.quiet[days, said == "silent"] += 1


def _of_other_mail(search: Search, report: dict[str, Any]) -> int:
    """Applications made of nothing but mail that belongs to none."""
    others = {sent.message_id for sent in search.others if sent.kind != "outreach"}
    return sum(
        all(event["message_id"] in others for event in application["events"])
        for application in report["applications"]
    )


def _false_sure_noes(search: Search, report: dict[str, Any]) -> int:
    """Mails acted on as a no, that are none."""
    kinds = {sent.message_id: sent.kind for sent in search.mails()}
    return sum(
        event["kind"] == "rejection" and event["sure"] and kinds[event["message_id"]] != "rejection"
        for application in report["applications"]
        for event in application["events"]
    )
