"""Whether the thread a letter would answer belongs to this application, and to someone who reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from nextround.letters.kinds import Context, Found, LetterKind, Thread
from nextround.letters.reply import is_no_reply
from nextround.letters.rules import Rule
from nextround.letters.text import Letter
from nextround.reading.names import normal_company, same_company, same_role

MANY = 3  # recipients; one or two people of the same company are usual
OLD = 10  # working days; a newer mail with the decision exists
AUTOMATIC = {
    "calendar_invite",
    "calendar",
    "invite",
    "newsletter",
    "alert",
    "job_alert",
    "survey",
    "bounce",
    "auto_reply",
    "automatic",
    "notification",
    "receipt",
    "mailing_list",
    "list",
}


def look(rule: Rule, letter: Letter, kind: LetterKind, context: Context) -> Iterator[Found]:
    """One warning with the first reason that holds."""
    del letter, kind
    if context.thread is None:
        return
    reason = _reason(
        context.thread, context.target or Thread(company=context.company, role=context.role), context
    )
    if reason:
        yield Found(rule.family, rule.severity, None, None, rule.facts["hints"][reason], rule.sources, reason)


def _reason(thread: Thread, target: Thread, context: Context) -> str:
    old = context.rejection_thread_exists and (thread.working_days_ago or 0) >= OLD
    reasons = {
        "other_company": _differ(thread.company, target.company, same_company),
        "other_role": _differ(thread.role, target.role, same_role),
        "no_reply": is_no_reply(thread.sender),
        "not_a_letter": thread.kind in AUTOMATIC,
        "old": old,
        "many": thread.recipients is not None and thread.recipients > MANY,
        "private": _is_private(thread, target),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _differ(one: str, other: str, same: Callable[[str, str], bool]) -> bool:
    return bool(one and other) and not same(one, other)


def _is_private(thread: Thread, target: Thread) -> bool:
    """No company is known for the thread, and it was forwarded or never names the one meant."""
    if thread.company or not target.company or not (thread.sender or thread.subject):
        return False
    named = normal_company(target.company)
    place = f"{thread.sender} {thread.subject} {thread.to}".lower()
    return re.sub(r"\W", "", named) not in re.sub(r"\W", "", place)
