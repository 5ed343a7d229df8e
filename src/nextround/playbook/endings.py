"""The ways in which an application ends or goes quiet, each with a path and a depth of its own (R100)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nextround.journey.application import Outcome
from nextround.journey.standing import Standing
from nextround.reading.finding import Stage


class Ending(StrEnum):
    """How it ended, or how it went quiet."""

    PAPERS_QUIET = "papers_quiet"  # the CV was never answered
    TALK_QUIET = "talk_quiet"  # people met, and the next talk was never booked
    PAPERS_NO = "papers_no"
    TALK_NO = "talk_no"
    NEAR_MISS = "near_miss"  # a no at the last round


class Look(StrEnum):
    """What a path looks at."""

    PAPERS = "papers"  # the CV, by three short questions
    ROUNDS = "rounds"  # round by round, when the person is ready
    ENQUIRY = "enquiry"  # ask how it stands
    WATCH = "watch"  # their open roles, once, weeks later


@dataclass(frozen=True, slots=True)
class Path:
    """One way on: what kind of ending it is, in kind words, and what is worth a look."""

    ending: Ending
    title: str
    words: str
    looks: tuple[Look, ...]


PATHS = {
    path.ending: path
    for path in (
        Path(
            Ending.PAPERS_QUIET,
            "Nobody has met you there yet",
            "Quiet after the papers is common and says little. You can look at your papers, or let it rest.",
            (Look.PAPERS,),
        ),
        Path(
            Ending.TALK_QUIET,
            "The next talk was not booked",
            "Plans change inside, and people forget to write. One friendly line asks how it stands.",
            (Look.ENQUIRY,),
        ),
        Path(
            Ending.PAPERS_NO,
            "They decided from the papers",
            "Nobody met you, so this says nothing about how you are in a talk. Papers can be changed.",
            (Look.PAPERS,),
        ),
        Path(
            Ending.TALK_NO,
            "They met you and chose someone else",
            "The people in the room know the reasons best. Looking back can wait until you are ready.",
            (Look.ROUNDS,),
        ),
        Path(
            Ending.NEAR_MISS,
            "You came to the last round",
            "Being close can hurt more. You came far, and a first choice sometimes falls through.",
            (Look.ROUNDS, Look.WATCH),
        ),
    )
}

PAPER_QUESTIONS = (
    "Does the first third of your CV answer the first three things the advert asks for?",
    "Would a stranger see within ten seconds which role you want?",
    "Is there a number, or one small story, for the thing they asked for most?",
)


def ending(standing: Standing) -> Ending | None:
    """Which ending this is; None while it is open, has an offer, or the person or the position left."""
    if standing.outcome is Outcome.SILENT:
        return Ending.TALK_QUIET if standing.met else Ending.PAPERS_QUIET
    if standing.outcome is not Outcome.REJECTED:
        return None
    if standing.stage in {Stage.FINAL, Stage.OFFER}:
        return Ending.NEAR_MISS
    return Ending.TALK_NO if standing.met else Ending.PAPERS_NO


def path(standing: Standing) -> Path | None:
    """The way on for where an application stands."""
    found = ending(standing)
    return None if found is None else PATHS[found]
