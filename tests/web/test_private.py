"""Private writing: kept for the person alone, never looked into, deleted for good."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from nextround.desk import Refused, applications, exports, feelings, private
from nextround.records.models import Deed, PrivateNote

WORDS = "I always mess up. Nobody will ever want me there, and Lumen Yard least of all."


def test_private_page_asks_for_no_number_of_words_and_deleting_works(page: Client, alice: Any) -> None:
    html = page.get("/for-you/writing").content.decode()
    assert "minlength" not in html
    assert "words written" not in html
    page.post("/for-you/writing", {"text": "One line."})
    (note,) = private.notes(alice)
    assert private.one(alice, note.pk).parts == {"text": "One line."}
    page.post(f"/for-you/writing/{note.pk}/delete")
    assert not PrivateNote.objects.exists()


def test_r022_a_private_note_is_left_alone_and_another_look_is_offered_not_forced(
    page: Client, letter: int
) -> None:
    sent = {"text": WORDS, "version": page.get(f"/letters/{letter}").context["letter"].version, "do": "save"}
    noted = page.post(f"/letters/{letter}", sent, follow=True).context["letter"].findings
    assert "self_deprecation" in {finding.rule for finding in noted}  # in a letter it gets a note
    page.post("/for-you/writing", {"text": "A good walk."})
    plain = page.get("/for-you/writing").content.decode()
    page.post(f"/for-you/writing/{PrivateNote.objects.get().pk}/delete")
    page.post("/for-you/writing", {"text": WORDS})
    hard = page.get("/for-you/writing").content.decode()
    for html in (plain, hard):
        assert "look at it again</a> whenever you like" in html
    assert hard.count("look at") == plain.count("look at")
    note = PrivateNote.objects.get()
    assert note.parts["text"] == WORDS
    assert "notes" not in page.get(f"/for-you/writing/{note.pk}").content.decode().split("<main")[1]


def test_private_writing_is_in_no_export_deed_or_search(page: Client, alice: Any, lumen: int) -> None:
    page.post("/for-you/writing", {"text": WORDS})
    page.post("/for-you/kind-lines", {"hurts": WORDS})
    for form in exports.FORMS:
        assert "mess up" not in exports.export(alice, form)
    assert not any("mess up" in json.dumps(deed.rows) + deed.sentence for deed in Deed.objects.all())
    assert page.get("/applications?q=Nobody+will").context["listing"].total == 0
    assert "mess up" not in page.get("/for-you/writing").content.decode()


def test_copy_is_made_when_asked_for(page: Client, now: datetime, alice: Any) -> None:
    assert page.get("/for-you/writing/private.txt").content == b""
    private.write(alice, "page", {"text": "First."}, now - timedelta(days=1))
    private.write(alice, "kind", {"hurts": "The silence.", "friend": ""}, now)
    answer = page.get("/for-you/writing/private.txt")
    text = answer.content.decode()
    assert text.index("First.") < text.index("What hurts: The silence.")
    assert "friend" not in text
    assert "no-store" in answer.headers["Cache-Control"]


def test_two_windows_do_not_overwrite_each_other(page: Client, alice: Any) -> None:
    page.post("/for-you/writing", {"text": "Begun."})
    pk = PrivateNote.objects.get().pk
    page.post(f"/for-you/writing/{pk}", {"text": "From the first window.", "version": "1"})
    answer = page.post(f"/for-you/writing/{pk}", {"text": "From the second.", "version": "1"}, follow=True)
    assert "Both are kept" in answer.content.decode()
    assert {n.parts["text"] for n in private.notes(alice)} == {"From the first window.", "From the second."}
    page.post(f"/for-you/writing/{pk}", {"text": "From the first window.", "version": "nonsense"})
    assert len(private.notes(alice)) == 2


def test_nothing_is_kept_of_an_empty_page(page: Client) -> None:
    answer = page.post("/for-you/writing", {"text": "  \n "}, follow=True)
    assert "no words in it" in answer.content.decode()
    page.post("/for-you/thought", {"trap": "label", "thought": ""})
    assert not PrivateNote.objects.exists()


def test_long_writing_in_any_script_is_kept_as_it_is(page: Client, alice: Any) -> None:
    words = "Ich weiß nicht. לא היום. 😔 " * 4000
    page.post("/for-you/writing", {"text": words})
    assert private.notes(alice)[0].parts["text"] == words.strip()
    answer = page.post("/for-you/writing", {"text": "x" * 200_001})
    assert "two pages" in answer.content.decode()


def test_all_of_it_can_be_deleted_at_once(page: Client, stranger: Client) -> None:
    page.post("/for-you/writing", {"text": "Mine."})
    stranger.post("/for-you/writing", {"text": "Charlie's."})
    page.post("/for-you/writing/delete")
    assert PrivateNote.objects.get().parts == {"text": "Charlie's."}


def test_stranger_finds_nothing(page: Client, stranger: Client) -> None:
    page.post("/for-you/writing", {"text": "Mine."})
    pk = PrivateNote.objects.get().pk
    assert stranger.get(f"/for-you/writing/{pk}").status_code == 404
    assert stranger.post(f"/for-you/writing/{pk}", {"text": "x", "version": "1"}).status_code == 404
    assert stranger.post(f"/for-you/writing/{pk}/delete").status_code == 404
    assert "Mine." not in stranger.get("/for-you/writing/private.txt").content.decode()


def test_three_kind_lines_may_be_one(page: Client, alice: Any) -> None:
    page.post("/for-you/kind-lines", {"friend": "You worked hard for this."})
    (note,) = private.notes(alice)
    assert note.named == (("What I would say to a friend", "You worked hard for this."),)


def test_thought_is_offered_with_own_numbers_and_never_chosen_by_itself(
    page: Client, alice: Any, lumen: int
) -> None:
    bare = page.get(f"/for-you/thought?application={lumen}").content.decode()
    assert 'aria-current="true"' not in bare
    assert 'class="facts"' not in bare
    chosen = page.get(f"/for-you/thought?trap=filter&application={lumen}").content.decode()
    assert "There you came as far as this: interview." in chosen
    page.post("/for-you/thought", {"trap": "filter", "thought": "All bad.", "kinder": "One part was good."})
    (note,) = private.notes(alice)
    assert [words for _, words in note.named] == ["All bad.", "One part was good."]


@pytest.mark.parametrize(
    "query", ["trap=nonsense", "application=x", "application=" + "9" * 30, "trap=label&application=77"]
)
def test_thought_with_a_wrong_address_opens_no_error(page: Client, query: str) -> None:
    assert page.get("/for-you/thought?" + query, follow=True).status_code == 200


def test_another_persons_application_lends_no_numbers(stranger: Client, lumen: int) -> None:
    html = stranger.get(f"/for-you/thought?trap=filter&application={lumen}").content.decode()
    assert "as far as" not in html


def test_unknown_kind_of_note_is_turned_down(alice: Any) -> None:
    with pytest.raises(Refused):
        private.write(alice, "nonsense", {"text": "x"})


def test_feelings_and_writing_leave_the_applications_alone(page: Client, alice: Any, lumen: int) -> None:
    before = applications.one(alice, lumen)
    page.post("/for-you/writing", {"text": WORDS})
    feelings.note(alice, "sad")
    assert applications.one(alice, lumen) == before
