"""Reading a live account: a real server, first and later syncs, and nothing changed on it."""

from __future__ import annotations

import threading
import time
from datetime import date

import pytest

from nextround.mailbox.imap import ImapError, Known, Mark, connect, reading_folders
from nextround.mailbox.parse import parse
from nextround.mailbox.source import Candidate, Problem, Progress
from tests.dovecot import Dovecot
from tests.mailbox.boxes import NOISE, SIGNAL, mail, search


def subjects(items: list) -> list[str]:
    return [
        line[9:].decode()
        for item in items
        if isinstance(item, Candidate)
        for line in item.raw.splitlines()
        if line.startswith(b"Subject: ")
    ]


def flags_of(account, folder: str) -> list[bytes]:
    account.examine(folder)
    return [bytes(pieces[0]) for pieces in account.wire.run(b"UID FETCH 1:* (FLAGS)")]


def test_first_sync_gives_what_concerns_the_search_and_a_mark(dovecot: Dovecot):
    dovecot.fill("first", search(9))
    with connect(dovecot.login("first")) as account:
        items = list(account.new_since("INBOX"))
        assert account.total == 9
    assert subjects(items) == ["hello 0", "hello 3", "hello 6"]
    assert isinstance(items[-1], Progress)
    assert items[-1].messages == 9
    assert Mark.of(items[-1].checkpoint).uid == 9


def test_later_sync_gives_only_what_came_since(dovecot: Dovecot):
    dovecot.fill("later", search(6))
    with connect(dovecot.login("later")) as account:
        mark = Mark.of(list(account.new_since("INBOX"))[-1].checkpoint)
        assert subjects(list(account.new_since("INBOX", mark))) == []
        dovecot.fill("later", [mail(70, SIGNAL), mail(71, NOISE)])
        items = list(account.new_since("INBOX", mark))
    assert subjects(items) == ["hello 70"]
    assert Mark.of(items[-1].checkpoint) == Mark(mark.uidvalidity, mark.uid + 2)


def test_reading_goes_on_after_every_candidate_with_nothing_twice_and_nothing_lost(dovecot: Dovecot):
    dovecot.fill("onward", search(12))
    with connect(dovecot.login("onward")) as account:
        whole = list(account.new_since("INBOX"))
        marks = [Mark.of(item.checkpoint) for item in whole if isinstance(item, Candidate)]
        for number, mark in enumerate(marks):
            rest = subjects(list(account.new_since("INBOX", mark)))
            assert subjects(whole)[number + 1 :] == rest


def test_nothing_is_marked_as_read_or_changed(dovecot: Dovecot):
    dovecot.fill("unread", search(6))
    with connect(dovecot.login("unread")) as account:
        before = flags_of(account, "INBOX")
        for folder in reading_folders(account.folders()):
            list(account.new_since(folder))
        account.wait("INBOX", 0.05)
        after = flags_of(account, "INBOX")
    assert b"\\Seen" not in b"".join(after)
    assert [one.replace(b"\\Recent", b"") for one in before] == [
        one.replace(b"\\Recent", b"") for one in after
    ]
    assert len(after) == 6


def test_changed_uidvalidity_starts_anew(dovecot: Dovecot):
    dovecot.fill("anew", search(6))
    with connect(dovecot.login("anew")) as account:
        mark = Mark.of(list(account.new_since("INBOX"))[-1].checkpoint)
        other = Mark(mark.uidvalidity - 1, mark.uid)
        items = list(account.new_since("INBOX", other))
    assert subjects(items) == ["hello 0", "hello 3"]
    assert Mark.of(items[-1].checkpoint) == mark


def test_what_the_store_holds_is_not_fetched_again_but_its_answers_are(dovecot: Dovecot):
    answer = mail(90, NOISE, "In-Reply-To: <0@mail.example>\n")
    dovecot.fill("known", [*search(4), answer])
    with connect(dovecot.login("known")) as account:
        items = list(account.new_since("INBOX", known=Known(have={"<0@mail.example>"})))
    assert subjects(items) == ["hello 3", "hello 90"]


def test_sent_mails_of_a_thread_come_with_it_whatever_they_say(dovecot: Dovecot):
    answer = mail(3, SIGNAL, "In-Reply-To: <1@mail.example>\nReferences: <0@mail.example> <1@mail.example>\n")
    later = mail(4, NOISE, "In-Reply-To: <3@mail.example>\n")
    dovecot.fill("threads", [answer])
    dovecot.fill("threads", [mail(0, NOISE), mail(1, NOISE), mail(2, NOISE), later], "Sent")
    with connect(dovecot.login("threads")) as account:
        assert subjects(list(account.new_since("Sent"))) == []
        assert subjects(list(account.new_since("INBOX"))) == ["hello 3"]
        assert subjects(list(account.new_since("Sent"))) == ["hello 0", "hello 1", "hello 4"]


def test_mail_with_people_of_the_search_is_kept_whatever_it_says(dovecot: Dovecot):
    dovecot.fill("people", [mail(1, NOISE), mail(2, NOISE)])
    with connect(dovecot.login("people")) as account:
        items = list(account.new_since("INBOX", known=Known(people={"ann2@mail.example"})))
    assert subjects(items) == ["hello 2"]


def test_only_what_came_since_a_day_when_asked(dovecot: Dovecot):
    dovecot.fill("since", search(3))
    with connect(dovecot.login("since")) as account:
        assert subjects(list(account.new_since("INBOX", since=date(2090, 1, 1)))) == []
        assert subjects(list(account.new_since("INBOX", since=date(2020, 1, 1)))) == ["hello 0"]


def multipart(number: int, text: str, attachment: bytes) -> bytes:
    """A mail with a text and a large attachment."""
    head = (
        mail(number, "", 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n').rstrip()
        + b"\n\n"
    )
    part = b'--b\nContent-Type: text/plain; charset="utf-8"\n\n' + text.encode() + b"\n"
    file = b'--b\nContent-Type: application/pdf; name="cv.pdf"\nContent-Transfer-Encoding: base64\n\n'
    return head + part + file + attachment + b"\n--b--\n"


def test_large_mail_is_judged_by_its_texts_without_its_attachments(dovecot: Dovecot):
    words = b"dGhhbmsgeW91IGZvciB5b3VyIGFwcGxpY2F0aW9u\n" * 3_000
    dovecot.fill("large", [multipart(1, NOISE, words), multipart(2, SIGNAL, words)])
    with connect(dovecot.login("large")) as account:
        received = count_received(account)
        items = list(account.new_since("INBOX"))
    assert subjects(items) == ["hello 2"]
    assert len(words) < received() < 1.5 * len(words)  # one attachment came over the wire, not two


def count_received(account):
    sizes = []
    spend = account.wire._spend

    def counting(size: int) -> None:
        sizes.append(size)
        spend(size)

    account.wire._spend = counting
    return lambda: sum(sizes)


def test_drafts_and_deleted_mails_are_passed_over(dovecot: Dovecot):
    maildir = dovecot.fill("aside", search(9))
    for path, flag in zip(sorted((maildir / "new").iterdir()), ("D", "T", ""), strict=False):
        path.rename(maildir / "cur" / f"{path.name}:2,{flag}")
    names = sorted((maildir / "cur").iterdir()) + sorted((maildir / "new").iterdir())
    assert len(names) == 9
    with connect(dovecot.login("aside")) as account:
        assert subjects(list(account.new_since("INBOX"))) == ["hello 3", "hello 6"]


def test_mail_that_is_gone_meanwhile_is_passed_over(dovecot: Dovecot):
    maildir = dovecot.fill("gone", search(6))
    with connect(dovecot.login("gone")) as account:
        items = account.new_since("INBOX")
        for path in sorted((maildir / "new").iterdir()) + sorted((maildir / "cur").iterdir()):
            if b"hello 3" in path.read_bytes():
                path.unlink()
        found = list(items)
    assert subjects(found) == ["hello 0"]
    assert [item for item in found if isinstance(item, Problem)] == []


def test_waiting_ends_when_mail_comes(dovecot: Dovecot):
    dovecot.fill("waits", search(2))
    with connect(dovecot.login("waits")) as account:
        assert "IDLE" in account.can
        later = threading.Timer(0.3, dovecot.fill, ("waits", [mail(50, SIGNAL)]))
        later.start()
        assert account.wait("INBOX", 20) is True
        later.join()


def test_waiting_notices_what_came_between_reading_and_waiting(dovecot: Dovecot):
    dovecot.fill("between", search(2))
    with connect(dovecot.login("between")) as account:
        list(account.new_since("INBOX"))
        dovecot.fill("between", [mail(50, SIGNAL)])
        assert account.wait("INBOX", 0) is True


def test_waiting_ends_when_nothing_comes_or_when_asked(dovecot: Dovecot):
    dovecot.fill("quiet", search(2))
    with connect(dovecot.login("quiet")) as account:
        assert account.wait("INBOX", 0.1) is False
        stop = threading.Event()
        threading.Timer(0.2, stop.set).start()
        assert account.wait("INBOX", 6_000, stop) is False
        assert subjects(list(account.new_since("INBOX"))) == ["hello 0"]  # the connection is still in step


def test_without_idle_the_server_is_asked_now_and_then(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("nextround.mailbox.imap.POLL", 0.05)
    dovecot.fill("polls", search(2))
    with connect(dovecot.login("polls")) as account:
        account.can -= {"IDLE"}
        threading.Timer(0.3, dovecot.fill, ("polls", [mail(50, SIGNAL)])).start()
        assert account.wait("INBOX", 20) is True


def test_far_server_packs_what_it_sends(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("nextround.mailbox.imap_login._is_far", lambda _: True)
    dovecot.fill("packs", [mail(n, SIGNAL + " word" * 20_000) for n in range(40)])
    with connect(dovecot.login("packs")) as account:
        assert account.wire.unpack is not None
        assert len(subjects(list(account.new_since("INBOX")))) == 40
        assert account.wait("INBOX", 0.1) is False
        dovecot.fill("packs", [mail(50, SIGNAL)])
        assert account.wait("INBOX", 20) is True


def test_folder_that_the_server_numbers_anew_is_read_anew_and_nothing_comes_twice(dovecot: Dovecot):
    maildir = dovecot.fill("renumbered", search(6))
    with connect(dovecot.login("renumbered")) as account:
        items = list(account.new_since("INBOX"))
        mark = Mark.of(items[-1].checkpoint)
        have = {parse(item.raw).id for item in items if isinstance(item, Candidate)}
    for path in maildir.glob("dovecot*"):
        path.unlink()
    time.sleep(1.1)  # the server makes the number from the second it is
    dovecot.fill("renumbered", [mail(60, SIGNAL)])
    with connect(dovecot.login("renumbered")) as account:
        assert account.examine("INBOX").uidvalidity != mark.uidvalidity
        assert subjects(list(account.new_since("INBOX", mark, known=Known(have=have)))) == ["hello 60"]
        assert account.total == 7


def test_renamed_folder_is_told_and_its_mails_do_not_come_twice(dovecot: Dovecot):
    dovecot.fill("renames", search(6), "Job hunt")
    with connect(dovecot.login("renames")) as account:
        items = list(account.new_since("Job hunt"))
        have = {parse(item.raw).id for item in items if isinstance(item, Candidate)}
        account.wire.run(b'RENAME "Job hunt" "Found &- won"')
        with pytest.raises(ImapError, match="not there any more") as caught:
            account.new_since("Job hunt", Mark.of(items[-1].checkpoint))
        assert caught.value.kind == "folder"
        assert "Found & won" in [folder.name for folder in account.folders()]
        assert subjects(list(account.new_since("Found & won", known=Known(have=have)))) == []
        assert subjects(list(account.new_since("Found & won"))) == ["hello 0", "hello 3"]
