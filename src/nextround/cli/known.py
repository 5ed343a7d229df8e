"""Mail of people known from the search, which the first look passed over for want of a word of a job."""

from __future__ import annotations

from collections.abc import Iterable

from nextround.cli.gather import Gathered, Read
from nextround.cli.reader import read_one
from nextround.journey.filing import OPENERS
from nextround.journey.owner import guess_owner, known_writers
from nextround.mailbox.files import MailboxError, Source


def gather_known(sources: Iterable[Source], gathered: Gathered, me: frozenset[str]) -> None:
    """Read what people wrote who took a step in the search, and their colleagues."""
    addresses = correspondents(gathered.mails, me)
    for source in sources if addresses else ():
        try:
            gathered.mails += [read_one(one.raw, me) for one in source.known(addresses)]
        except MailboxError as error:
            gathered.problems.append({"where": source.name, "what": str(error)})


def correspondents(mails: list[Read], me: frozenset[str]) -> frozenset[str]:
    """Who wrote of a step; without addresses in `me` the person's own are guessed, as in `understand`."""
    me = me or guess_owner(message for message, _ in mails)
    return known_writers((message.sender.email for message, found in mails if found.kind in OPENERS), me)
