"""What the desk hands to a page or to the terminal: frozen facts, ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from nextround.playbook.pauses import Ease


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the ledger."""

    pk: int
    company: str
    role: str
    state: str
    state_word: str
    last_event: datetime | None
    last_event_word: str
    next_step: str = ""
    stage: str = ""
    agency: str = ""
    at_rest: bool = False  # the person let it rest


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the ledger; `total` and `counts_by_state` are over all pages."""

    rows: tuple[Row, ...]
    page: int
    pages: int
    total: int
    counts_by_state: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One state with its applications; `total` may be more than `rows` shows."""

    state: str
    state_word: str
    rows: tuple[Row, ...]
    total: int


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One dated line of an application."""

    event_pk: int
    kind: str
    kind_word: str
    date: datetime
    sure: bool
    stage: str
    stage_word: str
    mail_pk: int | None
    subject: str
    sender: str
    by_person: bool
    outcome: str
    note: str
    meeting: MeetingView | None = None  # a confirmed interview; such a line has no event


@dataclass(frozen=True, slots=True)
class MeetingView:
    """An interview that the person confirmed; `words` are its day, time and zone as a person says them."""

    pk: int
    day: date
    words: str
    place: str
    application_pk: int
    company: str
    role: str


@dataclass(frozen=True, slots=True)
class TimeOption:
    """A time that a mail names. `start` is what a form sends back; `day` and `time` stand in its fields."""

    start: str
    words: str
    place: str
    day: str
    time: str


@dataclass(frozen=True, slots=True)
class MeetingAsk:
    """One question about an interview's time.

    `change` is `new`, `moved` or `off`; `before` is what was confirmed. `doubts` are sentences that
    say why the time is a guess.
    """

    mail_pk: int
    subject: str
    change: str
    options: tuple[TimeOption, ...]
    because: str
    doubts: tuple[str, ...]
    before: str = ""
    over: bool = False  # every time it may be at is past


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Someone met in an application."""

    pk: int
    name: str
    email: str
    no_reply: bool


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One round of an application: its name, the day people met or it began, how it ended (may be empty)."""

    word: str
    day: date
    outcome: str


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter of an application."""

    pk: int
    kind: str
    changed_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """All there is about one application."""

    pk: int
    company: str
    role: str
    agency: str
    requisition: str
    note: str
    state: str
    state_word: str
    stage: str
    stage_word: str
    since: datetime | None
    timeline: tuple[TimelineItem, ...]
    people: tuple[PersonLine, ...]
    letters: tuple[LetterLine, ...]
    asking: bool
    rounds: tuple[RoundLine, ...] = ()


@dataclass(frozen=True, slots=True)
class DeedView:
    """Something done that can be taken back."""

    pk: int
    sentence: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ImportView:
    """How a reading goes on. `sentence` is what a person reads; `found` counts applications so far."""

    pk: int
    state: str
    name: str
    bytes_done: int
    bytes_total: int
    messages: int
    kept: int
    problems: tuple[tuple[str, str], ...]
    problem_count: int
    sentence: str
    found: int
    found_rows: tuple[Row, ...]
    questions: int
    active: bool
    stopping: bool = False
    can_go_on: bool = False


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One reading in the list of all."""

    pk: int
    name: str
    state: str
    at: datetime
    messages: int
    kept: int
    problems: int


@dataclass(frozen=True, slots=True)
class AccountView:
    """A connected account. `first` says that no look has come to its end yet; `sentence` what went wrong."""

    pk: int
    address: str
    user: str
    host: str
    port: int
    how: str
    security: str
    state: str
    first: bool
    sentence: str
    drafts: bool
    looked_at: datetime | None
    next_at: datetime | None
    messages: int
    total: int
    kept: int
    folders: tuple[str, ...]
    others: tuple[tuple[str, bool], ...]  # the person's other folders, and whether they are read too
    busy: bool  # a look goes on, or begins in a moment
    problems: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """What is known of an address's provider: its server, and how to get in.

    `host` is empty where no program but the provider's own gets in; `user` where the address signs in.
    """

    name: str
    host: str
    port: int
    security: str
    how: str
    user: str
    steps: tuple[str, ...]
    link: str
    consent_steps: tuple[str, ...] = ()  # how to get a client ID, where access is given by consent
    consent_link: str = ""


@dataclass(frozen=True, slots=True)
class MailView:
    """One mail to read, the deciding words marked as (start, end, rule) in `text`.

    `taught` names who wrote the mail like this one that the person spoke about, where that decided.
    """

    pk: int
    subject: str
    sender: str
    sender_email: str
    to: tuple[str, ...]
    date: datetime | None
    text: str
    marks: tuple[tuple[int, int, str], ...]
    kind: str
    kind_word: str
    sure: bool
    correction: str
    taught: str
    application_pk: int | None


@dataclass(frozen=True, slots=True)
class TaughtView:
    """One mail about which the person said what it is; `used` says that it is used for mail like it."""

    pk: int
    subject: str
    sender: str
    kind_word: str
    used: bool


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One mail that would be read in another way than it was; `before` and `after` in words."""

    pk: int
    subject: str
    sender: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Option:
    """An application that a mail may belong to."""

    pk: int
    company: str
    role: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question with the mail it is about."""

    pk: int
    text: str
    kind: str
    mail: MailView
    options: tuple[Option, ...]
    later: bool
    whose: bool = False  # only the application is asked for


@dataclass(frozen=True, slots=True)
class StepView:
    """One thing a person may do now, with its reason. `letter_kind` is set when it is a letter."""

    key: str
    kind: str
    title: str
    why: str
    why_sources: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    window: str
    due: datetime | None
    application_pk: int | None
    company: str
    role: str
    letter_kind: str
    action_url_name: str


@dataclass(frozen=True, slots=True)
class TodayView:
    """What matters now. `reading` says that a mailbox is still coming in; `signed_out` are accounts (number,
    address) that wait for another password, so that their silence is not taken for an employer's."""

    next: StepView | None
    rest: tuple[StepView, ...]
    questions: int
    put_away_until: datetime | None
    has_mail: bool
    reading: bool
    signed_out: tuple[tuple[int, str], ...] = ()
    meetings: tuple[MeetingView, ...] = ()  # interviews in the days to come, plain facts
    ease: Ease = Ease.ALL  # how much is shown after a pause


@dataclass(frozen=True, slots=True)
class PromptView:
    """One short prompt of a letter with the person's answer so far."""

    part: str
    label: str
    help: str
    optional: bool
    answer: str


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One topic that may be asked about."""

    id: str
    topic: str
    guidance: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """What a check noticed. `words` are the marked characters; both ends are None for the whole letter."""

    rule: str
    severity: str
    start: int | None
    end: int | None
    words: str
    hint: str
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter as it is written. `other_text` is set when another window saved meanwhile."""

    pk: int
    application_pk: int
    company: str
    role: str
    kind: str
    kind_word: str
    kinds: tuple[tuple[str, str], ...]
    prompts: tuple[PromptView, ...]
    menu: tuple[MenuItem, ...]
    answers: Mapping[str, str]
    text: str
    other_text: str
    words: int
    missing: tuple[str, ...]
    findings: tuple[FindingView, ...]
    recipient_name: str
    recipient_email: str
    recipient_no_reply: bool
    recipient_why: str
    subject: str
    version: int
    sent_at: datetime | None
    gate: str
    drafted_to: str = ""  # the account in whose drafts this very text lies
    drafted_at: datetime | None = None
    script: bool = False  # words to say, which are sent nowhere
