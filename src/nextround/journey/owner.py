"""Guess which addresses are the person's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from nextround.journey.domains import own_site
from nextround.mailbox.message import Message

DELIVERED = ("delivered-to", "x-delivered-to", "x-original-to", "envelope-to")
LABELS = "x-gmail-labels"
SENT_LABELS = re.compile(
    r"\b(?:sent|gesendet|envoy[ée]s?|messages envoy[ée]s|enviados?|inviata|verzonden)\b", re.I
)
ADDRESS = re.compile(r"[^\s<>,;\"']+@[^\s<>,;\"']+")
WEIGHT = 3  # a delivery header names the box itself, a To line only whom the sender meant
SHARE = 0.1  # a second address of the person gets at least this part of the first one's mail


def guess_owner(messages: Iterable[Message]) -> frozenset[str]:
    """The person's own addresses, lower case: whom mail is delivered to and who sent the sent mail."""
    boxes: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for message in messages:
        boxes.update(delivered_to(message))
        if SENT_LABELS.search(message.headers.get(LABELS, "")):
            boxes[message.sender.email] += WEIGHT
        else:
            named.update({a.email for a in message.to})
    boxes.pop("", None)
    named.pop("", None)
    if not boxes:
        return frozenset(a for a, _ in _top(named)[:1])
    most = boxes.most_common(1)[0][1]
    return frozenset(a for a, n in boxes.items() if n >= SHARE * most)


def known_writers(senders: Iterable[str], me: frozenset[str]) -> frozenset[str]:
    """Of those who wrote of steps in the search, those whose domain neither many nor the person share."""
    mine = {own_site(address) for address in me}
    return frozenset(sender for sender in senders if own_site(sender) and own_site(sender) not in mine)


def telling(message: Message) -> dict[str, str]:
    """The headers that tell whose mailbox a message came from; no others are looked at here."""
    return {name: message.headers[name] for name in (*DELIVERED, LABELS) if name in message.headers}


def delivered_to(message: Message) -> set[str]:
    """The boxes that a message says it was put into."""
    lines = (message.headers.get(h, "") for h in DELIVERED)
    return {found.lower() for line in lines for found in ADDRESS.findall(line)}


def _top(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
