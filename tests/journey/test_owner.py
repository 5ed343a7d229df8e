"""Whose mailbox it is."""

from __future__ import annotations

from nextround.journey.owner import guess_owner, known_writers, telling
from nextround.mailbox.message import Address, Message


def letter(sender: str, *to: str, **headers: str) -> Message:
    named = {k.replace("_", "-"): v for k, v in headers.items()}
    return Message("<x>", "", Address("", sender), tuple(Address("", a) for a in to), headers=named)


def test_guess_owner_takes_the_box_that_mail_is_delivered_to() -> None:
    mails = [letter("news@shop.example", "list@shop.example", delivered_to="Me@post.example")] * 3
    assert guess_owner(mails) == {"me@post.example"}


def test_guess_owner_takes_a_second_box_with_a_fair_share() -> None:
    mails = [letter("a@x.example", delivered_to="me@post.example")] * 10
    mails += [letter("a@x.example", delivered_to="<me@work.example>")] * 2
    assert guess_owner(mails) == {"me@post.example", "me@work.example"}


def test_guess_owner_leaves_out_a_box_seen_once_in_a_while() -> None:
    mails = [letter("a@x.example", delivered_to="me@post.example")] * 30
    mails += [letter("a@x.example", x_original_to="forward@list.example")]
    assert guess_owner(mails) == {"me@post.example"}


def test_guess_owner_takes_the_sender_of_sent_mail() -> None:
    sent = letter("me@post.example", "jane@ashdown.example", x_gmail_labels="Gesendet,Wichtig")
    assert guess_owner([sent, letter("jane@ashdown.example", "me@post.example")]) == {"me@post.example"}


def test_guess_owner_without_delivery_headers_takes_the_most_named() -> None:
    mails = [
        letter("a@x.example", "me@post.example"),
        letter("b@x.example", "me@post.example", "you@post.example"),
    ]
    assert guess_owner(mails) == {"me@post.example"}


def test_guess_owner_of_nothing_is_nobody() -> None:
    assert guess_owner([]) == frozenset()
    assert guess_owner([letter("a@x.example", "")]) == frozenset()


def test_telling_headers_are_all_that_guessing_the_owner_needs() -> None:
    mails = [
        letter(
            "a@x.example", delivered_to="me@post.example", received="by mx.example", list_id="<l.example>"
        ),
        letter("me@post.example", "b@x.example", x_gmail_labels="Sent", user_agent="Mail 1.0"),
    ]
    told = [Message("<x>", "", one.sender, one.to, headers=telling(one)) for one in mails]
    assert [sorted(one.headers) for one in told] == [["delivered-to"], ["x-gmail-labels"]]
    assert guess_owner(told) == guess_owner(mails) == {"me@post.example"}


def test_known_writers_have_a_domain_that_neither_many_nor_the_person_share() -> None:
    senders = ["lia@corte.example", "lia@gmail.com", "boss@mine.example", "x@hire.lever.co", ""]
    assert known_writers(senders, frozenset({"me@mine.example"})) == {"lia@corte.example"}
