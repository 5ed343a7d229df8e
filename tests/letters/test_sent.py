from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from nextround.letters.sent import OwnMail, Unsent, find_sent

BEGUN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TEXT = (
    "Dear Kim,\n\nThank you for the hour on Thursday. I still think about your question on the winter "
    "plan.\n\n"
    "What is one thing I could practise before I apply for such a role again?\n\nKind regards\nMarisa"
)
LETTER = Unsent(1, TEXT, BEGUN, answers="<no@lumen.example>", to="Kim@lumen.example")
QUOTED = "\n\nOn Mon, 2 Mar 2026, Kim Vale wrote:\n> We decided to go on with someone else.\n"
MAIL = OwnMail(
    "<sent@home.example>",
    BEGUN + timedelta(hours=1),
    TEXT + QUOTED,
    frozenset({"kim@lumen.example"}),
    frozenset({"<no@lumen.example>"}),
)
OTHER_WORDS = "Hello Kim,\n\nThursday at ten suits me well. I bring the two samples you asked for.\n\nMarisa"


def found(letter: Unsent, *mails: OwnMail) -> list[str]:
    return [mail.id for mail in find_sent([letter], mails).values()]


def test_letter_is_found_as_the_mail_it_became() -> None:
    assert found(LETTER, MAIL) == ["<sent@home.example>"]


@pytest.mark.parametrize(
    "changed",
    [
        replace(MAIL, text=TEXT.replace("Thursday", "Friday").replace("such a role", "this kind of role")),
        replace(MAIL, text="Hello again.\n\n" + TEXT + "\n\nP.S. The plan came out last week, I saw."),
        replace(MAIL, text=TEXT.replace("\n", " ").upper()),
        replace(MAIL, threads=frozenset()),
        replace(MAIL, to=frozenset({"kim.private@post.example"})),
        replace(MAIL, date=BEGUN - timedelta(minutes=4)),  # two clocks
    ],
    ids=["a word changed", "a line more", "other shape", "by its reader", "by its thread", "clocks differ"],
)
def test_letter_is_found_though_it_was_changed_on_the_way(changed: OwnMail) -> None:
    assert found(LETTER, changed) == [changed.id]


@pytest.mark.parametrize(
    "other",
    [
        replace(MAIL, text=OTHER_WORDS),
        replace(MAIL, text="Thank you, Kim." + QUOTED),
        replace(
            MAIL, text=OTHER_WORDS + "\n\nOn Mon, 2 Mar 2026, Marisa wrote:\n> " + TEXT.replace("\n", "\n> ")
        ),
        replace(MAIL, date=BEGUN - timedelta(days=1)),
        replace(MAIL, to=frozenset({"someone@else.example"}), threads=frozenset({"<x@y.example>"})),
        replace(MAIL, text=""),
    ],
    ids=["other words", "one line of it", "only quoted", "before it was begun", "to others", "empty"],
)
def test_another_mail_is_not_taken_for_it(other: OwnMail) -> None:
    assert found(LETTER, other) == []


def test_letter_without_words_is_no_mail() -> None:
    assert found(replace(LETTER, text="…"), MAIL) == []


def test_what_the_person_said_it_is_not_stays_so() -> None:
    denied = replace(LETTER, not_it=MAIL.id)
    assert found(denied, MAIL) == []
    later = replace(MAIL, id="<later@home.example>", date=BEGUN + timedelta(days=1))
    assert found(denied, MAIL, later) == [later.id]


def test_where_nothing_links_them_the_words_must_be_the_same() -> None:
    loose = replace(LETTER, answers="", to="")
    assert found(loose, MAIL) == [MAIL.id]
    assert found(loose, replace(MAIL, text=TEXT[: len(TEXT) * 2 // 3])) == []


def test_two_letters_alike_find_each_its_own_mail() -> None:
    second = replace(LETTER, key=2, text=TEXT.replace("Kim", "Ola"), answers="<no@bluefern.example>", to="")
    to_ola = replace(
        MAIL,
        id="<second@home.example>",
        text=TEXT.replace("Kim", "Ola"),
        to=frozenset({"ola@bluefern.example"}),
        threads=frozenset({"<no@bluefern.example>"}),
    )
    both = find_sent([second, LETTER], [MAIL, to_ola])
    assert {key: mail.id for key, mail in both.items()} == {1: MAIL.id, 2: to_ola.id}


def test_one_mail_is_one_letter() -> None:
    twin = replace(LETTER, key=2)
    assert list(find_sent([twin, LETTER], [MAIL])) == [1]


def test_letter_in_a_script_without_spaces_is_found() -> None:
    text = "面接のお時間をいただきありがとうございました。次の機会に向けて一つ伸ばすとしたら何でしょうか。"
    letter, mail = replace(LETTER, text=text), replace(MAIL, text=text.replace("一つ", "ひとつ"))
    assert found(letter, mail) == [mail.id]
    assert (
        found(letter, replace(mail, text="来週の木曜日の十時に伺います。どうぞよろしくお願いいたします。"))
        == []
    )
