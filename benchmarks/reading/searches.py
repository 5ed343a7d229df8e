"""Whole made-up searches as mailboxes: who wrote when about which application, and what came of it.

A person applies to many jobs. Receipts, tasks, talks and answers come from hiring systems, desks and people,
in threads and out of them, with and without the earlier mail quoted below, in every shape a mail has.
Between them lies what is no answer at all. Everything hangs on the seed and the last day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from benchmarks.reading.fill import SYSTEMS, Filled, Job, dated, fill, job
from benchmarks.reading.rows import address
from benchmarks.reading.texts import CLOSED, HIRING, STAGES, Employer, Language, Text

from nextround.demo.wire import SHAPES, Letter, compose
from nextround.mailbox.message import Address

ENDS = {"rejection": "rejected", "cancelled": "cancelled", "offer": "offer"}
"""What a kind of mail ends an application in."""

MOST_QUIET = 120
"""Days of quiet an application may end in."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One mail of a search; `application` is empty for mail that belongs to none."""

    message_id: str
    kind: str
    application: str
    date: datetime
    raw: bytes


@dataclass
class Story:
    """One application: its mails so far, and how it stands."""

    job: Job
    sent: list[Sent] = field(default_factory=list)
    last: Filled | None = None

    @property
    def ending(self) -> str:
        """How it stands: what the employer's mails came to."""
        came = {sent.kind for sent in self.sent}
        return next((end for kind, end in ENDS.items() if kind in came), "open")

    def quiet(self, today: datetime) -> int:
        """Whole days since its last mail."""
        return (today - self.sent[-1].date).days


@dataclass(frozen=True, slots=True)
class Search:
    """One person's mailbox with its truth."""

    name: str
    closed: bool
    owner: str
    today: datetime
    stories: list[Story]
    others: list[Sent]

    def mails(self) -> list[Sent]:
        """Everything, by date."""
        told = [sent for story in self.stories for sent in story.sent]
        return sorted([*told, *self.others], key=lambda sent: sent.date)

    def mbox(self) -> bytes:
        """The mailbox as one mbox file."""
        return b"".join(_in_mbox(sent) for sent in self.mails())


def _in_mbox(sent: Sent) -> bytes:
    lines = [b">" + line if line.startswith(b"From ") else line for line in sent.raw.split(b"\n")]
    head = f"From - {sent.date:%a %b %d %H:%M:%S %Y}\n".encode()
    return head + b"\n".join(lines).rstrip(b"\n") + b"\n\n"


class Pool:
    """The texts of some authors, dealt out so that each is used before any comes again."""

    def __init__(self, texts: Sequence[Text], rng: Random) -> None:
        self.rng = rng
        self.texts: dict[tuple[str, str], list[Text]] = defaultdict(list)
        self.dealt: dict[tuple[str, str], list[Text]] = {}
        for text in texts:
            self.texts[text.kind, text.stage].append(text)

    def deal(self, kind: str, stage: str = "") -> Text | None:
        """Give a text of a kind, and for a no of its round or another; None where nobody wrote one."""
        stages = (stage, *STAGES) if stage else ("",)
        key = next(((kind, one) for one in stages if self.texts[kind, one]), None)
        if key is None:
            return None
        if not self.dealt.get(key):
            self.dealt[key] = list(self.texts[key])
            self.rng.shuffle(self.dealt[key])
        return self.dealt[key].pop()


class Maker:
    """Makes one person's search."""

    def __init__(self, language: Language, authors: Sequence[str], rng: Random, today: datetime) -> None:
        self.language, self.authors, self.rng, self.today = language, authors, rng, today
        self.person = rng.choice(language.people)
        self.me = Address(self.person, address(self.person))
        self.pools = {a: Pool([t for t in language.texts if t.author == a], rng) for a in authors}
        self.everyone = Pool([t for t in language.texts if t.author in authors], rng)
        self.count = 0

    def make(self, name: str, closed: bool, applications: int) -> Search:
        """Make a search of so many applications, and all the mail around it."""
        stories = [self.story(number) for number in range(applications)]
        others = [text for text in self.everyone_texts() if text.kind in {"outreach", "alert", "other"}]
        return Search(
            name, closed, self.me.email, self.today, stories, [self._other(text) for text in others]
        )

    def everyone_texts(self) -> Iterator[Text]:
        """Every text of these authors."""
        return (text for pool in self.pools.values() for texts in pool.texts.values() for text in texts)

    def story(self, number: int) -> Story:
        """Make one application, from the receipt to where it stands today."""
        author, path = self.authors[number % len(self.authors)], self._path()
        gaps = [self.rng.randrange(2, 14) for _ in path[1:]]
        quiet = self.rng.randrange(1, MOST_QUIET)
        date = self.today - timedelta(days=sum(gaps) + quiet, minutes=self.rng.randrange(600))
        story = Story(self._job(author, number, date - timedelta(minutes=self.rng.randrange(2, 200))))
        for (kind, stage), gap in zip(path, [*gaps, 0], strict=True):
            if text := self.pools[author].deal(kind, stage):
                self._answer(story, text, date)
            if kind == "interview" and gap and self.rng.random() < 0.4:
                self._own(story, date + timedelta(hours=5))
            date += timedelta(days=gap, minutes=self.rng.randrange(-200, 200) if gap else 0)
        return story

    def _job(self, author: str, number: int, applied: datetime) -> Job:
        made = job(self.language, author, self.rng, f"{author}{number}", applied)
        employer, role = self._employer(author, number), self._role(author, number)
        return replace(made, person=self.person, employer=employer, role=role)

    def _employer(self, author: str, number: int) -> Employer:
        """A new employer each time while there are some; then one comes again with another role."""
        employers = self.language.worlds[author].employers
        return employers[number // len(self.authors) % len(employers)]

    def _role(self, author: str, number: int) -> str:
        """Roles in turn, out of step with the employers, so that one employer has several."""
        roles = self.language.worlds[author].roles
        turn = number // len(self.authors)
        return roles[(turn + turn // len(roles)) % len(roles)]

    def _path(self) -> list[tuple[str, str]]:
        """The kinds of mail an application brings, with the round of a no."""
        draw, path = self.rng.random(), [("applied", "")]
        if draw < 0.38:
            return [*path, ("rejection", "cv")]
        if draw < 0.6:
            return path
        stage = "cv"
        for step, kind in (("phone", "interview"), ("assessment", "assessment"), ("interview", "interview")):
            if self.rng.random() < 0.6:
                path.append((kind, ""))
                stage = step
        stage = "final" if stage == "interview" and self.rng.random() < 0.4 else stage
        ends = ("rejection", "nothing", "cancelled", "offer", "feedback")
        end = self.rng.choices(ends, (5, 2, 1, 1, 1))[0]
        no, last = ("rejection", stage), {"nothing": [], "rejection": [], "feedback": [("feedback", "")]}
        return [*path, *([no] if end in {"rejection", "feedback"} else []), *last.get(end, [(end, "")])]

    def _answer(self, story: Story, text: Text, date: datetime) -> None:
        """One mail from the employer: often in the thread, sometimes with the last mail quoted below."""
        one = fill(self.language, text, story.job, date, self.rng)
        before, last = story.last, story.sent[-1] if story.sent else None
        refs: tuple[str, ...] = ()
        if before and last and before.sender.email == one.sender.email and self.rng.random() < 0.7:
            refs = (last.message_id,)
            if self.rng.random() < 0.5:
                one = replace(one, subject=f"Re: {before.subject.removeprefix('Re: ')}")
            if self.rng.random() < 0.4:
                one = replace(one, body=one.body + self._quoted(before, last.date))
        story.sent.append(self._send(one, one.sender, self.me, date, refs, story.job.key))
        story.last = one

    def _own(self, story: Story, date: datetime) -> None:
        """A mail of the person's own in answer to the last one."""
        text, last = self.everyone.deal("own"), story.last
        if text is None or last is None or last.sender.email in SYSTEMS:
            return
        one = fill(self.language, text, story.job, date, self.rng)
        one = replace(one, subject=f"Re: {last.subject.removeprefix('Re: ')}")
        one = replace(one, body=one.body + self._quoted(last, story.sent[-1].date))
        refs = (story.sent[-1].message_id,)
        story.sent.append(self._send(one, self.me, last.sender, date, refs, story.job.key))

    def _quoted(self, one: Filled, date: datetime) -> str:
        """A mail as a program of this language quotes it below an answer."""
        who = f"{one.sender.name} <{one.sender.email}>"
        line = dated(self.language, date, self.language.wrote).replace("WHO", who)
        below = "\n".join(f"> {line}".rstrip() for line in one.body.split("\n"))
        return f"\n\n{line}\n\n{below}"

    def _other(self, text: Text) -> Sent:
        """A mail that belongs to no application, on any day of the search."""
        date = self.today - timedelta(days=self.rng.randrange(1, 180), minutes=self.rng.randrange(1_000))
        made = replace(job(self.language, text.author, self.rng, "", date), person=self.person)
        one = fill(self.language, text, made, date, self.rng)
        return self._send(one, one.sender, self.me, date, (), "")

    def _send(
        self, one: Filled, sender: Address, to: Address, date: datetime, refs: tuple[str, ...], key: str
    ) -> Sent:
        self.count += 1
        domain = sender.email.rpartition("@")[2]
        message_id = f"<{self.language.code}.{self.rng.randrange(16**10):x}.{self.count}@{domain}>"
        letter = Letter(
            sender=sender,
            to=to,
            subject=one.subject,
            body=one.body,
            date=date,
            message_id=message_id,
            in_reply_to=refs[-1] if refs else "",
            references=refs,
            shape=SHAPES[self.rng.choice(sorted(SHAPES))],
        )
        application = key if one.text.kind in (*HIRING, "own") else ""
        return Sent(message_id, one.text.kind, application, date, compose(letter))


def searches(languages: Sequence[Language], seed: int, today: datetime) -> Iterator[Search]:
    """Two searches for a complete language, the open authors' and the closed ones'; one for any other."""
    for language in languages:
        authors = sorted(language.worlds)
        groups = [[a for a in authors if (a in CLOSED) is closed] for closed in (False, True)]
        for group in groups if language.complete else [authors]:
            rng = Random(f"{seed} {language.code} {group}")
            size = len(group) * (12 if language.complete else 5)
            closed = CLOSED.issuperset(group)
            yield Maker(language, group, rng, today).make(f"{language.code} {'+'.join(group)}", closed, size)
