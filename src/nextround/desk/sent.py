"""Notice that a letter was sent, from whatever program: the mail that it became lies in the mailbox."""

from __future__ import annotations

from django.contrib.auth.models import User

from nextround.letters.sent import CLOCKS_DIFFER, OwnMail, Unsent, find_sent
from nextround.mailbox.parse import parse
from nextround.records import keep, queries
from nextround.records.models import Letter, Mail


def notice_sent(owner: User) -> int:
    """Mark each letter that is found among the person's own mails as sent; gives how many were.

    Doing it again changes nothing, and a letter that the person said was not sent stays unsent.
    """
    letters = {row.pk: row for row in queries.unsent(owner)}
    if not letters:
        return 0
    first = min(row.created_at for row in letters.values()) - CLOCKS_DIFFER
    mails = {mail.message_id: mail for mail in queries.own_mail_since(owner, first)}
    found = find_sent(map(_unsent, letters.values()), map(_own_mail, mails.values()))
    return sum(keep.found_sent(letters[pk], mails[mail.id], mail.date) for pk, mail in found.items())


def _unsent(row: Letter) -> Unsent:
    answers = row.mail.message_id if row.mail is not None else ""
    return Unsent(row.pk, row.text, row.created_at, answers, row.recipient_email, row.sent_as)


def _own_mail(mail: Mail) -> OwnMail:
    assert mail.date is not None  # noqa: S101 -- asked for by its date
    return OwnMail(
        id=mail.message_id,
        date=mail.date,
        text=parse(keep.raw(mail)).text,
        to=frozenset(email for _, email in mail.facts.get("to", [])),
        threads=frozenset(mail.facts.get("threads", [])),
    )
