from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import OperationalError
from django.utils import timezone

from nextround.desk import NotYours, Refused, accounts, applications, letters, looking, settings, today
from nextround.mailbox.discovery import Service
from nextround.mailbox.imap import connect
from nextround.mailbox.parse import parse
from nextround.records import keep, queries, safe
from nextround.records.models import Account, Application, Import, Letter, Mail, Preferences
from tests.desk.post import NO, another_no, connected, flags, given, letter, look, search, someone
from tests.dovecot import Dovecot

TEXT = (
    "Dear Kim,\n\nThank you for the hour last week. I still think about your question on the winter plan.\n\n"
    "What is one thing I could practise before I apply for such a role again?\n\nKind regards\nInes"
)


@pytest.fixture
def user(dovecot: Dovecot) -> str:
    name = someone()
    dovecot.fill(name, search())
    return name


@pytest.fixture
def account(alice: Any, dovecot: Dovecot, user: str) -> Account:
    return connected(alice, dovecot, user)


def in_folder(server: Dovecot, user: str, folder: str) -> list[bytes]:
    with connect(server.login(user)) as session:
        return [item.raw for item in session.new_since(folder) if hasattr(item, "raw")]


def drafts_of(server: Dovecot, user: str) -> list[bytes]:
    with connect(server.login(user)) as session:
        if not session.examine("Drafts").mails:
            return []
        answers = session.wire.run(b"FETCH 1:* (FLAGS BODY.PEEK[])")
        assert all(b"\\Draft" in pieces[0] for pieces in answers)
        return [pieces[1] for pieces in answers]


# --- looking ---------------------------------------------------------------------------------------


def test_a_first_look_brings_the_search_and_marks_nothing_as_read(
    alice: Any, dovecot: Dovecot, user: str, account: Account
) -> None:
    assert today.today(alice).reading
    row = look(account)
    assert not today.today(alice).reading
    view = accounts.view(alice, row.pk)
    assert (view.state, view.sentence, view.first, view.busy) == ("waiting", "", False, False)
    assert (view.messages, view.kept) == (4, 3)
    assert {"INBOX", "Sent"} <= set(view.folders)
    assert "Drafts" not in view.folders
    application = Application.objects.get(owner=alice)
    assert (application.company, application.outcome) == ("Lumen Yard", "rejected")
    assert today.today(alice).next is not None
    assert not any(b"Seen" in line for line in flags(dovecot, user))


def test_mail_about_other_things_leaves_no_trace(alice: Any, account: Account) -> None:
    look(account)
    assert not Mail.objects.filter(message_id="<parcel@post.example>").exists()


def test_a_later_look_brings_what_is_new_and_nothing_twice(
    alice: Any, dovecot: Dovecot, user: str, account: Account
) -> None:
    look(account)
    pks = set(Mail.objects.values_list("pk", flat=True))
    dovecot.fill(
        user,
        [letter("again", "Your application as Baker at Oat House", NO.replace("Lumen Yard", "Oat House"))],
    )
    row = look(account)
    assert accounts.view(alice, row.pk).messages == 5
    new = Mail.objects.exclude(pk__in=pks)
    assert [mail.message_id for mail in new] == ["<again@post.example>"]
    assert pks < set(Mail.objects.values_list("pk", flat=True))


def test_a_look_cut_off_anywhere_ends_like_a_calm_one(
    alice: Any, charlie: Any, dovecot: Dovecot, user: str, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nextround.desk.receiving.BATCH", 1)
    kept, received = [], keep.received

    def cut(*args: Any) -> None:
        received(*args)
        kept.append(args)
        raise KeyboardInterrupt

    for _ in range(6):
        with monkeypatch.context() as context:
            context.setattr(keep, "received", cut)
            account.refresh_from_db()
            assert keep.claim_account(account)
            with pytest.raises(KeyboardInterrupt):
                looking.attend(account, threading.Event())
        keep.rest_accounts()
    look(account)
    look(connected(charlie, dovecot, user))
    mine, calm = (
        sorted(Mail.objects.filter(owner=who).values_list("digest", flat=True)) for who in (alice, charlie)
    )
    assert mine == calm
    assert len(kept) == 6


def test_asked_to_stop_it_stops_and_goes_on_later(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nextround.desk.receiving.BATCH", 1)
    stop = threading.Event()
    stop.set()
    assert keep.claim_account(account)
    looking.attend(account, stop)
    account.refresh_from_db()
    assert (account.state, account.looked_at, account.sentence) == ("waiting", None, "")
    assert look(account).looked_at is not None
    assert Mail.objects.count() == 3


def test_an_account_is_looked_into_by_one_at_a_time(account: Account) -> None:
    assert keep.claim_account(account)
    assert not keep.claim_account(account)
    keep.rest_accounts()
    assert keep.claim_account(account)


def test_a_mailbox_file_and_the_account_hold_the_same_mail_once(
    alice: Any, dovecot: Dovecot, account: Account, tmp_path: Any
) -> None:
    from nextround.desk import importing

    for number, raw in enumerate(search()):
        (tmp_path / f"{number}.eml").write_bytes(raw)
    importing.start(alice, tmp_path)
    while importing.work(threading.Event()):
        pass
    before = set(Mail.objects.values_list("pk", flat=True))
    look(account)
    assert set(Mail.objects.values_list("pk", flat=True)) == before


def test_a_mail_without_a_date_has_the_day_it_came(alice: Any, dovecot: Dovecot, user: str) -> None:
    lines = [line for line in another_no("undated").split(b"\r\n") if not line.startswith(b"Date:")]
    row = connected(alice, dovecot, user)
    look(row)
    Import.objects.update(created_at=timezone.now() - timedelta(days=90))
    dovecot.fill(user, [b"\r\n".join(lines)])
    look(row)
    found = Application.objects.get(owner=alice, company="Oat House")
    assert found.last_event_at is not None
    assert timezone.now() - found.last_event_at < timedelta(hours=1)


# --- what goes wrong -------------------------------------------------------------------------------


def test_an_access_token_opens_it_as_well(alice: Any, dovecot: Dovecot, user: str) -> None:
    row = accounts.connect(alice, given(dovecot, user, secret=f"token-{user}", how="xoauth2"))
    assert look(row).sentence == ""
    assert Application.objects.count() == 1
    Account.objects.update(secret=safe.seal("revoked"))
    row = look(row)
    assert (row.state, "new token" in row.sentence) == ("stopped", True)


def test_a_wrong_password_connects_nothing_and_says_what_to_do(
    alice: Any, dovecot: Dovecot, user: str
) -> None:
    with pytest.raises(Refused, match="password"):
        accounts.connect(alice, given(dovecot, user, secret="wrong"))
    assert Account.objects.count() == 0


def test_a_password_changed_elsewhere_stops_the_account_until_the_person_enters_it(
    alice: Any, account: Account
) -> None:
    look(account)
    Account.objects.update(secret=safe.seal("old one"))
    row = look(account)
    view = accounts.view(alice, row.pk)
    assert view.state == "stopped"
    assert "app password" in view.sentence
    assert not queries.due_accounts(timezone.now() + timedelta(days=9)).exists()
    assert today.today(alice).signed_out == ((row.pk, "ines@home.example"),)
    with pytest.raises(Refused):
        accounts.look_now(alice, row.pk)
    with pytest.raises(Refused, match="did not take"):
        accounts.sign_in_anew(alice, row.pk, "still wrong")
    accounts.sign_in_anew(alice, row.pk, " secret ")
    assert list(queries.due_accounts(timezone.now())) == [row]
    assert look(account).sentence == ""
    assert today.today(alice).signed_out == ()


def test_a_lost_key_asks_for_the_password_once_more(alice: Any, account: Account) -> None:
    look(account)
    safe.forget_keys()
    row = look(account)
    assert (row.state, row.sentence) == ("stopped", looking.LOCKED)
    accounts.sign_in_anew(alice, row.pk, "secret")
    assert look(account).state == "waiting"


def test_a_server_that_is_away_is_tried_again_after_growing_pauses(alice: Any, account: Account) -> None:
    from tests.dovecot import free_port

    Account.objects.update(port=free_port())
    waits = []
    for _ in range(3):
        row = look(account)
        assert (row.state, "could not be reached" in row.sentence) == ("waiting", True)
        assert row.next_at is not None
        waits.append(row.next_at - timezone.now())
        assert not queries.due_accounts(timezone.now()).exists()
    assert waits[0] < waits[1] < waits[2]
    accounts.look_now(alice, row.pk)
    assert queries.due_accounts(timezone.now()).exists()


def test_something_unforeseen_is_told_and_tried_again(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as context:
        context.setattr(looking, "file", lambda row: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            look(account)
    account.refresh_from_db()
    assert (account.state, account.sentence, account.attempts) == ("waiting", looking.UNFORESEEN, 1)
    assert account.fresh
    assert look(account).sentence == ""
    assert Application.objects.count() == 1


def test_a_full_disk_is_told_and_tried_again(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as context:
        context.setattr(keep, "received", full)
        assert look(account).sentence == looking.FULL
    assert Mail.objects.count() == 0
    assert look(account).sentence == ""
    assert Mail.objects.count() == 3


def test_disconnected_in_the_middle_it_ends_quietly(
    alice: Any, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    received = keep.received

    def gone(*args: Any) -> None:
        accounts.disconnect(alice, account.pk, with_mails=True)
        received(*args)

    monkeypatch.setattr(keep, "received", gone)
    assert keep.claim_account(account)
    looking.attend(account, threading.Event())
    assert (Account.objects.count(), Import.objects.count(), Mail.objects.count()) == (0, 0, 0)


# --- the account itself ----------------------------------------------------------------------------


def test_the_address_is_known_to_be_the_persons_own(alice: Any, account: Account) -> None:
    assert queries.preferences(alice).addresses == ["ines@home.example"]
    look(account)
    assert "ines@home.example" in queries.preferences(alice).addresses


def test_an_account_is_connected_once(alice: Any, charlie: Any, dovecot: Dovecot, account: Account) -> None:
    with pytest.raises(Refused, match="already"):
        connected(alice, dovecot, someone())
    connected(charlie, dovecot, someone())
    assert Account.objects.count() == 2


def test_the_password_lies_sealed_and_its_key_is_private(account: Account) -> None:
    account.refresh_from_db()
    assert "secret" not in account.secret
    assert safe.keys_file().stat().st_mode & 0o077 == 0
    assert safe.keys_file().parent == django_settings.HOME
    assert "secret" not in repr(looking.login_of(account))


def test_a_renewed_key_opens_what_an_old_one_sealed_and_the_old_one_is_gone(
    charlie: Any, dovecot: Dovecot, account: Account
) -> None:
    theirs = connected(charlie, dovecot, someone())
    account.refresh_from_db()
    sealed, old = account.secret, safe.keys_file().read_text().split()
    assert accounts.renew_key() == 2
    theirs.refresh_from_db()
    assert safe.unseal(theirs.secret) == "secret"
    account.refresh_from_db()
    assert account.secret != sealed
    assert safe.unseal(account.secret) == "secret"
    assert set(old).isdisjoint(safe.keys_file().read_text().split())
    with pytest.raises(safe.Locked):
        safe.unseal(sealed)


def test_a_renewed_key_does_not_bring_an_older_secret_back(account: Account) -> None:
    before = Account.objects.get(pk=account.pk)
    keep.account(account, secret=safe.seal("newer"))
    keep.reseal(before, safe.seal("secret"))
    account.refresh_from_db()
    assert safe.unseal(account.secret) == "newer"


def test_keys_that_are_no_keys_are_passed_over() -> None:
    sealed = safe.seal("tea")
    safe.keys_file().write_text("nonsense\n" + safe.keys_file().read_text())
    assert safe.unseal(sealed) == "tea"
    safe.keys_file().write_bytes(b"\xff\xfe not a key")
    assert safe.unseal(safe.seal("tea")) == "tea"


def test_disconnected_its_mails_stay_or_go_as_the_person_says(
    alice: Any, dovecot: Dovecot, user: str, account: Account
) -> None:
    look(account)
    assert accounts.disconnect(alice, account.pk, with_mails=False) == "ines@home.example"
    assert (Account.objects.count(), Mail.objects.count(), Application.objects.count()) == (0, 3, 1)
    settings.save(alice, name="Ines")  # reading goes on without the account
    applications.listing(alice)
    second = connected(alice, dovecot, user)
    Mail.objects.all().delete()
    look(second)
    accounts.disconnect(alice, second.pk, with_mails=True)
    assert Mail.objects.count() == 0
    assert Preferences.objects.get(owner=alice).arranged is False


def test_delete_everything_takes_accounts_and_keys(alice: Any, account: Account) -> None:
    look(account)
    settings.delete_everything(alice)
    assert Account.objects.count() == 0
    assert not safe.keys_file().exists()


def test_a_stranger_has_nothing_to_do_with_it(charlie: Any, account: Account) -> None:
    assert accounts.listing(charlie) == ()
    for deed in (
        lambda: accounts.view(charlie, account.pk),
        lambda: accounts.look_now(charlie, account.pk),
        lambda: accounts.allow_drafts(charlie, account.pk, True),
        lambda: accounts.sign_in_anew(charlie, account.pk, "x"),
        lambda: accounts.disconnect(charlie, account.pk, True),
    ):
        with pytest.raises(NotYours):
            deed()
    assert Account.objects.filter(drafts=False).count() == 1


def test_providers_are_known_by_the_address() -> None:
    gmail = accounts.guide(" Ines@GMail.com ")
    assert gmail is not None
    assert (gmail.host, gmail.how, gmail.user) == ("imap.gmail.com", "password", "")
    assert gmail.steps
    assert accounts.guide("ines@lumenyard.example") is None


class Records:
    """A domain that names its mail server."""

    def exchangers(self, domain: str) -> list[str]:
        return []

    def services(self, name: str) -> list[Service]:
        return (
            [Service(0, 0, 993, "mail.lumenyard.example.")] if name == "_imaps._tcp.lumenyard.example" else []
        )

    def page(self, url: str) -> bytes:
        return b""


def test_a_server_is_found_by_the_domains_own_records() -> None:
    found = accounts.find("Ines@lumenyard.example", Records())
    assert found is not None
    assert (found.host, found.port, found.security, found.user) == ("mail.lumenyard.example", 993, "tls", "")
    assert accounts.find("ines@bluefern.example", Records()) is None


# --- letters: sent, and drafts ---------------------------------------------------------------------


@pytest.fixture
def written(alice: Any, account: Account) -> Letter:
    look(account)
    row = letters.start(alice, Application.objects.get(owner=alice).pk, "feedback_request")
    letters.save(alice, row.pk, {}, TEXT, row.version)
    row.refresh_from_db()
    return row


def send(server: Dovecot, user: str, **other: Any) -> None:
    words = {"sender": "Ines <ines@home.example>", "to": "Kim Vale <kim@lumenyard.example>", "answers": "no"}
    server.fill(
        user, [letter("sent", "Re: Your application as Planner", TEXT, -0.001, **(words | other))], "Sent"
    )


def test_a_letter_sent_from_any_program_is_marked_as_sent(
    alice: Any, dovecot: Dovecot, user: str, account: Account, written: Letter
) -> None:
    assert any(step.kind == "ask_feedback" for step in today.steps_of(alice, written.application_id))
    send(dovecot, user)
    look(account)
    written.refresh_from_db()
    assert (written.sent_as, written.sent_at is not None) == ("<sent@post.example>", True)
    assert today.steps_of(alice, written.application_id) == ()
    when = written.sent_at
    look(account)
    written.refresh_from_db()
    assert written.sent_at == when


def test_not_sent_after_all_is_the_persons_word(
    alice: Any, dovecot: Dovecot, user: str, account: Account, written: Letter
) -> None:
    send(dovecot, user)
    look(account)
    letters.unmark_sent(alice, written.pk)
    dovecot.fill(user, [letter("more", "Your application", NO, 0.5)])
    look(account)
    written.refresh_from_db()
    assert written.sent_at is None


def test_another_mail_in_the_thread_is_not_the_letter(
    alice: Any, dovecot: Dovecot, user: str, account: Account, written: Letter
) -> None:
    short = letter(
        "short", "Re: Your application as Planner", "Thank you for telling me.", -0.001,
        "Ines <ines@home.example>", "kim@lumenyard.example", "no",
    )  # fmt: skip
    dovecot.fill(user, [short], "Sent")
    look(account)
    written.refresh_from_db()
    assert written.sent_at is None
    assert today.steps_of(alice, written.application_id) == ()  # they wrote all the same


def test_drafts_need_consent(
    alice: Any, dovecot: Dovecot, user: str, account: Account, written: Letter
) -> None:
    assert accounts.draft_places(alice, written.pk) == ()
    with pytest.raises(Refused, match="not allowed"):
        accounts.put_into_drafts(alice, written.pk, account.pk)
    assert drafts_of(dovecot, user) == []


def test_a_letter_is_put_into_the_drafts_in_its_thread_once(
    alice: Any, dovecot: Dovecot, user: str, account: Account, written: Letter
) -> None:
    accounts.allow_drafts(alice, account.pk, True)
    assert [place.pk for place in accounts.draft_places(alice, written.pk)] == [account.pk]
    said = accounts.put_into_drafts(alice, written.pk, account.pk)
    assert said == "It is in your drafts at ines@home.example. Nothing was sent."
    assert accounts.put_into_drafts(alice, written.pk, account.pk) == said  # a second click
    (raw,) = drafts_of(dovecot, user)
    draft = parse(raw)
    assert (draft.in_reply_to, draft.sender.email) == ("<no@post.example>", "ines@home.example")
    assert [one.email for one in draft.to] == ["kim@lumenyard.example"]
    assert "winter plan" in draft.text
    assert not any(b"Seen" in line for line in flags(dovecot, user))
    written.refresh_from_db()
    assert (written.sent_at, written.drafted_to) == (None, "ines@home.example")
    letters.save(alice, written.pk, {}, TEXT + "\n\nP.S. One more line.", written.version)
    accounts.put_into_drafts(alice, written.pk, account.pk)
    assert len(drafts_of(dovecot, user)) == 2


def test_a_draft_that_did_not_get_there_keeps_the_letter_and_says_so(
    alice: Any, dovecot: Dovecot, user: str, account: Account, written: Letter
) -> None:
    accounts.allow_drafts(alice, account.pk, True)
    port = account.port
    from tests.dovecot import free_port

    Account.objects.update(port=free_port())
    with pytest.raises(Refused, match="kept here, but it is not in your drafts"):
        accounts.put_into_drafts(alice, written.pk, account.pk)
    written.refresh_from_db()
    assert (written.text, written.drafted_at) == (TEXT, None)
    Account.objects.update(port=port)
    accounts.put_into_drafts(alice, written.pk, account.pk)
    assert len(drafts_of(dovecot, user)) == 1


def test_an_empty_letter_is_no_draft(alice: Any, account: Account) -> None:
    look(account)
    row = letters.start(alice, Application.objects.get(owner=alice).pk, "thank_you")
    accounts.allow_drafts(alice, account.pk, True)
    with pytest.raises(Refused, match="nothing on the page"):
        accounts.put_into_drafts(alice, row.pk, account.pk)
