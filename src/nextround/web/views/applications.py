"""The ledger and the board of all applications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from nextround.desk import applications as desk
from nextround.desk import today
from nextround.desk.views import BoardColumn, Listing, Row
from nextround.desk.words import STATE_WORDS
from nextround.web.views.page import kind, owner_of, show, with_query
from nextround.web.views.today import VERBS

SORTS = (
    ("last", "Newest event first"),
    ("first", "Oldest event first"),
    ("company", "By employer"),
    ("state", "By state"),
)
SENTENCES = {
    "open": "Still open",
    "silent": "Quiet for long",
    "offer": "With an offer",
    "rejected": "It was a no",
    "withdrawn": "You withdrew",
    "cancelled": "Position closed",
}
WEEKS = (3, 8)
WEEK_WORDS = {3: "No word for three weeks", 8: "Nothing heard for two months"}
BOARD_SHOWS = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    q: str
    state: str
    silent: int | None
    sort: str
    page: int
    view: str

    @property
    def narrowed(self) -> bool:
        """Whether less than all is asked for."""
        return bool(self.q or self.state or self.silent)

    def href(self, **changed: object) -> str:
        """The same with some of it changed, from the first page on."""
        kept = {"q": self.q, "state": self.state, "silent": self.silent, "sort": self.sort, "view": self.view}
        return with_query(
            **(kept | changed | ({"sort": ""} if self.sort == "last" and "sort" not in changed else {}))
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter, as a sentence."""

    words: str
    href: str
    here: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One state on the board; `more` lie beyond the cards shown."""

    state: str
    word: str
    rows: tuple[Row, ...]
    total: int
    more: int


@require_safe
@kind
def applications(request: HttpRequest) -> HttpResponse:
    """All applications, narrowed by search and by sentences."""
    asked, owner = asked_of(request), owner_of(request)
    listing = desk.listing(owner, asked.q, asked.state, asked.silent, asked.sort, asked.page)
    columns = board(owner, asked.q) if asked.view == "board" and listing.counts_by_state else None
    return show(
        request,
        "applications.html",
        "applications",
        asked=asked,
        listing=listing,
        rows=() if columns else with_steps(owner, listing.rows),
        columns=columns,
        sorts=SORTS,
        filters=filters(asked, listing),
        ledger_href=asked.href(view=""),
        board_href=asked.href(view="board", state="", silent=""),
        before_href=asked.href(page=listing.page - 1) if listing.page > 1 else "",
        after_href=asked.href(page=listing.page + 1) if listing.page < listing.pages else "",
    )


def asked_of(request: HttpRequest) -> Asked:
    """The address's wishes; what makes no sense is as if it were not there."""
    said = request.GET
    state = said.get("state", "")
    return Asked(
        q=" ".join(said.get("q", "").replace("\0", "").split())[:200],
        state=state if state in STATE_WORDS else "",
        silent=_number(said.get("silent", "")) or None,
        sort=said.get("sort", "") if said.get("sort", "") in dict(SORTS) else "last",
        page=_number(said.get("page", "")) or 1,
        view="board" if said.get("view") == "board" else "",
    )


def _number(words: str) -> int:
    return int(words) if words.isascii() and words.isdigit() and len(words) < 6 else 0


def filters(asked: Asked, listing: Listing) -> list[Choice]:
    """The sentences one can choose from; states that nobody is in are left out, but for the chosen one."""
    counts = listing.counts_by_state
    everything = Choice(
        "All", asked.href(state="", silent=""), not (asked.state or asked.silent), sum(counts.values())
    )
    states = [
        Choice(words, asked.href(state=state, silent="", view=""), asked.state == state, counts.get(state, 0))
        for state, words in SENTENCES.items()
        if counts.get(state) or asked.state == state
    ]
    quiet = [
        Choice(WEEK_WORDS[weeks], asked.href(state="", silent=weeks, view=""), asked.silent == weeks)
        for weeks in WEEKS[:1]
    ]
    return [everything, *states, *(quiet if counts else [])]


def board(owner: User, q: str) -> list[Column]:
    """The columns that somebody is in, each with its first cards."""
    found = [column for column in desk.board(owner, q) if column.rows]
    shown = {row.pk: row for row in with_steps(owner, [row for c in found for row in c.rows[:BOARD_SHOWS]])}
    return [column_of(column, [shown[row.pk] for row in column.rows[:BOARD_SHOWS]]) for column in found]


def column_of(found: BoardColumn, rows: Sequence[Row]) -> Column:
    """A column of the board as the page shows it."""
    return Column(found.state, SENTENCES[found.state], tuple(rows), found.total, found.total - len(rows))


def with_steps(owner: User, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows that tell what can be done about them."""
    steps = today.next_steps(owner, [row.pk for row in rows])
    return tuple(replace(row, next_step=VERBS.get(steps.get(row.pk, ""), row.next_step)) for row in rows)
