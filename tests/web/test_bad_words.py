"""Texts that are very long, mixed, from right to left or full of pictures, and noes that cannot be:
each gets a right answer or a sentence, never a broken page."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nextround.desk import applications, exports, letters
from nextround.records.models import Application

PARTS = ("greeting", "thanks", "detail", "question", "door", "closing")
FIFTY_THOUSAND = " ".join(["Thank you for the hour on Tuesday and I am so sorry."] * 4546)
TEXTS = {
    "mixed": "Dear Jane, merci pour votre temps. Ich wüsste gern, was ich üben kann. ¿Qué puedo mejorar?",
    "right to left": "שלום רב,\n\nתודה על הזמן שלכם. מה כדאי לי לתרגל לפני הריאיון הבא?\n\nבברכה",
    "both ways": "Dear Dr كريم, thank you for يوم الثلاثاء. What should I practise?",
    "overridden": "Dear Jane, \u202eeciton\u202c thank you \u2066for\u2069 your time.",
    "pictures": "👋🏽 Dear 👩‍💻 team, thank you 🙏 for 🇩🇪 Tuesday! What should I practise? 🤔❤️",
    "marks alone": "́̂̃" * 200,
    "half a picture": "Dear Jane, \ud83d thank you",
    "nothing seen": "\u200b\u200d\ufeff\u00a0 \n\t",
    "control": "Dear Jane,\x00\x07\x1b[31m thank you\r\rfor your time\x0b.",
    "one word": "a" * 200_000,
    "page marks": "</textarea><script>alert(1)</script>{{ 7|add:7 }}{% now 'Y' %}",
    "fifty thousand words": FIFTY_THOUSAND,
}


@pytest.mark.parametrize("name", TEXTS)
def test_letter_in_any_writing_is_kept_whole_checked_and_taken_out(
    page: Client, alice: Any, letter: int, name: str
) -> None:
    text = kept(TEXTS[name])
    address = reverse("letter", args=[letter])
    version = letters.view(alice, letter).version
    sent = {"text": text, "version": str(version), "do": "save"}
    assert page.post(address, sent, follow=True).status_code == 200
    view = letters.view(alice, letter)
    assert view.text == text.replace("\r\n", "\n").replace("\0", "")
    answers = {f"answer-{part}": text[:500] for part in PARTS}
    again = sent | answers | {"do": "arrange", "version": str(view.version)}
    assert page.post(address, again, follow=True).status_code == 200
    assert "<script>alert" not in page.get(address).content.decode()
    live = page.post(reverse("letter-check", args=[letter]), {"text": text})
    assert live.status_code == 200
    mail = page.get(reverse("letter-eml", args=[letter]))
    assert mail.status_code == 200
    assert b"\0" not in mail.content


def kept(text: str) -> str:
    """The text as a browser sends it: half a picture becomes the sign for what cannot be read."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def test_letter_of_fifty_thousand_words_comes_out_with_its_last_word_and_a_note(
    page: Client, alice: Any, letter: int
) -> None:
    text = FIFTY_THOUSAND + " And this is the end."
    version = letters.view(alice, letter).version
    page.post(reverse("letter", args=[letter]), {"text": text, "version": str(version), "do": "save"})
    assert {found.rule for found in letters.view(alice, letter).findings} >= {"over_length"}
    mail = message_from_bytes(page.get(reverse("letter-eml", args=[letter])).content, policy=default)
    body = mail.get_body()
    assert body is not None
    assert " ".join(str(body.get_content()).split()) == text


def test_more_than_a_page_can_take_is_told_and_not_lost(page: Client, alice: Any, letter: int) -> None:
    page.raise_request_exception = False
    answer = page.post(reverse("letter", args=[letter]), {"text": "a" * 6_000_000, "version": "1"})
    assert answer.status_code == 400
    assert "go back" in answer.content.decode()
    assert letters.view(alice, letter).text == ""


@pytest.mark.parametrize("name", TEXTS)
def test_what_a_person_writes_about_an_application_may_be_in_any_writing(
    page: Client, alice: Any, name: str
) -> None:
    text = kept(TEXTS[name])
    said = {"company": text[:290], "role": text[:290], "agency": "", "note": text[:4000]}
    answer = page.post("/applications/add", said | {"applied_on": ""}, follow=True)
    assert answer.status_code == 200
    page.get("/no?" + urlencode({"q": text[:200]}))
    today = timezone.localdate().isoformat()
    no = {
        "company": text[:290],
        "role": text[:290],
        "channel": "phone",
        "when": today,
        "who": text[:290],
        "sure": "yes",
    }
    assert page.post("/no/add", no | {"note": text[:4000]}, follow=True).status_code == 200
    for address in (
        "/",
        "/applications",
        "/applications?" + urlencode({"q": text[:200]}),
        "/no",
        "/came-of-it",
    ):
        html = page.get(address).content.decode()
        assert "<script>alert" not in html
    rows = list(Application.objects.filter(owner=alice))
    for row in rows:
        assert page.get(reverse("application", args=[row.pk])).status_code == 200
    exports.export(alice, "json")


def test_second_no_for_one_application_is_told_and_the_first_stays(
    page: Client, alice: Any, lumen: int
) -> None:
    before = applications.one(alice, lumen)
    said = {"channel": "mail", "when": timezone.localdate().isoformat(), "sure": "yes"}
    html = page.post(reverse("application-no", args=[lumen]), said, follow=True).content.decode()
    assert "already" in html
    after = applications.one(alice, lumen)
    assert (after.state, len(after.timeline)) == (before.state, len(before.timeline))


def test_no_of_tomorrow_is_a_sentence_beside_the_day(page: Client, alice: Any) -> None:
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    said = {"company": "Tide Press", "channel": "mail", "when": tomorrow, "sure": "yes"}
    html = page.post("/no/add", said).content.decode()
    assert "That day has not come yet" in html
    assert not Application.objects.filter(owner=alice).exists()
