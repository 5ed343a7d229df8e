"""A letter that sounds angry: waiting is offered first, and nothing is taken away."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from nextround.desk import letters, today

ANGRY = "Dear Kim,\n\nI am pretty fed up with how you treated me.\n\nInes"
CALM = "Dear Kim,\n\nThank you for the hour on Thursday.\n\nInes"
OFFER = "Save it and look again later"


def save(page: Client, letter: int, text: str, do: str = "save") -> Any:
    version = page.get(f"/letters/{letter}").context["letter"].version
    return page.post(f"/letters/{letter}", {"text": text, "version": version, "do": do}, follow=True)


def test_r053_angry_draft_is_offered_to_wait_first_and_every_way_out_stays(page: Client, letter: int) -> None:
    html = save(page, letter, ANGRY).content.decode()
    assert html.index(OFFER) < html.index("Keep it anyway")
    for way in ("Open as a mail", "data-copy", "I sent it"):
        assert way in html
    assert OFFER not in save(page, letter, CALM).content.decode()


def test_offer_comes_and_goes_while_one_types(page: Client, letter: int) -> None:
    check = f"/letters/{letter}/check"
    assert OFFER in page.post(check, {"text": ANGRY}).content.decode()
    assert OFFER not in page.post(check, {"text": CALM}).content.decode()


def test_looking_later_keeps_the_words_and_lets_the_step_rest_until_tomorrow(
    page: Client, alice: Any, letter: int, now: datetime
) -> None:
    answer = save(page, letter, ANGRY, "later")
    assert answer.redirect_chain[-1] == ("/", 302)
    assert letters.view(alice, letter).text == ANGRY
    kinds = {step.kind for step in (answer.context["next"], *answer.context["rest"]) if step}
    assert "ask_feedback" not in kinds
    back = today.today(alice, now + timedelta(days=1)).next
    assert back is not None
    assert back.kind == "ask_feedback"


def test_words_one_chose_to_keep_are_not_offered_to_wait_again(page: Client, alice: Any, letter: int) -> None:
    save(page, letter, ANGRY)
    for found in letters.view(alice, letter).findings:
        letters.keep_anyway(alice, letter, found.rule, found.words)
    assert OFFER not in page.get(f"/letters/{letter}").content.decode()


def test_stranger_cannot_put_it_off(stranger: Client, letter: int) -> None:
    assert stranger.post(f"/letters/{letter}", {"text": "x", "version": 1, "do": "later"}).status_code == 404
