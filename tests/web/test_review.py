from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from nextround.desk.arranging import arrange
from nextround.reading.finding import Because, Kind
from tests.desk.builders import RECENT, post


@pytest.fixture
def asked(alice: Any) -> None:
    post(alice, 1, RECENT, Kind.APPLIED)
    post(alice, 2, RECENT + 9, Kind.REJECTION, sure=False, because=(Because("Hello", "en.rejection.hello"),))
    arrange(alice)


def test_one_question_with_its_mail_and_the_deciding_words(page: Client, asked: None) -> None:
    answer = page.get("/review")
    html = answer.content.decode()
    assert answer.context["left"] == 1
    assert answer.context["question"].mail.subject == "rejection 2"
    assert "<mark>Hello</mark>" in html
    assert 'data-press="y"' in html


@pytest.mark.parametrize(("said", "state"), [("yes", "rejected"), ("no", "open")])
def test_answer_moves_on_and_undo_brings_the_question_back(
    page: Client, asked: None, said: str, state: str
) -> None:
    question = page.get("/review").context["question"]
    answer = page.post(f"/review/{question.pk}", {"answer": said}, follow=True)
    assert answer.context["question"] is None
    assert [row.state for row in page.get("/applications").context["listing"].rows] == [state]
    page.post(f"/undo/{answer.context['chrome'].deed['pk']}")
    assert page.get("/review").context["question"].text == question.text


def test_no_answer_is_a_sentence_and_changes_nothing(page: Client, asked: None) -> None:
    question = page.get("/review").context["question"]
    answer = page.post(
        f"/review/{question.pk}",
        {"answer": "maybe"},
        headers={"referer": "http://127.0.0.1/review"},
        follow=True,
    )
    assert "Choose yes, no or later" in answer.content.decode()
    assert answer.context["question"] == question


def test_later_stays_but_is_not_counted(page: Client, asked: None) -> None:
    question = page.get("/review").context["question"]
    answer = page.post(f"/review/{question.pk}", {"answer": "later"}, follow=True)
    assert answer.context["chrome"].questions == 0


def test_strangers_question_is_not_found(page: Client, stranger: Client, asked: None) -> None:
    question = page.get("/review").context["question"]
    assert stranger.post(f"/review/{question.pk}", {"answer": "yes"}).status_code == 404
    assert stranger.get("/review").context["question"] is None


def test_no_questions_says_why_there_may_be_some(page: Client) -> None:
    assert "No questions" in page.get("/review").content.decode()
