"""Which of the person's own mails is a letter that was written here, whatever program sent it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from nextround.reading.newest import newest

# How much of a letter stands in a mail that is it; people change a line before they send it.
ALIKE = 0.7
# Where neither thread nor reader is known, the words alone must tell.
THE_SAME = 0.9
CLOCKS_DIFFER = timedelta(minutes=10)
LONGEST = 20_000  # characters that are compared


@dataclass(frozen=True, slots=True)
class Unsent:
    """A letter that nobody knows to be sent.

    `key` is the caller's own; `begun` is when it was begun, `answers` the id of the mail that it answers,
    `to` the address of its reader; both may be empty. `not_it` is the id of a mail that the person said
    it is not.
    """

    key: int
    text: str
    begun: datetime
    answers: str = ""
    to: str = ""
    not_it: str = ""


@dataclass(frozen=True, slots=True)
class OwnMail:
    """A mail that the person sent; `threads` holds the ids that it names as before it."""

    id: str
    date: datetime
    text: str
    to: frozenset[str] = frozenset()
    threads: frozenset[str] = frozenset()


def find_sent(letters: Iterable[Unsent], mails: Iterable[OwnMail]) -> dict[int, OwnMail]:
    """The mail that each letter was sent as, by the letter's key. No mail is two letters."""
    known = [(mail, _shreds(newest(mail.text[:LONGEST]))) for mail in mails]
    pairs = sorted(
        (-share, letter.key, number)
        for letter in letters
        for number, (mail, shreds) in enumerate(known)
        if (share := _share(letter, mail, shreds))
    )
    found: dict[int, OwnMail] = {}
    used: set[int] = set()
    for _, key, number in pairs:
        if key not in found and number not in used:
            found[key] = known[number][0]
            used.add(number)
    return found


def _share(letter: Unsent, mail: OwnMail, shreds: frozenset[str]) -> float:
    """How much of the letter stands in the mail, or 0 when the mail cannot be it."""
    if mail.date < letter.begun - CLOCKS_DIFFER or mail.id == letter.not_it:
        return 0
    linked = bool(letter.answers and letter.answers in mail.threads) or letter.to.lower() in mail.to
    if not linked and (letter.answers or letter.to):
        return 0
    own = _shreds(newest(letter.text[:LONGEST]))
    share = len(own & shreds) / len(own) if own else 0
    return share if share >= (ALIKE if linked else THE_SAME) else 0


def _shreds(text: str) -> frozenset[str]:
    """Every three letters that follow one another: told alike in any script, whatever the spaces."""
    letters = "".join(filter(str.isalnum, text.casefold()))
    return frozenset(letters[n : n + 3] for n in range(len(letters) - 2))
