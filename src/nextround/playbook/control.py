"""What lies in a person's hands: soon, with time, or not; and what may become a goal (R085 to R088)."""

from __future__ import annotations

from dataclasses import dataclass

from nextround.reading.feedback import Control, themes

COLUMNS = {
    Control.SOON: "I can change this soon",
    Control.TIME: "With time",
    Control.OUT: "Out of my hands",
}


@dataclass(frozen=True, slots=True)
class GoalGate:
    """Whether something may become a goal. When it may not, `why` says so and offers a filter on the search;
    `slow` says that it is counted in months."""

    open: bool
    slow: bool = False
    why: str = ""


def label(theme: str, own: str = "") -> Control:
    """Where something belongs: the person's own word first, then what is usual for its theme.

    Something without a theme is taken as theirs to change, until they say otherwise.
    """
    if own in set(Control):
        return Control(own)
    known = themes().get(theme)
    return known.control if known else Control.SOON


def goal_gate(theme: str, own: str = "") -> GoalGate:
    """Whether a goal may be made of it: only of what can change, and the person may see that differently."""
    where = label(theme, own)
    if where is Control.OUT:
        return GoalGate(
            open=False,
            why="This stands among the things that are out of your hands, so it makes no goal. It can be a "
            "filter on your search instead. If you see it differently, move it first.",
        )
    return GoalGate(open=True, slow=where is Control.TIME)
