"""`nextround letter check --jsonl`: one object in, one object out, as the contract says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from nextround.letters.check import check_letter
from nextround.letters.kinds import Contact, Context, Found, LetterKind, Thread
from nextround.letters.reply import one_line
from nextround.letters.text import Letter

_NOTHING_KNOWN = Context()


class CannotRead(ValueError):
    """A line that cannot be answered; the message is a sentence for the person."""


def answer(obj: Mapping[str, Any]) -> dict[str, Any]:
    """The findings for one letter; a line that cannot be read becomes `{"id", "error"}`."""
    name = obj.get("id")
    try:
        return {"id": name, **_answer(obj)}
    except CannotRead as error:
        return {"id": name, "error": str(error)}


def _answer(obj: Mapping[str, Any]) -> dict[str, Any]:
    text = obj.get("text")
    if not isinstance(text, str):
        raise CannotRead("This line has no text to look at. Put the letter under the name 'text'.")
    kind = kind_of(obj.get("kind", LetterKind.FEEDBACK_REQUEST))
    context = context_of(obj.get("context") or {})
    letter = Letter(text)
    found = check_letter(letter, kind, context, obj.get("lang"))
    return {"words": letter.words, "findings": [as_dict(one) for one in found]}


def as_dict(found: Found) -> dict[str, Any]:
    """A finding in the contract's form."""
    return {
        "rule": found.rule,
        "severity": found.severity.value,
        "start": found.start,
        "end": found.end,
        "hint": found.hint,
        "sources": list(found.sources),
    }


def kind_of(name: object) -> LetterKind:
    """The kind of this name; raises CannotRead with the names there are."""
    try:
        return LetterKind(str(name))
    except ValueError:
        known = ", ".join(kind.value for kind in LetterKind)
        raise CannotRead(
            f"There is no letter kind '{one_line(str(name))}'. The kinds are: {known}."
        ) from None


def context_of(raw: object) -> Context:
    """The facts of a context object; unknown names are left alone, wrong shapes raise CannotRead."""
    if not isinstance(raw, Mapping):
        raise CannotRead("The context has to be an object with names and values.")
    if not raw:
        return _NOTHING_KNOWN
    recipient = raw.get("recipient")
    person = recipient if isinstance(recipient, Mapping) else {}
    now = _moment(raw.get("now"))
    return Context(
        company=_text(raw, "company"),
        role=_text(raw, "role"),
        contact_name=_text(raw, "contact_name") or _text(person, "name") or _name(recipient),
        contact_title=_text(raw, "contact_title") or _text(person, "title"),
        title_known="contact_title" in raw,
        aliases=_texts(raw, "aliases"),
        other_people=_texts(raw, "other_people")
        + _texts(raw, "people")
        + _texts(raw, "panel")
        + _texts(raw, "also_met"),
        other_companies=_texts(raw, "other_companies"),
        other_roles=_texts(raw, "other_roles"),
        other_contacts=_texts(raw, "other_contacts"),
        current_employer=_text(raw, "current_employer"),
        mentioned_companies=_texts(raw, "mentioned_companies"),
        own_name=_text(raw, "own_name"),
        subject=_text(raw, "subject"),
        attachments=_texts(raw, "attachments") + _texts(raw, "attachment") + _texts(raw, "links"),
        recipient=_text(person, "email") or (recipient if isinstance(recipient, str) else ""),
        stage=_text(raw, "stage"),
        earlier_letters=_texts(raw, "earlier_letters"),
        channel=_text(raw, "channel"),
        history=tuple(_contact(one) for one in _rows(raw, "history")) + _sent(raw.get("sent"), now),
        recipient_tz=_text(raw, "recipient_tz"),
        recipient_region=_text(raw, "recipient_region") or _text(raw, "employer_country"),
        recipient_local=_moment(raw.get("recipient_local")),
        sender_tz=_text(raw, "sender_tz"),
        sender_local=_moment(raw.get("sender_local")),
        now=now,
        thread=_thread(raw.get("thread")),
        target=_thread(raw.get("target")),
        rejection_thread_exists=bool(raw.get("rejection_thread_exists")),
    )


def _text(raw: Mapping[str, Any], name: str) -> str:
    value = raw.get(name)
    return value if isinstance(value, str) else ""


def _name(recipient: object) -> str:
    return recipient if isinstance(recipient, str) and "@" not in recipient else ""


def _texts(raw: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = raw.get(name) or ()
    values = [value] if isinstance(value, str | Mapping) else value
    if not isinstance(values, Iterable):
        raise CannotRead(f"'{name}' has to be a list of texts.")
    texts = (_text(one, "text") or _text(one, "name") if isinstance(one, Mapping) else one for one in values)
    return tuple(text for text in texts if isinstance(text, str) and text)


def _rows(raw: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = raw.get(name) or []
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise CannotRead(f"'{name}' has to be a list of objects.")
    return rows


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _contact(row: Mapping[str, Any]) -> Contact:
    return Contact(
        channel=_text(row, "channel") or "email",
        direction=_text(row, "direction") or "out",
        working_days_ago=_number(row.get("working_days_ago")),
        got_reply=bool(row.get("got_reply")),
        facts=dict(row),
    )


def _sent(raw: object, now: datetime | None) -> tuple[Contact, ...]:
    """Letters sent before as contacts: objects with a date (`sent_at`, `date`) and kind, or bare dates."""
    if not isinstance(raw, list):
        return ()
    rows = [row if isinstance(row, Mapping) else {"date": row} for row in raw]
    return tuple(
        Contact(
            _text(row, "channel") or "email",
            "out",
            _number(row.get("working_days_ago")) or _days_between(row.get("sent_at") or row.get("date"), now),
            bool(row.get("got_reply")),
            dict(row),
        )
        for row in rows
    )


def _days_between(value: object, now: datetime | None) -> float | None:
    moment = _moment(value)
    if moment is None or now is None:
        return None
    days = (now.date() - moment.date()).days
    return float(sum((moment.toordinal() + step) % 7 not in (0, 6) for step in range(1, days + 1)))


def _moment(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) and value else None
    except ValueError:
        raise CannotRead(
            f"'{one_line(str(value))}' is no date and time. Write it like 2025-09-16T10:15."
        ) from None


def _thread(raw: object) -> Thread | None:
    if not isinstance(raw, Mapping):
        return None
    people = raw.get("recipients")
    copied = raw.get("cc")
    return Thread(
        company=_text(raw, "company"),
        role=_text(raw, "role"),
        sender=_text(raw, "sender"),
        subject=_text(raw, "subject"),
        to=_text(raw, "to"),
        kind=_text(raw, "kind"),
        recipients=_count(people) if _count(people) is not None else _count(copied),
        working_days_ago=_number(raw.get("working_days_ago")),
    )


def _count(value: object) -> int | None:
    if isinstance(value, list):
        return len(value)
    return int(value) if isinstance(value, int) else None
