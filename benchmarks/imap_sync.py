"""How fast a live account is read: headers, and then everything, beside Python's own `imaplib`.

    python benchmarks/imap_sync.py [--mails 20000] [--seed 1]

Starts a Dovecot of its own (`bin/system-packages` installs one), fills a Maildir with mails as
`make_mailbox.py` makes them, and reads it: the header pass alone (the first time, when the server itself has
not looked at the mails yet, and once more), the same by `imaplib`, then a whole first sync. Also tells
whether the sync found what the look over the same mails as files finds. The mails take about 70 KB each in
/tmp.
"""

from __future__ import annotations

import argparse
import imaplib
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.dovecot import Dovecot, running_dovecot

from make_mailbox import make
from nextround.mailbox.imap import Known, connect
from nextround.mailbox.imap_reading import BLOCK, FIELDS, Reading
from nextround.mailbox.mbox import is_candidate
from nextround.mailbox.source import Candidate

USER = "bench"


def fill(server: Dovecot, mails: int, seed: int) -> tuple[int, set[bytes]]:
    """Put mails into the inbox; gives their bytes, and the candidates among them as files."""
    size, wanted = 0, set()
    source = islice(make(10**12, seed), mails)
    while batch := [made.raw for made in islice(source, 1_000)]:
        server.fill(USER, batch)
        size += sum(map(len, batch))
        wanted |= {name_of(raw) for raw in batch if is_candidate(raw)}
    return size, wanted


def name_of(raw: bytes) -> bytes:
    """A mail's Message-ID."""
    start = raw.lower().find(b"\nmessage-id:") + 12
    return raw[start : raw.find(b"\n", start)].strip()


def header_pass(server: Dovecot) -> int:
    """The first look over all headers, as a sync begins."""
    with connect(server.login(USER)) as account:
        state = account.examine("INBOX")
        reading = Reading(account.wire, "INBOX", state.uidvalidity, Known())
        uids = reading.find(0)
        return sum(len(reading.heads(uids[at : at + BLOCK])) for at in range(0, len(uids), BLOCK))


def by_imaplib(server: Dovecot) -> int:
    """The same headers by Python's own library, nothing looked at."""
    with imaplib.IMAP4(server.host, server.port) as account:
        account.login(USER, "secret")
        account.select(readonly=True)
        _, found = account.uid("SEARCH", "ALL")
        uids = found[0].split()
        count = 0
        for at in range(0, len(uids), BLOCK):
            wanted = f"{uids[at].decode()}:{uids[min(at + BLOCK, len(uids)) - 1].decode()}"
            items = f"(UID FLAGS RFC822.SIZE BODY.PEEK[HEADER.FIELDS ({FIELDS})])"
            _, told = account.uid("FETCH", wanted, items)
            count += sum(isinstance(one, tuple) for one in told)
        return count


def sync(server: Dovecot) -> set[bytes]:
    """A whole first sync of the inbox."""
    with connect(server.login(USER)) as account:
        return {name_of(item.raw) for item in account.new_since("INBOX") if isinstance(item, Candidate)}


def timed(name: str, mails: int, do: Callable[[], object]) -> object:
    """Run it, and print how fast it was."""
    began, used = time.perf_counter(), time.process_time()
    result = do()
    seconds, own = time.perf_counter() - began, time.process_time() - used
    print(f"{name:<34}{seconds:8.2f} s{mails / seconds:10,.0f} mails/s   own processor time {own:.2f} s")
    return result


def main() -> None:
    """Make, read, tell."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--mails", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with running_dovecot() as server:
        size, wanted = fill(server, asked.mails, asked.seed)
        print(f"{asked.mails:,} mails, {size / 1e6:,.0f} MB, {len(wanted):,} of them for a closer look")
        timed("headers, the server's first time", asked.mails, lambda: header_pass(server))
        timed("headers, once more", asked.mails, lambda: header_pass(server))
        timed("headers by imaplib", asked.mails, lambda: by_imaplib(server))
        found = timed("a whole first sync", asked.mails, lambda: sync(server))
        assert isinstance(found, set)
        print(f"found {len(found):,}; not found though a file would give it: {len(wanted - found)}")


if __name__ == "__main__":
    main()
