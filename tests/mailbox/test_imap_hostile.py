"""Servers that hang, cut off, flood, lie and talk nonsense: a sentence, nothing twice, nothing lost."""

from __future__ import annotations

import socket
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress

import pytest

from nextround.mailbox.drafts import MaybePut, put_draft
from nextround.mailbox.imap import ImapError, Login, Mark, connect
from nextround.mailbox.source import Candidate, Problem
from tests.dovecot import Dovecot
from tests.mailbox.boxes import NOISE, SIGNAL, mail, search
from tests.mailbox.liar import Liar, cutting, listening, literal

TIMEOUT = 20.0
SHORT = 0.5


@pytest.fixture
def liar() -> Iterator[Liar]:
    """A server with six mails, every third of which concerns the search."""
    server = Liar()
    server.mails = dict(enumerate(search(6), 1))
    with listening(server.serve) as server.port:
        yield server


def found(items: list) -> list[int]:
    return [Mark.of(item.checkpoint).uid for item in items if isinstance(item, Candidate)]


def read(liar: Liar) -> list:
    with connect(liar.login(), timeout=TIMEOUT) as account:
        return list(account.new_since("INBOX"))


def failure(liar: Liar, timeout: float = TIMEOUT, **login: object) -> ImapError:
    with pytest.raises(ImapError) as caught, connect(liar.login(**login), timeout=timeout) as account:
        list(account.new_since("INBOX"))
    assert caught.value.sentence.endswith(".")
    return caught.value


def test_honest_answers_are_read(liar: Liar):
    assert found(read(liar)) == [1, 4]


@pytest.mark.parametrize("after", [40, 300, 700, 1_100, 1_500, 2_000, 2_600, 3_200, 3_800, 4_400, 5_000])
def test_connection_cut_anywhere_loses_nothing_and_doubles_nothing(dovecot: Dovecot, after: int):
    dovecot.fill("cut", [] if (dovecot.home / "mail" / "cut").exists() else search(9))
    got: list[int] = []
    mark = None
    with (
        cutting(dovecot.port, after) as port,
        suppress(ImapError),
        connect(dovecot.login("cut", port=port), timeout=5) as account,
    ):
        for item in account.new_since("INBOX"):
            got += found([item])
            mark = Mark.of(item.checkpoint)
    with connect(dovecot.login("cut")) as account:
        got += found(list(account.new_since("INBOX", mark)))
    assert got == [1, 4, 7]


def again_and_again(login: Login) -> None:
    with connect(login, timeout=5) as account:
        for _ in range(200):
            account.examine("INBOX")


def test_cut_connection_is_told_as_a_sentence(dovecot: Dovecot):
    with cutting(dovecot.port, 9_000) as port, pytest.raises(ImapError, match="Nothing is lost") as caught:
        again_and_again(dovecot.login("told", port=port))
    assert caught.value.kind == "server"


def hang(connection: socket.socket) -> None:
    while connection.recv(100):
        pass


def trickle(connection: socket.socket) -> None:
    while True:
        connection.sendall(b"*")
        time.sleep(SHORT / 10)


@pytest.mark.parametrize("how", [hang, trickle])
@pytest.mark.parametrize(
    "what", [b"^CAPABILITY", b"^EXAMINE", b"SEARCH", b"FETCH .*HEADER", rb"FETCH .*PEEK\[\]"]
)
def test_silence_and_trickle_end_in_time(liar: Liar, how, what: bytes):
    liar.when(what, how)
    error = failure(liar, SHORT)
    assert error.kind == "server"
    assert "stopped answering" in error.sentence


def test_silent_greeting_ends_in_time(liar: Liar):
    liar.greeting = hang
    assert failure(liar, SHORT).kind == "server"


def endless_line(connection: socket.socket) -> None:
    with suppress(OSError):
        for _ in range(1_000):
            connection.sendall(b"* SEARCH 1 2 3" * 10_000)


def endless_answers(connection: socket.socket) -> None:
    with suppress(OSError):
        for _ in range(10_000):
            connection.sendall(b"* 1 EXISTS\r\n" * 10_000)


@pytest.mark.parametrize(
    "answer",
    [
        endless_line,
        endless_answers,
        b"* 1 FETCH (UID 1 BODY[] {999999999999}\r\n",
        b"* 1 FETCH (UID 1 BODY[] {90000000}\r\n",
        b"* 1 FETCH (" + b"{0}\r\n" * 20_000,
    ],
)
def test_flood_ends_the_connection(liar: Liar, answer):
    liar.when(b"SEARCH", answer)
    assert "far more than it was asked for" in failure(liar).sentence


def test_mail_that_is_larger_than_said_is_read_whole(liar: Liar):
    liar.mails[7] = mail(7, NOISE + "\n" + "word " * 60_000 + SIGNAL)
    liar.sizes = {7: 12}
    items = read(liar)
    assert found(items) == [1, 4, 7]
    assert [len(one.raw) for one in items if isinstance(one, Candidate)][-1] == len(liar.mails[7])


@pytest.mark.parametrize(
    "structure",
    [b"NIL", b"()", b"(((", b'"x"', b"(" * 200 + b")" * 200, b'("TEXT" "PLAIN")',
     b'("TEXT" "PLAIN" NIL NIL NIL "8BIT"',
     b"(" + b'("TEXT" "PLAIN" NIL NIL NIL "7BIT" 1 1)' * 600 + b' "MIXED")'],
)  # fmt: skip
def test_structure_nobody_understands_means_the_whole_mail(liar: Liar, structure: bytes):
    liar.sizes = {1: 10**9, 2: 10**9}
    liar.structure = structure
    items = read(liar)
    assert found(items) == [1, 4]
    assert not [item for item in items if isinstance(item, Problem)]


def test_one_mail_that_the_server_refuses_stops_no_other(liar: Liar):
    liar.when(rb"FETCH (\S*:\S* .*|4 .*)PEEK\[\]", b"TAG NO cannot read it\r\n")
    items = read(liar)
    assert found(items) == [1]
    assert [item.where for item in items if isinstance(item, Problem)] == ["INBOX, mail 4"]


def test_headers_the_server_refuses_for_one_mail_stop_no_other(liar: Liar):
    liar.when(rb"FETCH (\S*:\S*|4) .*HEADER", b"TAG NO cannot read it\r\n")
    items = read(liar)
    assert found(items) == [1]
    assert [item.where for item in items if isinstance(item, Problem)] == ["INBOX, mail 4"]


def test_answers_about_other_mails_are_passed_over(liar: Liar):
    foreign = b"* 99 FETCH (UID 99 " + literal(b"BODY[]", mail(99, SIGNAL))
    noise = b"* 2 EXPUNGE\r\n* 3 FETCH (FLAGS (\\Seen))\r\n* 1 FETCH\r\n* FETCH\r\n* 4 FETCH (FLAGS)\r\n"
    honest = liar._honest(rb"UID FETCH 1:6 (UID BODY.PEEK[]<0.99999>)")
    liar.when(rb"PEEK\[\]", foreign + noise + honest)
    assert found(read(liar)) == [1, 4]


def test_garbled_answer_about_a_mail_is_asked_for_again(liar: Liar):
    garbled = b"* 1 FETCH (UID 1 ((BODY)\r\nTAG OK\r\n"
    liar.when(rb"FETCH 1:6 .*PEEK\[\]", garbled)
    assert found(read(liar)) == [1, 4]


@pytest.mark.parametrize("told", [b"* SEARCH x -3 99999999999999999999999 \r\n", b"* SEARCH\r\n", b""])
@pytest.mark.parametrize("counted", [b"", b"* 1 FETCH (FLAGS ())\r\n* 2 EXISTS\r\n"])
def test_search_that_finds_nothing_sensible_gives_nothing(liar: Liar, told: bytes, counted: bytes):
    liar.when(b"^FETCH", counted + b"TAG OK\r\n")
    liar.when(b"SEARCH", told + b"TAG OK\r\n")
    assert found(read(liar)) == []


@pytest.mark.parametrize(
    ("greeting", "kind"),
    [
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "server"),
        (b"220 smtp.firm.example ESMTP\r\n", "server"),
        (b"* HELLO\r\n", "server"),
        (b"* BYE too many connections from your side\r\n", "server"),
        (b"\r\n", "server"),
        (b"\x15\x03\x01\x00\x02\x02\x16\n", "server"),
    ],
)
def test_greeting_of_another_kind_is_told(liar: Liar, greeting: bytes, kind: str):
    liar.greeting = greeting
    assert failure(liar).kind == kind


@pytest.mark.parametrize(
    "said", [b"TAG MAYBE\r\n", b"TAG\r\n", b"TAG NO\r\n", b"TAG BAD what\r\n", b"* ((((\r\nTAG x\r\n"]
)
@pytest.mark.parametrize("what", [b"^CAPABILITY", b"SEARCH", b"^EXAMINE"])
def test_nonsense_instead_of_an_answer_is_told(liar: Liar, what: bytes, said: bytes):
    liar.when(what, said)
    assert failure(liar).kind in {"server", "folder"}


def test_folder_without_lasting_numbers_is_told(liar: Liar):
    liar.when(b"^EXAMINE", b"* 3 EXISTS\r\nTAG OK\r\n")
    assert failure(liar).kind == "folder"


# Signing in


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (b"TAG NO [AUTHENTICATIONFAILED] Invalid credentials\r\n", "password"),
        (b"TAG NO [ALERT] Application-specific password required\r\n", "password"),
        (b"TAG NO [UNAVAILABLE] Try later\r\n", "server"),
        (b"TAG NO [ALERT] Too many simultaneous connections\r\n", "server"),
        (b"TAG NO\r\n", "password"),
    ],
)
def test_refusal_says_what_can_be_done(liar: Liar, said: bytes, kind: str):
    liar.when(b"^AUTHENTICATE", said)
    assert failure(liar).kind == kind


def test_protection_that_is_taken_away_stops_before_the_password(liar: Liar):
    error = failure(liar, security="starttls")
    assert error.kind == "certificate"
    assert not any(line.split()[1:2] == [b"AUTHENTICATE"] for line in liar.heard)


def test_open_door_without_protection_is_not_walked_through(liar: Liar):
    liar.greeting, liar.can = b"* PREAUTH welcome\r\n", b"IMAP4rev1 STARTTLS"
    assert failure(liar, security="starttls").kind == "certificate"


def test_words_slipped_in_before_protection_end_the_connection(liar: Liar):
    liar.can = b"IMAP4rev1 STARTTLS AUTH=PLAIN"
    liar.when(b"^STARTTLS", b"TAG OK begin\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n")
    assert failure(liar, security="starttls").kind == "server"


def test_server_that_takes_no_passwords_is_told(liar: Liar):
    liar.can = b"IMAP4rev1 LOGINDISABLED"
    assert failure(liar).kind == "refused"


def test_plain_login_command_where_nothing_else_is_offered(liar: Liar):
    liar.can = b"IMAP4rev1"
    with connect(liar.login(secret='p "{9}"'), timeout=TIMEOUT) as account:
        assert found(list(account.new_since("INBOX"))) == [1, 4]
    assert any(line.endswith(b'LOGIN {2}\r\nme {7}\r\np "{9}"') for line in liar.heard)


def test_token_where_none_are_taken_is_told(liar: Liar):
    assert failure(liar, how="xoauth2").kind == "token"


def test_plain_is_for_this_computer_alone(monkeypatch: pytest.MonkeyPatch, liar: Liar):
    monkeypatch.setattr("nextround.mailbox.imap_login._on_this_computer", lambda _: False)
    error = failure(liar)
    assert error.kind == "refused"
    assert liar.heard == []


# Waiting and drafts


def test_idle_that_is_refused_becomes_polling(liar: Liar, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("nextround.mailbox.imap.POLL", 0.02)
    liar.can += b" IDLE"
    liar.when(b"^IDLE", b"TAG NO not today\r\n")
    liar.when(b"^NOOP", b"* 7 EXISTS\r\nTAG OK\r\n")
    with connect(liar.login(), timeout=TIMEOUT) as account:
        assert account.wait("INBOX", 5) is True


def test_server_gone_while_waiting_is_told(liar: Liar):
    liar.can += b" IDLE"
    liar.when(b"^IDLE", lambda connection: connection.shutdown(socket.SHUT_RDWR))
    with connect(liar.login(), timeout=TIMEOUT) as account, pytest.raises(ImapError):
        account.wait("INBOX", 5)


def test_account_without_drafts_keeps_the_letter_here(liar: Liar):
    liar.when(b"^LIST", b'* LIST () "/" INBOX\r\nTAG OK\r\n')
    with (
        connect(liar.login(), timeout=TIMEOUT) as account,
        pytest.raises(ImapError, match="kept here") as caught,
    ):
        put_draft(account, b"Subject: x\n\ny\n")
    assert caught.value.kind == "folder"


def test_draft_whose_way_was_cut_off_may_be_there(liar: Liar):
    liar.when(b"^LIST", b'* LIST (\\Drafts) "/" Drafts\r\nTAG OK\r\n')
    liar.when(b"^APPEND", lambda connection: connection.shutdown(socket.SHUT_RDWR))
    with connect(liar.login(), timeout=TIMEOUT) as account, pytest.raises(MaybePut, match="look there"):
        put_draft(account, b"Subject: x\n\ny\n")
    [appended] = [line for line in liar.heard if b"APPEND" in line]
    assert appended.endswith(b"Subject: x\r\n\r\ny")


def test_draft_that_is_not_taken_is_kept_here(liar: Liar):
    liar.when(b"^LIST", b'* LIST (\\Drafts) "/" Drafts\r\nTAG OK\r\n')
    liar.when(b"^APPEND", b"TAG NO [OVERQUOTA] mailbox is full\r\n")
    with (
        connect(liar.login(), timeout=TIMEOUT) as account,
        pytest.raises(ImapError, match="mailbox is full") as caught,
    ):
        put_draft(account, b"Subject: x\n\ny\n")
    assert caught.value.kind == "refused"


def packed(answer: bytes) -> bytes:
    """An answer as it goes over a packed connection."""
    pack = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return pack.compress(answer) + pack.flush(zlib.Z_SYNC_FLUSH)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (b"\xff" * 100, "not mail"),
        (packed(b"a" * 100_000_000), "far more than it was asked for"),
        (packed(b"* 1 EXISTS\r\n" * 10_000_000), "far more than it was asked for"),
        (packed(b""), "stopped answering"),
    ],
)
def test_packed_nonsense_bombs_and_silence_end_the_connection(
    liar: Liar, monkeypatch: pytest.MonkeyPatch, sent: bytes, sentence: str
):
    monkeypatch.setattr("nextround.mailbox.imap_login._is_far", lambda _: True)
    liar.can += b" COMPRESS=DEFLATE"
    liar.when(b"^COMPRESS", b"TAG OK go\r\n" + sent)
    assert sentence in failure(liar, 5 * SHORT).sentence


def test_refused_packing_goes_on_without(liar: Liar, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("nextround.mailbox.imap_login._is_far", lambda _: True)
    liar.can += b" COMPRESS=DEFLATE"
    liar.when(b"^COMPRESS", b"TAG NO [COMPRESSIONACTIVE] already\r\n")
    assert found(read(liar)) == [1, 4]


def test_many_mails_far_larger_than_said_are_read_within_bounds(liar: Liar):
    liar.mails = {uid: mail(uid, NOISE + " word" * 20_000 + SIGNAL) for uid in range(1, 451)}
    liar.sizes = dict.fromkeys(liar.mails, 0)
    assert found(read(liar)) == list(range(1, 451))


def test_mail_without_a_body_is_told_and_stops_no_other(liar: Liar):
    honest = liar._honest(rb"UID FETCH 1:6 (UID BODY.PEEK[]<0.99999>)")
    start = honest.index(b"* 4 FETCH")
    nil = honest[:start] + b"* 4 FETCH (UID 4 BODY[] NIL)\r\n" + honest[honest.index(b"* 5 FETCH") :]
    liar.when(rb"FETCH 1:6 .*PEEK\[\]", nil)
    items = read(liar)
    assert found(items) == [1]
    assert [item.where for item in items if isinstance(item, Problem)] == ["INBOX, mail 4"]


@pytest.mark.parametrize("said", [b"TAG NO [UNAVAILABLE] later\r\n", b"TAG NO storage trouble\r\n"])
@pytest.mark.parametrize("what", [b"FETCH .*HEADER", rb"FETCH .*PEEK\[\]"])
def test_server_that_gives_out_nothing_for_now_loses_nothing(liar: Liar, what: bytes, said: bytes):
    liar.when(what, said)
    with connect(liar.login(), timeout=TIMEOUT) as account:
        items = account.new_since("INBOX")
        with pytest.raises(ImapError, match="no mails for now") as caught:
            next(items)
    assert caught.value.kind == "server"


@pytest.mark.parametrize("sections", [b"", b"BODY[1] NIL", b"BODY[1]<0> {3}\r\nabc"])
def test_text_that_is_not_there_as_told_means_the_whole_mail(liar: Liar, sections: bytes):
    liar.sizes = {4: 10**9}
    liar.sizes[5] = 10**9
    told = b"* 4 FETCH (UID 4 %s)\r\n* 5 FETCH (UID 5 %s)\r\nTAG OK\r\n" % (sections, sections)
    liar.when(rb"FETCH 4:5 \(UID BODY.PEEK\[1\]", told)
    assert found(read(liar)) == ([1] if b"abc" in sections else [1, 4])


def test_new_mail_is_noticed_though_another_went_away(liar: Liar):
    liar.can += b" IDLE"
    liar.when(b"^IDLE", b"+ idling\r\n* 2 EXPUNGE\r\n* 6 EXISTS\r\n")
    with connect(liar.login(), timeout=TIMEOUT) as account:
        assert account.examine("INBOX").mails == 6
        assert account.wait("INBOX", 5) is True


def test_server_that_wants_to_know_who_reads_is_told(liar: Liar):
    liar.can += b" ID"
    liar.when(b"^ID ", b"TAG NO never mind\r\n")
    assert found(read(liar)) == [1, 4]
    assert any(line.endswith(b'ID ("name" "Nextround")') for line in liar.heard)


def test_mails_that_a_search_does_not_name_are_counted(liar: Liar):
    liar.when(b"SEARCH", b"* SEARCH 5 6\r\nTAG OK\r\n")
    liar.when(
        b"^FETCH 1:6", b"".join(b"* %d FETCH (UID %d)\r\n" % (n, n) for n in range(1, 7)) + b"TAG OK\r\n"
    )
    assert found(read(liar)) == [1, 4]


def test_folder_that_says_it_holds_more_than_there_is_ends(liar: Liar):
    liar.when(b"^EXAMINE", b"* 999999999999 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\nTAG OK\r\n")
    told = b"".join(b"* %d FETCH (UID %d)\r\n" % (uid, uid) for uid in liar.mails)
    liar.when(b"^FETCH", told + b"TAG OK\r\n")
    assert found(read(liar)) == [1, 4]


def test_folder_with_nothing_new_is_not_searched(liar: Liar):
    liar.when(b"^EXAMINE", b"* 6 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 7] x\r\nTAG OK\r\n")
    with connect(liar.login(), timeout=TIMEOUT) as account:
        [item] = account.new_since("INBOX", Mark(7, 6))
        assert Mark.of(item.checkpoint) == Mark(7, 6)
        assert found(list(account.new_since("INBOX", Mark(7, 3)))) == [4]
    assert sum(b"SEARCH" in line for line in liar.heard) == 1


def test_server_that_cannot_give_a_part_is_asked_for_the_whole(liar: Liar):
    liar.when(b"<0.", b"TAG BAD what\r\n")
    liar.when(rb"PEEK\[\]\)", liar._honest(rb"UID FETCH 1:6 (UID BODY.PEEK[]<0.99999>)"))
    assert found(read(liar)) == [1, 4]


WRITERS = frozenset({"ann@mail.example"})


def written(liar: Liar, writers: frozenset[str] = WRITERS) -> list:
    with connect(liar.login(), timeout=TIMEOUT) as account:
        return list(account.written_by("INBOX", writers))


def test_a_server_that_cannot_search_for_writers_gives_none(liar: Liar):
    liar.when(rb"SEARCH FROM", b"TAG NO I cannot\r\n")
    assert found(written(liar)) == []


def test_writers_that_no_command_can_name_are_not_asked_for(liar: Liar):
    assert found(written(liar, frozenset({'a@ä"\r\n.example'}))) == []
    assert not any(b"SEARCH" in said for said in liar.heard)


def test_whatever_a_search_for_writers_names_only_their_mail_is_given(liar: Liar):
    liar.mails[9] = b"From: Ann <ann@mail.example>\r\nMessage-ID: <n@x.example>\r\n\r\nThe lift is out.\r\n"
    liar.mails[10] = b"From: Bob <bob@other.example>\r\nMessage-ID: <o@x.example>\r\n\r\nThe lift is out.\r\n"
    liar.when(rb"SEARCH FROM", b"* SEARCH 9 10 77\r\nTAG OK\r\n")
    assert found(written(liar)) == [9]
