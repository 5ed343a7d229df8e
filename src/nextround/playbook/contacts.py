"""People to stay in touch with: a reason to write, seldom, and rest when nothing comes back (C13)."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from nextround.playbook.budget import contact_gate, last_answer
from nextround.playbook.case import Case, Contact, StepKind, own_mails
from nextround.playbook.step import Step

AFTER = timedelta(weeks=6)
FOR = timedelta(weeks=2)
LONGEST_HELLO = 300  # characters: what the networks take with a request to connect


def stay_in_touch(case: Case, now: datetime, zone: ZoneInfo) -> Step | None:
    """Six to eight weeks after the last word: a line to someone the person keeps, with a reason (R044).

    Two letters that nothing came back for close the budget, and the contact rests.
    """
    if not case.contacts or not contact_gate(case, now).open:
        return None
    contact = max(case.contacts, key=lambda one: one.at)
    due = max(contact.at, _last_word(case) or contact.at) + AFTER
    if not due <= now < due + FOR:
        return None
    return Step(
        kind=StepKind.STAY_IN_TOUCH,
        application_key=case.application.key,
        title=f"A line to {contact.name}",
        why=reason(contact),
        window_sentence="Some day in the next two weeks, or not at all.",
        rules=("R044", "R042"),
        sources=("003",),
        since=due,
    )


def reason(contact: Contact) -> str:
    """Why to write to them now; without a known interest it asks for one."""
    if contact.interest:
        return f"You noted that they care about {contact.interest}. A word or an article on that is a reason."
    return "What do they care about? A word on it, kept with their name, would be a reason to write."


def _last_word(case: Case) -> datetime | None:
    """When either side last wrote or spoke."""
    own = [*(w.at for w in case.written), *(e.date for e in own_mails(case)), *(c.at for c in case.calls)]
    return max([*own, *filter(None, [last_answer(case)])], default=None)
