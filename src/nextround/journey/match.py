"""Which known application a mail belongs to: threads first, then requisition numbers, then names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum

from nextround.journey.application import Application, Event
from nextround.journey.domains import human, label_of, own_label, own_site
from nextround.journey.mail import Mail
from nextround.journey.shelf import (
    Shelf,
    bears,
    company_clues,
    joined_name,
    label_clues,
    part_clues,
    sought_roles,
    word_clues,
)
from nextround.journey.standing import FINAL_OUTCOMES, VERDICTS, standing, verdict
from nextround.reading.finding import Kind
from nextround.reading.names import abbreviates, same_company, same_role
from nextround.reading.sender import from_hiring_address, read_sender

# Two receipts from one employer within these days are one application seen twice (a board's receipt and
# the employer's own); later, and with no role to tell, they are two.
ONE_RECEIPT = timedelta(days=3)
# After a no (even one that still waits for the person's word) a receipt for the same role is a fresh
# application; within these hours the mails may only have overtaken each other.
FRESH_AFTER_NO = timedelta(hours=12)
# With no no in between, a receipt for the same role is a fresh application after this long.
FRESH_AFTER = timedelta(days=30)
# A settled application still draws mails by name for this long: a second copy of the no, an answer.
NEAR = timedelta(days=120)
# A recruiter's first mail may come this long before the application it leads to.
LEADS_TO = timedelta(days=45)
# A mail may be stamped a little before the application it belongs to: clocks differ.
CLOCKS = timedelta(days=1)
# What begins something new says little about an old application by a title alone.
FIRST = frozenset({Kind.APPLIED, Kind.OUTREACH, Kind.OWN})


class Bond(IntEnum):
    """How strongly a mail and an application belong together."""

    NONE = 0
    ROLE = 1  # the same title, and one side names nobody
    AGENCY = 2  # the same agency and nothing else
    NAME = 3  # the same employer, the role not told on one side
    FULL = 4  # the same employer and the same role
    REQUISITION = 5
    THREAD = 6


@dataclass(frozen=True, slots=True)
class Match:
    """The application that a mail belongs to, or the several it may belong to, or neither."""

    application: Application | None = None
    options: tuple[Application, ...] = ()
    bond: Bond = Bond.NONE

    @property
    def strong(self) -> bool:
        """Whether more than an employer's name speaks for it."""
        return self.bond >= Bond.FULL


def find(mail: Mail, shelf: Shelf) -> Match:
    """The best place for a mail on the shelf."""
    placed = shelf.get(mail.placed) if mail.placed else None
    if placed is not None:
        return Match(placed, bond=Bond.THREAD)
    bonds = [(bond(mail, a), a) for a in shelf.sharing(mail_clues(mail))]
    best = max((b for b, _ in bonds), default=Bond.NONE)
    if mail.finding.kind is Kind.OTHER and best < Bond.FULL:
        return Match() if mail.answered else _from_known_writer(mail, [a for _, a in bonds])
    if best < Bond.ROLE:
        return Match()
    return choose(mail, [a for b, a in bonds if b is best], best)


def _from_known_writer(mail: Mail, among: list[Application]) -> Match:
    """A mail that says nothing by itself belongs to the live application its writer wrote about.

    A human or a hiring desk of its employer is such a writer, and whoever names the employer in a mail that
    speaks of work. An employer's domain alone does not place it: they send newsletters as well.
    """
    theirs = [a for a in among if _writes_about(mail, a) and in_its_time(mail, a)]
    live = [a for a in theirs if is_live(a, mail.date)]
    theirs = live or [a for a in theirs if others(mail) & a.people and _still_near(mail, a, Bond.NAME)]
    theirs = [a for a in theirs if others(mail) & a.people] or theirs
    return (
        Match(theirs[0], bond=Bond.NAME) if len(theirs) == 1 else Match(options=tuple(theirs), bond=Bond.NAME)
    )


def _writes_about(mail: Mail, application: Application) -> bool:
    """Whether one who writes about an application wrote, and names no other role."""
    if _roles_differ(mail.finding.role, application.role):
        return False
    if others(mail) & application.people:
        return True
    if _same_employer(mail, application):
        return True
    return _same_domain(mail, application, role=False) and hiring_writer(mail)


def hiring_writer(mail: Mail) -> bool:
    """Whether a human writes, by name and from an employer's own domain, or a desk where people are hired."""
    sender = mail.sender
    by_name = human(sender.email) and read_sender(sender).person
    return bool(by_name or from_hiring_address(sender.email))


def in_its_time(mail: Mail, application: Application) -> bool:
    """Whether a mail is no older than an application can be."""
    first = min((e.date for e in application.events), default=mail.date)
    return mail.date >= first - LEADS_TO and _not_before(mail, application)


def mail_clues(mail: Mail) -> set[str]:
    """Where to look for a mail's application."""
    found = mail.finding
    clues = {f"thread:{i}" for i in (*mail.answers, mail.id)}
    if found.kind is Kind.ALERT:
        return clues  # an alert names employers by the dozen
    clues |= company_clues(found.company) | company_clues(found.agency)
    clues |= {clue for label in labels(mail) for clue in label_clues(label) | part_clues(label)}
    clues |= word_clues(found.company)
    clues |= {f"person:{p}" for p in others(mail)} | {f"site:{s}" for s in sites(mail)}
    if found.kind not in FIRST:
        clues |= sought_roles(found.role, named=bool(found.company or found.agency))
    if found.requisition:
        clues.add(f"requisition:{found.requisition.casefold()}")
    return clues


def labels(mail: Mail) -> set[str]:
    """The names in the other side's own domains."""
    return {own_label(address) for address in others(mail)} - {""}


def others(mail: Mail) -> set[str]:
    """The other side's addresses: the sender's, or those the person's own mail goes to."""
    return {p.email for p in mail.to} if mail.finding.kind is Kind.OWN else {mail.sender.email}


def sites(mail: Mail) -> set[str]:
    """The other side's own domains, those that many share left out."""
    return {own_site(address) for address in others(mail)} - {""}


def bond(mail: Mail, application: Application) -> Bond:
    """How strongly one mail and one application belong together."""
    if mail.id in application.thread_ids or mail.answers & application.thread_ids:
        return Bond.NONE if _another_job(mail, application) else Bond.THREAD
    found = mail.finding
    if found.requisition and application.requisition:
        if found.requisition.casefold() != application.requisition.casefold():
            return Bond.NONE
        return Bond.NONE if _differ(found.company, application.company) else Bond.REQUISITION
    if not _fresh_enough(mail, application):
        return Bond.NONE
    return _names(mail, application)


def _another_job(mail: Mail, application: Application) -> bool:
    """A person who answers an old thread may apply for another role with it."""
    found = mail.finding
    return found.kind is Kind.APPLIED and (
        _roles_differ(found.role, application.role) or not _fresh_enough(mail, application, told=True)
    )


def _differ(a: str, b: str) -> bool:
    return bool(a and b) and not same_company(a, b)


def _roles_differ(a: str, b: str) -> bool:
    return bool(a and b) and not same_role(a, b)


def _names(mail: Mail, application: Application) -> Bond:
    found = mail.finding
    if _roles_differ(found.role, application.role):
        return Bond.NONE
    role = same_role(found.role, application.role)
    known_writer = not found.agency and bool(others(mail) & application.people)
    if known_writer or _same_employer(mail, application) or _same_domain(mail, application, role):
        return Bond.FULL if role else Bond.NAME
    if _differ(found.company, application.company):
        return Bond.NONE
    if _colleague(mail, application):
        return Bond.FULL if role else Bond.NAME
    if same_company(found.agency, application.agency):
        return Bond.FULL if role else Bond.AGENCY
    nameless = not (found.company or found.agency) or not (application.company or application.agency)
    return Bond.ROLE if role and nameless and found.kind not in FIRST else Bond.NONE


def _colleague(mail: Mail, application: Application) -> bool:
    """Whether somebody writes from the domain that another human of this employer wrote from.

    A domain that only a machine wrote from may be a hiring system's that we do not know.
    """
    if mail.finding.agency or application.agency:
        return False
    known = {own_site(person) for person in application.people}
    return any(own_site(address) in known for address in others(mail) if human(address))


def _from_elsewhere(mail: Mail, application: Application) -> bool:
    """Whether the other side writes from a domain of its own that the application has not met."""
    theirs = sites(mail)
    return bool(theirs) and not theirs & application.domains


def _same_employer(mail: Mail, application: Application) -> bool:
    found = mail.finding
    if same_company(found.company, application.company) or _called_by_domain(found.company, application):
        return True
    crossed = same_company(found.company, application.agency) or same_company(
        found.agency, application.company
    )
    return crossed and not (found.company and application.agency and found.agency)


def _called_by_domain(company: str, application: Application) -> bool:
    """Whether an application is so far only called by a domain that is short for the employer's name."""
    name = joined_name(application.company)
    return any(label_of(site) == name and names(name, company) for site in application.domains)


def names(label: str, company: str) -> bool:
    """Whether the label of a domain names an employer."""
    return bears(label, joined_name(company)) or abbreviates(label, company)


def _same_domain(mail: Mail, application: Application, role: bool) -> bool:
    """Whether the other side's domain bears the employer's name.

    What the mail says comes before what its domain is called, unless the two agree, or the role does.
    """
    found = mail.finding
    said = "" if found.kind is Kind.OWN else joined_name(found.company)
    vague = not said or (role and not found.agency)
    return any(names(label, application.company) and (vague or bears(label, said)) for label in labels(mail))


def _fresh_enough(mail: Mail, application: Application, told: bool = False) -> bool:
    """Whether a receipt can belong to an application that has one, or that was settled.

    `told` says that more than the employer's name connects the two. A receipt that is in doubt begins
    nothing where something runs already.
    """
    found = mail.finding
    receipts = [e.date for e in application.events if e.kind is Kind.APPLIED]
    if found.kind is not Kind.APPLIED or not application.events:
        return _not_before(mail, application)
    ends = (e for e in application.events if _settles(e) and (found.sure or e.sure))
    if any(mail.date - e.date >= FRESH_AFTER_NO for e in ends):
        return False
    if not receipts:
        return True
    gap = min(abs(mail.date - r) for r in receipts)
    told = told or not found.sure or bool(found.role and application.role)
    return gap < (FRESH_AFTER if told else ONE_RECEIPT)


def _settles(event: Event) -> bool:
    """Whether an event ends an application, or may do so once the person has said."""
    return verdict(event) in FINAL_OUTCOMES


def _not_before(mail: Mail, application: Application) -> bool:
    """An application that began after a mail cannot be what the mail is about."""
    begun = [e.date for e in application.events if e.kind is Kind.APPLIED]
    early = LEADS_TO if mail.finding.kind is Kind.OUTREACH else CLOCKS
    return not begun or mail.date >= min(begun) - early


def choose(mail: Mail, among: list[Application], how: Bond) -> Match:
    """One of several equally close applications, or the question between them."""
    live = [a for a in among if is_live(a, mail.date)]
    pool = live or [a for a in among if _still_near(mail, a, how)]
    if how is Bond.ROLE:
        return _by_title(mail, live)
    if len(pool) == 1:
        return Match(pool[0], bond=how)
    if not pool:
        return Match()
    if how in {Bond.FULL, Bond.THREAD, Bond.REQUISITION} or not live:
        return Match(max(pool, key=begun), bond=how)
    if mail.finding.kind is Kind.APPLIED:
        return Match(max(pool, key=begun), bond=how)
    return Match(options=tuple(sorted(pool, key=begun, reverse=True)), bond=how)


def likeliest(mail: Mail, among: tuple[Application, ...]) -> Application:
    """Of several applications at one employer the one that a small mail most likely is about.

    The one its writer wrote about, of several the one in which something happened nearest in time.
    """
    theirs = [a for a in among if others(mail) & a.people] or among
    return min(theirs, key=lambda a: (_distance(a, mail.date), begun(a)))


def _distance(application: Application, date: datetime) -> timedelta:
    return min((abs(e.date - date) for e in application.events), default=timedelta.max)


def _by_title(mail: Mail, live: list[Application]) -> Match:
    """A title alone places a mail that decides nothing, or fills an application that names nobody yet.

    One from a domain that the application has not met may as well be another employer's.
    """
    sure_enough = bool(mail.finding.company or mail.finding.agency) or mail.finding.kind not in VERDICTS
    if len(live) == 1 and sure_enough and not _from_elsewhere(mail, live[0]):
        return Match(live[0], bond=Bond.ROLE)
    return Match(options=tuple(sorted(live, key=begun, reverse=True)), bond=Bond.ROLE)


def is_live(application: Application, date: datetime) -> bool:
    """Whether more could come of it at `date`: open, silent or with an offer."""
    known = tuple(e for e in application.events if e.date <= date)
    return standing(replace(application, events=known), date).outcome not in FINAL_OUTCOMES


def _still_near(mail: Mail, application: Application, how: Bond) -> bool:
    """Whether a mail can still be about a settled application: by thread always, by name for a while."""
    if how >= Bond.REQUISITION or not application.events:
        return True
    last = max(e.date for e in application.events)
    return mail.date - last < NEAR


def begun(application: Application) -> tuple[float, str]:
    """When an application began, for ordering."""
    return min((e.date.timestamp() for e in application.events), default=0.0), application.key
