"""A no written down on one page, however it came."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nextround.desk import applications, feelings, today
from nextround.desk.standings import refresh
from nextround.records.models import Application, Deed, Event, HowTold, Mood, Person


@pytest.fixture
def waiting(alice: Any, now: Any) -> int:
    """An application that waits for an answer after an interview."""
    pk = applications.add(alice, "Tarn & Daughters", "Planner", now - timedelta(days=12))
    applications.record_event(alice, pk, "interview", now - timedelta(days=4), "interview")
    return pk


def said(**more: str) -> dict[str, str]:
    return {"channel": "mail", "when": timezone.localdate().isoformat(), "sure": "yes"} | more


def tell(page: Client, pk: int, **more: str) -> Any:
    return page.post(reverse("application-no", args=[pk]), said(**more))


def steps_of(owner: Any, pk: int) -> list[str]:
    return [step.kind for step in today.steps_of(owner, pk)]


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("channel", ["mail", "phone", "in_person", "portal", "post", "agency"])
def test_a_no_is_written_down_however_it_came(page: Client, alice: Any, waiting: int, channel: str) -> None:
    answer = tell(page, waiting, channel=channel, stage="interview", who="Kim Vale", note="Short and kind.")
    talk = channel in {"phone", "in_person"}
    assert answer.headers["Location"] == reverse(
        "application-asked" if talk else "application", args=[waiting]
    )
    view = applications.one(alice, waiting)
    assert (view.state, view.stage) == ("rejected", "interview")
    assert view.timeline[-1].note == "Short and kind."
    assert [p.name for p in view.people] == ["Kim Vale"]
    how = HowTold.objects.get()
    assert (how.channel, how.who, how.asked) == (channel, "Kim Vale", None)


def test_writing_a_no_down_is_taken_back_whole(page: Client, alice: Any, waiting: int) -> None:
    tell(page, waiting, channel="phone", who="Kim Vale")
    page.post(reverse("undo", args=[applications.last_deeds(alice)[0].pk]))
    assert applications.one(alice, waiting).state == "open"
    assert not HowTold.objects.exists()
    assert not Person.objects.exists()


def test_taking_the_line_away_and_undoing_it_keeps_how_it_came(
    page: Client, alice: Any, waiting: int
) -> None:
    tell(page, waiting, channel="portal")
    applications.remove_event(alice, Event.objects.get(kind="rejection").pk)
    assert not HowTold.objects.exists()
    page.post(reverse("undo", args=[applications.last_deeds(alice)[0].pk]))
    assert HowTold.objects.get().channel == "portal"


def test_the_agency_it_came_through_is_asked_first(page: Client, alice: Any, waiting: int) -> None:
    tell(page, waiting, channel="agency", agency=" Fen  Recruiting ", who="Kim Vale")
    assert applications.one(alice, waiting).agency == "Fen Recruiting"
    page.post(reverse("undo", args=[applications.last_deeds(alice)[0].pk]))
    assert applications.one(alice, waiting).agency == ""


def test_an_agency_that_is_known_stays_and_one_without_cause_is_not_taken(
    page: Client, alice: Any, waiting: int
) -> None:
    tell(page, waiting, channel="phone", agency="Fen Recruiting")
    assert applications.one(alice, waiting).agency == ""
    other = applications.add(alice, "Tarn Foods", "Cook", agency="Moor & Partners")
    assert "Which agency" not in text(page.get(reverse("application-no", args=[other])))
    tell(page, other, channel="agency", agency="Fen Recruiting")
    assert applications.one(alice, other).agency == "Moor & Partners"


def test_a_name_that_is_known_is_kept_once(page: Client, alice: Any, waiting: int) -> None:
    Person.objects.create(owner=alice, application_id=waiting, name="Kim Vale", email="kim@tarn.example")
    tell(page, waiting, who="  kim   vale ")
    assert Person.objects.get().email == "kim@tarn.example"
    assert HowTold.objects.get().who == "kim vale"


@pytest.mark.parametrize(("feeling", "kept"), [("angry", "angry"), ("", "not_now")])
def test_the_feeling_comes_first_and_is_optional(
    page: Client, alice: Any, waiting: int, feeling: str, kept: str
) -> None:
    html = text(page.get(reverse("application-no", args=[waiting])))
    assert 0 < html.index('class="feelings"') < html.index('name="channel"')
    assert tell(page, waiting, feeling=feeling).status_code == 302
    assert Mood.objects.get().feeling == kept
    assert b"arrival-title" not in page.get(reverse("today")).content


def test_an_unsure_no_leaves_it_open_and_offers_to_ask_how_it_stands(
    page: Client, alice: Any, waiting: int
) -> None:
    assert tell(page, waiting, channel="phone", sure="no").headers["Location"].endswith(f"/{waiting}")
    assert applications.one(alice, waiting).state == "open"
    assert steps_of(alice, waiting) == ["status_enquiry"]
    assert "status_enquiry" in [step.kind for step in (today.today(alice).next,) if step]
    html = text(page.get(reverse("application", args=[waiting])))
    assert "what may be a no. When you know, say it here." in html
    assert "not sure yet" not in html  # there is no mail to answer a question about
    assert applications.listing(alice).rows[0].last_event_word == "perhaps a no"


def test_after_a_call_one_is_asked_whether_one_could_ask_and_a_mail_is_the_other_way(
    page: Client, alice: Any, waiting: int
) -> None:
    tell(page, waiting, channel="phone")
    assert steps_of(alice, waiting) == ["did_you_ask"]
    place = reverse("application-asked", args=[waiting])
    assert place in text(page.get(reverse("today")))
    assert "Did you get to ask?" in text(page.get(place))
    page.post(place, {"asked": "no"})
    (step,) = today.steps_of(alice, waiting)
    assert (step.kind, step.due, step.letter_kind) == ("ask_feedback", None, "feedback_request")
    assert "today or tomorrow is on time" in step.window
    page.post(reverse("undo", args=[applications.last_deeds(alice)[0].pk]))
    answer = page.post(place, {"asked": "yes"})
    assert answer.headers["Location"] == reverse("application-answers", args=[waiting])
    assert steps_of(alice, waiting) == ["thank_or_rest"]


def test_a_mail_that_confirms_what_was_told_is_not_acknowledged_again(
    page: Client, alice: Any, waiting: int, now: Any
) -> None:
    earlier = (timezone.localdate() - timedelta(days=1)).isoformat()
    tell(page, waiting, channel="phone", when=earlier, feeling="sad")
    Mood.objects.update(at=now - timedelta(hours=20))
    Event.objects.create(owner=alice, application_id=waiting, kind="rejection", date=now)
    refresh(alice, [waiting])
    assert feelings.arrival(alice) is None
    lumen = applications.add(alice, "Lumen Yard", now=now)
    applications.record_event(alice, lumen, "rejection", now - timedelta(hours=1))
    arrived = feelings.arrival(alice)
    assert arrived is not None
    assert (arrived.company, arrived.others) == ("Lumen Yard", 0)


def test_asked_without_a_talk_is_a_sentence_and_changes_nothing(page: Client, waiting: int) -> None:
    tell(page, waiting, channel="mail")
    page.post(reverse("application-asked", args=[waiting]), {"asked": "yes"})
    assert HowTold.objects.get().asked is None
    assert "no talk written down" in text(page.get(reverse("today")))


def test_an_answer_that_is_none_of_the_two_asks_again(page: Client, waiting: int) -> None:
    tell(page, waiting, channel="phone")
    assert page.post(reverse("application-asked", args=[waiting]), {"asked": "x"}).status_code == 200
    assert HowTold.objects.get().asked is None


def test_being_told_nothing_is_not_a_no(page: Client, alice: Any, waiting: int) -> None:
    answer = page.post(reverse("application-no", args=[waiting]), said(channel="nothing"), follow=True)
    assert "It is not a no" in text(answer)
    assert applications.one(alice, waiting).state == "open"
    assert not HowTold.objects.exists()


def test_a_day_that_has_not_come_is_a_sentence(page: Client, alice: Any, waiting: int) -> None:
    ahead = (timezone.localdate() + timedelta(days=2)).isoformat()
    answer = tell(page, waiting, when=ahead, note="kept as typed")
    assert "That day has not come yet" in text(answer)
    assert "kept as typed" in text(answer)
    assert applications.one(alice, waiting).state == "open"


def test_a_second_no_for_one_application_is_a_sentence(page: Client, lumen: int) -> None:
    place = reverse("application-no", args=[lumen])
    assert "already" in text(page.get(place))
    deeds = Deed.objects.count()
    assert "A no is written down for this one already" in text(tell(page, lumen))
    told = {"kind": "rejection", "when": "2020-01-01"}
    answer = page.post(reverse("application-event", args=[lumen]), told, follow=True)
    assert "A no is written down for this one already" in text(answer)
    assert (Event.objects.filter(kind="rejection").count(), Deed.objects.count()) == (1, deeds)


@pytest.mark.parametrize(
    "wrong", [{"channel": "owl"}, {"channel": ""}, {"stage": "tenth"}, {"when": "soon"}, {"sure": "maybe"}]
)
def test_nonsense_in_the_form_is_answered_beside_the_field(
    page: Client, waiting: int, wrong: dict[str, str]
) -> None:
    answer = tell(page, waiting, **wrong)
    assert answer.status_code == 200
    assert 'class="error"' in text(answer)
    assert not HowTold.objects.exists()


def test_the_list_to_choose_from_holds_what_waits_and_leads_to_adding_one(
    page: Client, waiting: int, lumen: int
) -> None:
    html = text(page.get(reverse("no")))
    assert reverse("application-no", args=[waiting]) in html
    assert reverse("application-no", args=[lumen]) not in html  # it has its answer
    found = text(page.get(reverse("no"), {"q": "Nowhere"}))
    assert "/no/add?company=Nowhere" in found
    assert reverse("no") in text(page.get(reverse("today")))
    assert reverse("no") in text(page.get(reverse("applications")))


def test_a_no_from_one_that_is_not_in_the_list_is_added_with_it(page: Client, alice: Any) -> None:
    assert "Quern Mill" in text(page.get(reverse("no-add"), {"company": "Quern Mill"}))
    page.post(reverse("no-add"), said(company="Quern Mill", role="Baker", channel="post"))
    row = Application.objects.get()
    assert (row.company, row.role, row.outcome) == ("Quern Mill", "Baker", "rejected")
    assert Mood.objects.get().application_id == row.pk


def test_adding_one_that_told_nothing_adds_nothing_and_says_why(page: Client, alice: Any) -> None:
    answer = page.post(reverse("no-add"), said(company="Quern Mill", channel="nothing"))
    assert "Being told nothing is not a no" in text(answer)
    assert not Application.objects.exists()


@pytest.mark.parametrize(("question", "thanks"), [("What should I practise?", "For the tour."), ("", "")])
def test_the_card_keeps_the_persons_own_words_and_offers_another_time(
    page: Client, waiting: int, question: str, thanks: str
) -> None:
    place = reverse("application-card", args=[waiting])
    page.post(place, {"question": question, "thanks": thanks})
    html = text(page.get(place))
    assert "Is there a better time to talk about it?" in html
    assert html.count(question or "Room to write") >= 2
    assert place in text(page.get(reverse("application", args=[waiting])))


def test_a_decided_application_takes_no_new_card(page: Client, lumen: int) -> None:
    place = reverse("application-card", args=[lumen])
    assert "has its answer" in text(page.get(place))
    page.post(place, {"question": "Why?", "thanks": ""})
    assert "no call is waited for" in text(page.get(reverse("today")))
