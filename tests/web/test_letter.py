from __future__ import annotations

from email import message_from_bytes
from typing import Any

from django.test import Client
from django.urls import reverse

from nextround.desk import letters

TEXT = "Dear Kim,\n\nThank you for the hour on Thursday.\n\nWhat is one thing I could practise?\n\nInes"


def at(name: str, pk: int) -> str:
    return reverse(name, args=[pk])


def save(page: Client, letter: int, text: str = TEXT, version: int | None = None, **more: str) -> Any:
    if version is None:
        version = page.get(at("letter", letter)).context["letter"].version
    return page.post(
        at("letter", letter), {"text": text, "version": version, "do": "save"} | more, follow=True
    )


def test_begun_twice_is_one_letter(page: Client, lumen: int) -> None:
    first = page.post(at("letter-start", lumen), {"kind": "thank_you"}).headers["Location"]
    assert page.post(at("letter-start", lumen), {"kind": "thank_you"}).headers["Location"] == first


def test_unknown_kind_is_a_sentence(page: Client, lumen: int) -> None:
    answer = page.post(at("letter-start", lumen), {"kind": "rant"}, follow=True)
    assert "Choose one of the letters" in answer.context["chrome"].deed["sentence"]


def test_saved_text_is_there_again_letter_for_letter(page: Client, letter: int) -> None:
    text = "  Ünïcode — “quotes” <b>&amp;\n\n\tend  "
    save(page, letter, text.replace("\n", "\r\n"))
    assert page.get(at("letter", letter)).context["letter"].text == text


def test_arranging_takes_the_persons_sentences_alone(page: Client, letter: int) -> None:
    said = {"answer-thanks": "Thank you, Kim.", "answer-question": "What could I practise?", "do": "arrange"}
    answer = save(page, letter, "", **said)
    assert answer.context["letter"].text == "Thank you, Kim.\n\nWhat could I practise?"


def test_arranging_again_keeps_what_was_changed_by_hand(page: Client, letter: int) -> None:
    save(page, letter, "", **{"answer-thanks": "Thank you, Kim.", "do": "arrange"})
    again = save(
        page, letter, "Thank you, Kim.", **{"answer-thanks": "Thank you, dear Kim.", "do": "arrange"}
    )
    assert (again.context["letter"].text, again.context["letter"].other_text) == ("Thank you, dear Kim.", "")
    by_hand = save(page, letter, "My own words.", **{"answer-thanks": "Thank you, Kim.", "do": "arrange"})
    kept = by_hand.context["letter"]
    assert (kept.text, kept.other_text) == ("Thank you, Kim.", "My own words.")
    back = save(page, letter, "Thank you, Kim.", do="other")
    assert (back.context["letter"].text, back.context["letter"].other_text) == ("My own words.", "")


def test_two_windows_lose_no_text_and_one_can_be_chosen(page: Client, letter: int) -> None:
    version = page.get(at("letter", letter)).context["letter"].version
    save(page, letter, "From the first window.", version)
    answer = save(page, letter, "From the second window.", version)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "From the first window." in html
    assert "From the second window." in html
    answer = save(page, letter, "From the first window.", do="other")
    assert answer.context["letter"].text == "From the second window."


def test_quiet_save_gives_the_new_version_and_the_ways_out(page: Client, letter: int) -> None:
    version = page.get(at("letter", letter)).context["letter"].version
    said = {"text": TEXT, "version": version, "do": "save"}
    kept = page.post(at("letter", letter), said, headers={"hx-request": "true"})
    assert kept.json()["version"] == version + 1
    assert kept.json()["mailto"].startswith("mailto:")
    assert (
        page.post(at("letter", letter), said | {"text": "x"}, headers={"hx-request": "true"}).status_code
        == 409
    )


def test_notes_stand_beside_their_words_and_can_be_kept(page: Client, letter: int) -> None:
    text = TEXT + "\n\nI am so sorry to bother you, I know I was not good enough."
    answer = page.post(at("letter-check", letter), {"text": text})
    notes = answer.context["notes"]
    assert notes
    marked = next(note for note in notes if note.words)
    assert marked.words in text
    save(page, letter, text, keep=marked.keep)
    left = page.post(at("letter-check", letter), {"text": text}).context["notes"]
    assert marked.keep not in [note.keep for note in left]


def test_missing_parts_are_named_in_words(page: Client, letter: int) -> None:
    missing = page.post(at("letter-check", letter), {"text": "Hello."}).context["missing"]
    assert "your question" in missing
    assert "your question" not in page.post(at("letter-check", letter), {"text": TEXT}).context["missing"]


def test_eml_holds_the_text_and_the_reader(page: Client, letter: int) -> None:
    page.post(at("letter-recipient", letter), {"name": "Kim Vale", "email": "kim@lumen.example"})
    save(page, letter)
    answer = page.get(at("letter-eml", letter))
    assert answer.headers["Content-Type"] == "message/rfc822"
    mail = message_from_bytes(answer.content)
    assert (mail["X-Unsent"], "kim@lumen.example" in str(mail["To"])) == ("1", True)


def test_reader_that_is_no_address_is_a_sentence(page: Client, letter: int) -> None:
    answer = page.post(at("letter-recipient", letter), {"name": "Kim", "email": "kim at lumen"}, follow=True)
    assert "does not look like an address" in answer.context["chrome"].deed["sentence"]


def test_sent_moves_the_journey_on_and_can_be_taken_back(page: Client, alice: Any, letter: int) -> None:
    save(page, letter)
    answer = page.post(at("letter-sent", letter), {"sent": "yes"}, follow=True)
    assert answer.context["steps"] == []
    assert page.get("/").context["next"] is None
    page.post(at("letter-sent", letter), {"sent": "no"})
    assert letters.view(alice, letter).sent_at is None
    assert page.get("/").context["next"].kind == "ask_feedback"


def test_another_kind_keeps_every_word(page: Client, letter: int) -> None:
    said = {"answer-thanks": "Thank you, Kim.", "answer-question": "What could I practise?"}
    answer = save(page, letter, TEXT, do="kind", kind="thank_you", **said)
    view = answer.context["letter"]
    assert (view.kind, view.text) == ("thank_you", TEXT)
    assert "A thank-you" in answer.content.decode()
    shown = {f"answer-{prompt.part}": prompt.answer for prompt in view.prompts}
    assert shown["answer-thanks"] == "Thank you, Kim."
    back = save(page, letter, TEXT, do="kind", kind="feedback_request", **shown)
    answers = {prompt.part: prompt.answer for prompt in back.context["letter"].prompts}
    assert answers["question"] == "What could I practise?"


def test_unknown_kind_of_letter_changes_nothing(page: Client, letter: int) -> None:
    back = {"referer": f"http://127.0.0.1{at('letter', letter)}"}
    version = page.get(at("letter", letter)).context["letter"].version
    said = {"text": TEXT, "version": version, "do": "kind", "kind": "rant"}
    answer = page.post(at("letter", letter), said, headers=back, follow=True)
    assert "Choose one of the letters" in answer.context["chrome"].deed["sentence"]
    assert (answer.context["letter"].kind, answer.context["letter"].text) == ("feedback_request", TEXT)


def test_long_letter_says_that_the_link_is_too_short(page: Client, letter: int) -> None:
    assert not save(page, letter).context["mailto_note"]
    answer = save(page, letter, TEXT + " long" * 500)
    assert "longer than a mail link can carry" in answer.content.decode()
    version = answer.context["letter"].version
    said = {"text": TEXT + " long" * 500, "version": version, "do": "save"}
    kept = page.post(at("letter", letter), said, headers={"hx-request": "true"}).json()
    assert "longer than a mail link can carry" in kept["note"]


def test_address_that_nobody_reads_asks_for_a_person(page: Client, letter: int) -> None:
    to = {"name": "", "email": "no-reply@lumen.example"}
    html = page.post(at("letter-recipient", letter), to, follow=True).content.decode()
    assert "Nobody reads answers to no-reply@lumen.example" in html
    to = {"name": "Kim", "email": "kim@lumen.example"}
    html = page.post(at("letter-recipient", letter), to, follow=True).content.decode()
    assert "Nobody reads" not in html
    assert "There is no address" not in html


def test_copying_needs_no_script(page: Client, letter: int) -> None:
    assert "<noscript><p" in save(page, letter).content.decode()
