from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from nextround.desk import accounts, letters
from nextround.records.models import Account, Application
from tests.desk.post import connected, look, search, someone
from tests.dovecot import SECRET, Dovecot, free_port

TEXT = "Dear Kim,\n\nThank you for the hour on Thursday.\n\nWhat is one thing I could practise?\n\nInes"


@pytest.fixture
def user(dovecot: Dovecot) -> str:
    name = someone()
    dovecot.fill(name, search())
    return name


@pytest.fixture
def account(alice: Any, dovecot: Dovecot, user: str) -> Account:
    return look(connected(alice, dovecot, user))


def said(server: Dovecot, user: str, **other: str) -> dict[str, str]:
    return {
        "address": "ines@home.example",
        "host": server.host,
        "port": str(server.port),
        "user": user,
        "secret": SECRET,
        "security": "plain",
        "how": "password",
    } | other


def test_address_of_a_known_provider_brings_its_server_and_its_steps(page: Client) -> None:
    html = page.get("/accounts/add", {"address": "ines@gmail.com"}).content.decode()
    assert 'value="imap.gmail.com"' in html
    assert "app passwords" in html
    assert re.search(r"<details class=\"server\">", html)  # nothing to fill in: closed


def test_address_of_an_unknown_provider_asks_for_its_server(page: Client) -> None:
    html = page.get("/accounts/add", {"address": "ines@lumenyard.example"}).content.decode()
    assert "is not in our list" in html
    assert '<details class="server" open>' in html


def test_domain_is_asked_for_its_settings_only_when_the_person_says_so(page: Client) -> None:
    html = page.get("/accounts/add", {"address": "ines@lumenyard.example"}).content.decode()
    assert "Ask lumenyard.example for its settings" in html
    # neither of these needs the network: the one is known, the other cannot have any records
    found = page.post("/accounts/find", {"address": "ines@gmail.com"}).content.decode()
    assert 'value="imap.gmail.com"' in found
    assert '<details class="server" open>' in found
    nothing = page.post("/accounts/find", {"address": "ines@localhost"}).content.decode()
    assert "says nothing of its mail server" in nothing
    assert "for its settings" not in nothing
    assert page.post("/accounts/find", {"address": "ines"}).status_code == 400


def test_provider_that_lets_no_program_in_is_told_without_a_form(page: Client) -> None:
    html = page.get("/accounts/add", {"address": "ines@tutanota.com"}).content.decode()
    assert "cannot be connected" in html
    assert 'name="secret"' not in html


def test_provider_that_wants_a_token_asks_for_one(page: Client) -> None:
    html = page.get("/accounts/add", {"address": "ines@outlook.com"}).content.decode()
    assert "Access token</label>" in html
    assert re.search(r'<option value="xoauth2" selected>', html)


def test_what_is_no_address_is_told_beside_its_field(page: Client) -> None:
    answer = page.get("/accounts/add", {"address": "ines"})
    assert answer.status_code == 400
    assert "needs an @" in answer.content.decode()


def test_connected_account_is_read_only_and_being_looked_through(
    page: Client, dovecot: Dovecot, user: str
) -> None:
    answer = page.post("/accounts/add", said(dovecot, user), follow=True)
    view = answer.context["account"]
    assert (view.address, view.drafts, view.first, view.busy) == ("ines@home.example", False, True, True)
    assert "for the first time" in answer.content.decode()
    assert "hx-get" in answer.content.decode()
    assert "ines@home.example" in page.get("/settings").content.decode()
    assert page.get("/mailboxes").headers["Location"] == f"/accounts/{view.pk}"


def test_consent_to_drafts_is_a_tick_of_its_own(page: Client, dovecot: Dovecot, user: str) -> None:
    page.post("/accounts/add", said(dovecot, user, drafts="on"))
    assert Account.objects.get().drafts is True


def test_wrong_password_is_a_sentence_and_never_comes_back_on_the_page(
    page: Client, dovecot: Dovecot, user: str
) -> None:
    answer = page.post("/accounts/add", said(dovecot, user, secret="hunter-two"))
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "did not take this name and password" in html
    assert "hunter-two" not in html
    assert 'value="ines@home.example"' in html
    assert Account.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [("secret", ""), ("host", ""), ("host", "a b"), ("port", "0"), ("port", "many"), ("security", "none")],
)
def test_what_cannot_be_is_told_beside_its_field(
    page: Client, dovecot: Dovecot, user: str, field: str, value: str
) -> None:
    answer = page.post("/accounts/add", said(dovecot, user) | {field: value})
    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == [field]
    assert Account.objects.count() == 0


def test_unprotected_way_to_another_computer_is_refused(page: Client, dovecot: Dovecot, user: str) -> None:
    answer = page.post("/accounts/add", said(dovecot, user, security="tls"))
    assert answer.status_code == 400
    assert "your password was not sent" in answer.content.decode()


def test_page_says_how_it_is_and_looks_now(page: Client, account: Account) -> None:
    html = page.get(f"/accounts/{account.pk}").content.decode()
    for words in ("All is well", "Last look", "4 mails", "INBOX", "Look now"):
        assert words in html
    page.post(f"/accounts/{account.pk}/look")
    account.refresh_from_db()
    assert account.asked
    part = page.get(f"/accounts/{account.pk}/progress")
    assert "Looking now" in part.content.decode()
    assert "HX-Refresh" not in part.headers
    look(account)
    assert page.get(f"/accounts/{account.pk}/progress").headers["HX-Refresh"] == "true"


def test_problem_is_a_sentence_with_the_next_try(page: Client, account: Account) -> None:
    Account.objects.update(port=free_port())
    look(account)
    html = page.get(f"/accounts/{account.pk}").content.decode()
    assert "could not be reached" in html
    assert "Next try" in html
    assert "Could not be reached" in page.get("/settings").content.decode()


def test_another_password_is_tried_before_it_is_kept(page: Client, account: Account) -> None:
    Account.objects.update(state="stopped", sentence="It did not take the password.")
    assert "cannot be seen for now" in page.get("/").content.decode()
    html = page.get(f"/accounts/{account.pk}").content.decode()
    assert "<details open><summary>Enter another password" in html
    assert "Look now" not in html
    answer = page.post(f"/accounts/{account.pk}/password", {"secret": "wrong"})
    assert answer.status_code == 400
    assert list(answer.context["secret_form"].errors) == ["secret"]
    assert page.post(f"/accounts/{account.pk}/password", {"secret": ""}).status_code == 400
    answer = page.post(f"/accounts/{account.pk}/password", {"secret": SECRET}, follow=True)
    assert answer.context["account"].sentence == ""


def test_disconnecting_asks_whether_the_mails_stay(page: Client, account: Account) -> None:
    assert "stay here" in page.get(f"/accounts/{account.pk}").content.decode()
    answer = page.post(f"/accounts/{account.pk}/disconnect", {"mails": "stay"}, follow=True)
    assert "What it brought stays here." in answer.content.decode()
    assert (Account.objects.count(), Application.objects.count()) == (0, 1)
    assert page.get(f"/accounts/{account.pk}").status_code == 404


@pytest.fixture
def letter(alice: Any, account: Account) -> int:
    """A letter about what the account brought."""
    row = letters.start(alice, Application.objects.get().pk, "feedback_request")
    letters.save(alice, row.pk, {}, TEXT, row.version)
    return row.pk


def put(page: Client, letter: int, account: Account, text: str = TEXT) -> Any:
    version = page.get(f"/letters/{letter}").context["letter"].version
    form = {"text": text, "version": version, "do": f"drafts-{account.pk}"}
    return page.post(f"/letters/{letter}", form, follow=True)


def test_letter_goes_into_the_drafts_with_what_is_on_the_page(
    page: Client, alice: Any, account: Account, letter: int, dovecot: Dovecot, user: str
) -> None:
    from nextround.mailbox.imap import connect

    html = page.get(f"/letters/{letter}").content.decode()
    assert "Put it into my drafts" not in html
    assert "allow that for ines@home.example" in html
    page.post(f"/accounts/{account.pk}/drafts", {"drafts": "yes"})
    assert "Put it into my drafts" in page.get(f"/letters/{letter}").content.decode()
    answer = put(page, letter, account, TEXT + "\n\nOne more line.")
    html = answer.content.decode()
    assert "It is in your drafts at ines@home.example. Nothing was sent." in html
    assert "It is in your drafts at ines@home.example since" in html
    assert "Once it is in the sent folder of ines@home.example" in html
    with connect(dovecot.login(user)) as session:
        assert session.examine("Drafts").mails == 1
        (answer,) = session.wire.run(b"FETCH 1 (BODY.PEEK[])")
    assert b"One more line." in answer[1]


def test_draft_that_did_not_get_there_offers_the_file(page: Client, account: Account, letter: int) -> None:
    Account.objects.update(port=free_port(), drafts=True)
    answer = put(page, letter, account, "Words that must stay.")
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "kept here, but it is not in your drafts" in html
    assert f'href="/letters/{letter}/letter.eml"' in html
    assert page.get(f"/letters/{letter}").context["letter"].text == "Words that must stay."


def test_draft_into_a_strangers_account_is_not_found(
    page: Client, charlie: Any, dovecot: Dovecot, letter: int
) -> None:
    theirs = connected(charlie, dovecot, someone(), drafts=True)
    assert put(page, letter, theirs).status_code == 404
    assert accounts.view(charlie, theirs.pk).drafts


def test_folders_of_ones_own_are_offered_and_kept(
    page: Client, alice: Any, dovecot: Dovecot, user: str
) -> None:
    dovecot.fill(user, search()[3:], "Oat & Yard")
    account = look(connected(alice, dovecot, user))
    html = page.get(f"/accounts/{account.pk}").content.decode()
    assert 'name="folder" value="Oat &amp; Yard"' in html
    answer = page.post(f"/accounts/{account.pk}/folders", {"folder": ["Oat & Yard", "x"]}, follow=True)
    assert "The folders are noted." in answer.content.decode()
    assert answer.context["account"].others == (("Oat & Yard", True),)
    assert 'value="Oat &amp; Yard" checked' in answer.content.decode()
