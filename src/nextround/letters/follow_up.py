"""Whether the application's contact budget still has room: one ask and one gentle nudge (C06)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nextround.letters.kinds import Contact, Context, Found, LetterKind, Severity
from nextround.letters.rules import Rule
from nextround.letters.text import Letter

CALLS = {"call", "phone", "telephone", "voicemail", "video_call"}
NO_ASK = {"thank_you", "application", "keep_in_touch", "own_application", "withdrawal"}
NO_ANSWER = {
    "auto_reply",
    "autoreply",
    "out_of_office",
    "receipt",
    "bounce",
    "automatic",
    "newsletter",
    "read_receipt",
}
RESETS = (
    "new_role",
    "new_vacancy",
    "invitation",
    "invited",
    "offers_feedback",
    "asks_callback",
    "replied",
    "reset",
)


def look(rule: Rule, letter: Letter, kind: LetterKind, context: Context) -> Iterator[Found]:
    """A gate when the budget is used up; a quiet note when this is the one nudge it allows."""
    del letter
    open_asks = unanswered(context.history)
    if not open_asks:
        return
    calling = context.channel in CALLS or kind in (LetterKind.CALL_SCRIPT, LetterKind.VOICEMAIL_SCRIPT)
    if calling and any(one.channel in CALLS for one in open_asks):
        yield _found(rule, rule.severity, rule.facts["call_hint"])
    elif len(open_asks) > 1 or not _long_enough(open_asks[0], rule):
        yield _found(rule, rule.severity, rule.hint)
    else:
        yield _found(rule, Severity.INFO, rule.facts["nudge_hint"])


def _found(rule: Rule, severity: Severity, hint: str) -> Found:
    return Found(rule.family, severity, None, None, hint, rule.sources)


def _long_enough(ask: Contact, rule: Rule) -> bool:
    days = ask.working_days_ago
    return days is not None and days >= rule.facts["nudge_after_working_days"]


def unanswered(history: Sequence[Contact]) -> list[Contact]:
    """The person's own asks since the last answer, invitation or new role."""
    since = -1
    in_order = sorted(history, key=_age, reverse=True)
    for place, one in enumerate(in_order):
        if _is_reset(one):
            since = place
    return [one for one in in_order[since + 1 :] if one.direction == "out" and _is_ask(one)]


def _age(one: Contact) -> float:
    return one.working_days_ago if one.working_days_ago is not None else 0.0


def _is_ask(one: Contact) -> bool:
    return one.facts.get("kind") not in NO_ASK


def _is_reset(one: Contact) -> bool:
    if one.got_reply or any(one.facts.get(name) for name in RESETS):
        return True
    if one.facts.get("outcome") in ("spoke", "answered", "called_back"):
        return True
    return one.direction == "in" and one.facts.get("kind") not in NO_ANSWER
