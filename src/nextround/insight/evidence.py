"""What a person's own numbers say beside a heavy thought: facts alone, and nothing where there are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from nextround.insight.chance import EXAMPLE, luck
from nextround.library import load_toml

FEW = 5  # so few applications that arithmetic about them says little


@dataclass(frozen=True, slots=True)
class Numbers:
    """The person's own search in numbers.

    `met` counts applications in which people met them; `after_no` counts invitations that came after a no;
    `with_reason` counts noes that gave one. `furthest` is the furthest round in words, `here` the furthest
    round of the one application that the thought is about; both may be empty. `true` are own lines of what
    stays true.
    """

    sent: int = 0
    met: int = 0
    noes: int = 0
    open: int = 0
    offers: int = 0
    after_no: int = 0
    with_reason: int = 0
    furthest: str = ""
    here: str = ""
    true: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trap:
    """One way in which a thought closes in."""

    id: str
    name: str
    sounds: str
    ask: str
    facts: tuple[str, ...]


@cache
def traps() -> dict[str, Trap]:
    """The traps by id, in the order in which they are offered."""
    rows = load_toml("traps.toml")["trap"]
    return {row["id"]: Trap(**{**row, "facts": tuple(row["facts"])}) for row in rows}


@cache
def outside() -> tuple[str, ...]:
    """What decides who is hired and lies outside a person's hands."""
    return tuple(row["says"] for row in load_toml("outside.toml")["factor"])


def evidence(trap: str, numbers: Numbers) -> tuple[str, ...]:
    """The facts to set beside a thought of this kind; nothing for a kind that is not known."""
    known = traps().get(trap)
    said = (_FACTS[fact](numbers) for fact in known.facts) if known else ()
    return tuple(sentence for sentence in said if sentence)


def _furthest(n: Numbers) -> str:
    if n.here:
        return f"There you came as far as this: {n.here}."
    return f"The furthest you came so far: {n.furthest}." if n.furthest else ""


def _met(n: Numbers) -> str:
    if not n.met:
        return ""
    return f"Of your {_count(n.sent, 'application')}, {n.met} led to people who wanted to meet you."


def _after_no(n: Numbers) -> str:
    if not n.after_no:
        return ""
    came = "one invitation" if n.after_no == 1 else f"{n.after_no} invitations"
    return f"You had a no before, and {came} came after it."


def _open(n: Numbers) -> str:
    return f"Open at this moment: {_count(n.open, 'application')}." if n.open else ""


def _reasons(n: Numbers) -> str:
    if not n.noes:
        return ""
    gave = "none" if not n.with_reason else str(n.with_reason)
    return f"You have {n.noes} noes here, and {gave} of them came with a reason. The rest is a guess."


def _chance(n: Numbers) -> str:
    if n.sent < FEW:
        return ""
    found = luck(n.sent, EXAMPLE * 100)
    return (
        f"Where 3 in 100 applications lead to an interview, {found.of_100} of 100 people who send "
        f"{n.sent} hear of none at all, with nothing wrong about them."
    )


def _outside(_: Numbers) -> str:
    return "Nobody outside can see all that decided it: money, timing, somebody inside, a change of plan."


def _true(n: Numbers) -> str:
    return f"You once wrote about yourself: “{n.true[0]}”" if n.true else ""


def _sent(n: Numbers) -> str:
    return f"You have sent {_count(n.sent, 'application')}. That is work, and you did it." if n.sent else ""


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


_FACTS: Mapping[str, Callable[[Numbers], str]] = {
    "furthest": _furthest,
    "met": _met,
    "after_no": _after_no,
    "open": _open,
    "reasons": _reasons,
    "chance": _chance,
    "outside": _outside,
    "true": _true,
    "sent": _sent,
}
