from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nextround.desk import applications
from nextround.reading.finding import Kind
from tests.desk.builders import post


def at(name: str, pk: int) -> str:
    return reverse(name, args=[pk])


def deed_of(answer: Any) -> dict[str, Any]:
    return dict(answer.context["chrome"].deed)


def test_timeline_tells_what_happened_and_what_can_be_done(page: Client, lumen: int) -> None:
    answer = page.get(at("application", lumen))
    assert [item.kind for item in answer.context["view"].timeline] == ["applied", "interview", "rejection"]
    assert [(step.kind, step.letter_kind) for step in answer.context["steps"]] == [
        ("ask_feedback", "feedback_request")
    ]
    html = answer.content.decode()
    assert "Write to them" in html
    assert html.index('href="#now"') < html.index('id="timeline"') < html.index('id="now"')


def test_number_of_queries_does_not_depend_on_the_events(page: Client, alice: Any, lumen: int) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert page.get(at("application", lumen)).status_code == 200
        return len(seen)

    page.get(at("application", lumen))
    before = count()
    for day in range(6):
        applications.record_event(alice, lumen, "own", timezone.now() - timedelta(days=day))
    page.get(at("application", lumen))
    assert count() == before


def test_add_by_hand_leads_to_its_page_with_an_undo(page: Client) -> None:
    answer = page.post(
        "/applications/add", {"company": "Quillon", "role": "Nurse", "applied_on": "2026-01-02"}, follow=True
    )
    view = answer.context["view"]
    assert (view.company, view.role, [item.date.date().isoformat() for item in view.timeline]) == (
        "Quillon",
        "Nurse",
        ["2026-01-02"],
    )
    assert deed_of(answer)["sentence"] == "Added Quillon"
    page.post(at("undo", deed_of(answer)["pk"]))
    assert page.get(at("application", view.pk)).status_code == 404


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"company": " "}, "company", "Give the employer a name"),
        ({"company": "A", "applied_on": "2999-01-01"}, "applied_on", "has not come yet"),
        ({"company": "A", "applied_on": "soon"}, "applied_on", "Give the day as"),
    ],
)
def test_add_tells_what_is_amiss_beside_its_field(
    page: Client, said: dict[str, str], field: str, sentence: str
) -> None:
    answer = page.post("/applications/add", said)
    assert sentence in answer.context["form"].errors[field][0]
    html = answer.content.decode()
    assert 'aria-invalid="true"' in html
    assert f'id="id_{field}_error"' in html


def test_edit_keeps_the_persons_words(page: Client, lumen: int) -> None:
    answer = page.post(
        at("application-edit", lumen), {"company": "Lumen Yard Ltd", "role": "Buyer"}, follow=True
    )
    assert (answer.context["view"].company, answer.context["view"].role) == ("Lumen Yard Ltd", "Buyer")


def test_merge_offers_the_same_employer_first_and_is_undone(
    page: Client, alice: Any, lumen: int, now: datetime
) -> None:
    other = applications.add(alice, "Lumen Yard", "Planner again", now - timedelta(days=1))
    offered = page.get(at("application-merge", lumen))
    assert [row.pk for row in offered.context["rows"]] == [other]
    answer = page.post(at("application-merge", lumen), {"other": other}, follow=True)
    assert len(answer.context["view"].timeline) == 4
    page.post(at("undo", deed_of(answer)["pk"]))
    assert page.get(at("application", other)).status_code == 200


def test_merge_with_a_strangers_application_is_not_found(
    page: Client, charlie: Any, lumen: int, now: datetime
) -> None:
    theirs = applications.add(charlie, "Lumen Yard", "Planner", now)
    assert page.post(at("application-merge", lumen), {"other": theirs}).status_code == 404


def test_split_parts_the_chosen_events(page: Client, alice: Any, lumen: int) -> None:
    events = applications.one(alice, lumen).timeline
    answer = page.post(at("application-split", lumen), {"event": [events[2].event_pk]}, follow=True)
    assert [item.kind for item in answer.context["view"].timeline] == ["rejection"]
    assert answer.context["view"].pk != lumen


def test_split_of_nothing_says_what_to_do(page: Client, lumen: int) -> None:
    answer = page.post(at("application-split", lumen), {})
    assert "Choose the lines" in answer.content.decode()


def test_event_is_written_down_and_a_day_ahead_is_not(page: Client, lumen: int) -> None:
    told = {"kind": "feedback", "when": timezone.localdate().isoformat(), "note": "They liked the plan."}
    answer = page.post(at("application-event", lumen), told, follow=True)
    assert answer.context["view"].timeline[-1].note == "They liked the plan."
    answer = page.post(at("application-event", lumen), told | {"when": "2999-01-01"}, follow=True)
    assert "has not come yet" in deed_of(answer)["sentence"]


def test_mark_says_where_it_stands_and_undo_takes_it_back(page: Client, lumen: int) -> None:
    answer = page.post(at("application-mark", lumen), {"outcome": "withdrawn"}, follow=True)
    assert answer.context["view"].state == "withdrawn"
    back = page.post(at("undo", deed_of(answer)["pk"]), {"back": at("application", lumen)}, follow=True)
    assert back.context["view"].state == "rejected"
    assert deed_of(back)["sentence"].startswith("Taken back: ")


def test_undo_leads_to_no_other_place(page: Client, alice: Any, lumen: int) -> None:
    deed = applications.last_deeds(alice)[0]
    answer = page.post(at("undo", deed.pk), {"back": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"


def test_mail_opens_within_the_timeline_and_on_its_own(page: Client, alice: Any, stranger: Client) -> None:
    mail = post(alice, 1, 0, Kind.REJECTION)
    alone = page.get(at("mail", mail.pk)).content.decode()
    within = page.get(at("mail", mail.pk), headers={"hx-request": "true"}).content.decode()
    assert "<h1" in alone
    assert "<h1" not in within
    assert "Kim Vale" in within
    assert stranger.get(at("mail", mail.pk)).status_code == 404


def test_correcting_a_mail_wins(page: Client, alice: Any) -> None:
    from nextround.desk.arranging import arrange

    post(alice, 1, 0, Kind.APPLIED)
    mail = post(alice, 2, 3, Kind.REJECTION)
    arrange(alice)
    answer = page.post(at("mail-correct", mail.pk), {"kind": "interview"}, follow=True)
    assert [item.kind for item in answer.context["view"].timeline] == ["applied", "interview"]


def test_a_no_by_phone_has_its_day_and_its_round(page: Client, alice: Any, now: datetime) -> None:
    pk = applications.add(alice, "Quillon", "Nurse", now - timedelta(days=20))
    day = timezone.localdate() - timedelta(days=2)
    told = {"outcome": "rejected", "when": day.isoformat(), "stage": "final", "note": "Rosa rang me."}
    answer = page.post(at("application-mark", pk), told, follow=True)
    view = answer.context["view"]
    assert (view.state, view.stage, view.timeline[-1].note) == ("rejected", "final", "Rosa rang me.")
    assert timezone.localdate(view.timeline[-1].date) == day
    assert [step.kind for step in answer.context["steps"]] == ["ask_feedback"]
    page.post(at("undo", deed_of(answer)["pk"]))
    assert page.get(at("application", pk)).context["view"].state == "open"


def test_one_tap_says_that_it_was_a_no_now(page: Client, alice: Any, now: datetime) -> None:
    pk = applications.add(alice, "Quillon", "Nurse", now - timedelta(days=2))
    answer = page.post(at("application-mark", pk), {"outcome": "rejected"}, follow=True)
    assert answer.context["view"].timeline[-1].date >= now
    told = {"outcome": "rejected", "when": "2999-01-01"}
    answer = page.post(at("application-mark", pk), told, follow=True)
    assert "has not come yet" in deed_of(answer)["sentence"]


@pytest.mark.parametrize("hour", [1, 9, 12, 15, 23])
def test_what_is_written_down_today_comes_last_at_any_hour(
    page: Client, alice: Any, monkeypatch: pytest.MonkeyPatch, hour: int
) -> None:
    today = timezone.localtime().replace(hour=hour, minute=30)
    monkeypatch.setattr(timezone, "now", lambda: today)
    pk = applications.add(alice, "Lumen Yard", "Planner", today - timedelta(days=2))
    applications.record_event(alice, pk, "interview", today - timedelta(minutes=20), "interview")
    told = {"kind": "feedback", "when": today.date().isoformat(), "note": "They liked the plan."}
    assert page.post(at("application-event", pk), told, follow=True).context["view"].timeline[-1].note
    before = (today - timedelta(days=1)).date()
    page.post(at("application-event", pk), told | {"when": before.isoformat()})
    assert [line.kind for line in applications.one(alice, pk).timeline] == [
        "applied", "feedback", "interview", "feedback"
    ]  # fmt: skip
