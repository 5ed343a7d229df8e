"""Letting an application rest, employers kept for later, and what came of noes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nextround.desk import applications, closing, letters, today
from nextround.desk.standings import refresh
from nextround.records.models import Closing, Event, Gain, Later


def text(answer: Any) -> str:
    return str(answer.content.decode())


def close(page: Client, pk: int, **said: str) -> Any:
    return page.post(reverse("application-close", args=[pk]), {"takes": "", **said})


@pytest.fixture
def quiet(alice: Any, now: Any) -> int:
    """A CV that was never answered."""
    return applications.add(alice, "Quern Mill", "Baker", now - timedelta(days=40))


def test_r006_closing_puts_one_question_the_first_time_and_none_after(
    page: Client, alice: Any, lumen: int
) -> None:
    first = close(page, lumen, takes="Bring the plans")
    assert "Ask them first, or let it go?" in text(first)
    assert "Bring the plans" in text(first)  # nothing typed is lost to the question
    assert not closing.of_application(alice, lumen).closed
    second = close(page, lumen, takes="Bring the plans")
    assert second.headers["Location"] == reverse("application", args=[lumen])
    assert closing.of_application(alice, lumen).closed
    assert today.steps_of(alice, lumen) == ()
    closing.open_again(alice, lumen)
    assert close(page, lumen).status_code == 302


def test_r102_closing_with_an_empty_note_is_allowed(page: Client, alice: Any, quiet: int) -> None:
    assert close(page, quiet).status_code == 302
    view = closing.of_application(alice, quiet)
    assert (view.closed, view.takes) == (True, "")


def test_r102_what_one_takes_along_stands_on_the_application(page: Client, alice: Any, quiet: int) -> None:
    close(page, quiet, takes="Ask about the ovens first")
    assert "Ask about the ovens first" in text(page.get(reverse("application", args=[quiet])))


def test_a_silence_can_be_let_go_and_is_not_called_a_no(page: Client, alice: Any, quiet: int) -> None:
    assert "it is not called a no" in text(page.get(reverse("application-close", args=[quiet])))
    assert [step.kind for step in today.steps_of(alice, quiet)] == ["status_enquiry"]
    assert "at rest" not in text(page.get(reverse("applications")))
    close(page, quiet)
    assert "at rest" in text(page.get(reverse("applications")))
    assert applications.board(alice)[1].rows[0].at_rest
    assert applications.one(alice, quiet).state == "silent"
    assert today.steps_of(alice, quiet) == ()
    applications.record_event(alice, quiet, "interview", timezone.now() + timedelta(seconds=1))
    assert not closing.of_application(alice, quiet).closed
    assert not applications.listing(alice).rows[0].at_rest


def test_a_no_written_down_takes_up_again_what_was_at_rest(page: Client, alice: Any, quiet: int) -> None:
    close(page, quiet)
    today_ = timezone.localdate() - timedelta(days=3)
    said = {"channel": "mail", "when": today_.isoformat(), "sure": "yes"}
    page.post(reverse("application-no", args=[quiet]), said)
    assert not closing.of_application(alice, quiet).closed
    assert [step.kind for step in today.steps_of(alice, quiet)][:1] == ["thank_or_rest"]
    page.post(reverse("undo", args=[applications.last_deeds(alice)[0].pk]))
    assert closing.of_application(alice, quiet).closed


def test_a_mail_read_late_wakes_what_was_at_rest_and_ones_own_does_not(
    page: Client, alice: Any, quiet: int, now: Any
) -> None:
    close(page, quiet)
    yesterday = now - timedelta(days=1)
    for kind, rests in (("own", True), ("interview", False)):
        Event.objects.create(owner=alice, application_id=quiet, kind=kind, date=yesterday)
        refresh(alice, [quiet])
        assert closing.of_application(alice, quiet).closed is rests
        assert applications.listing(alice).rows[0].at_rest is rests


def test_closing_is_taken_back_whole(page: Client, alice: Any, quiet: int) -> None:
    close(page, quiet, takes="Something")
    page.post(reverse("undo", args=[applications.last_deeds(alice)[0].pk]))
    assert not Closing.objects.exists()
    assert [step.kind for step in today.steps_of(alice, quiet)] == ["status_enquiry"]


def test_an_open_application_is_not_closed_and_says_why(page: Client, alice: Any, now: Any) -> None:
    pk = applications.add(alice, "Quern Mill", "Baker", now - timedelta(days=2))
    assert "It is not a no" in text(page.get(reverse("application-close", args=[pk])))
    close(page, pk)
    assert not Closing.objects.exists()
    assert "still open" in text(page.get(reverse("today")))


def test_c05_a_second_quiet_time_lets_the_person_take_it_as_a_no(
    page: Client, alice: Any, quiet: int, now: Any
) -> None:
    place = reverse("application-close", args=[quiet])
    assert "I take this as a no" not in text(page.get(place))
    letter = letters.start(alice, quiet, "status_enquiry", now - timedelta(days=20))
    letters.mark_sent(alice, letter.pk, now - timedelta(days=20))
    assert "I take this as a no" in text(page.get(place))


def test_r046_a_closed_application_keeps_its_history_and_fills_in_the_next_one(
    page: Client, alice: Any, quiet: int
) -> None:
    close(page, quiet)
    view = applications.one(alice, quiet)
    assert [item.kind for item in view.timeline] == ["applied"]
    html = text(page.get(reverse("application", args=[quiet])))
    again = f"{reverse('application-add')}?again={quiet}"
    assert again in html
    assert "kept for later" in html
    assert 'value="Quern Mill"' in text(page.get(again))


def test_adding_again_after_a_strangers_application_is_not_found(
    stranger: Client, page: Client, quiet: int
) -> None:
    assert stranger.get(f"{reverse('application-add')}?again={quiet}").status_code == 404
    assert page.get(f"{reverse('application-add')}?again=no").status_code == 200


def test_r020_a_tick_and_lab_roles_reach_the_letter_and_the_looks(
    page: Client, alice: Any, lumen: int, letter: int
) -> None:
    page.post(reverse("application-later", args=[lumen]), {"open_roles": "on", "roles": "lab roles"})
    (door,) = [p for p in letters.view(alice, letter).prompts if p.part == "door"]
    assert "you are open to lab roles" in door.help
    kept = Later.objects.get()
    assert kept.look_at is not None
    assert timedelta(days=41) < kept.look_at - timezone.now() < timedelta(days=43)


@pytest.mark.parametrize(
    ("said", "help_holds", "looks"),
    [
        ({"again": "yes"}, "You said that you would work with them.", True),
        ({"again": "yes", "roles": "lab roles"}, "open to lab roles and that you would work with them", True),
        ({"again": "no", "roles": "lab roles"}, "", False),
        ({}, "", False),
        ({"open_roles": "on"}, "open to other roles there", True),
    ],
)
def test_r048_would_you_work_with_them(
    page: Client, alice: Any, lumen: int, letter: int, said: dict[str, str], help_holds: str, looks: bool
) -> None:
    page.post(reverse("application-later", args=[lumen]), said)
    (door,) = [p for p in letters.view(alice, letter).prompts if p.part == "door"]
    assert (help_holds in door.help) if help_holds else ("You said" not in door.help)
    assert (Later.objects.get().look_at is not None) is looks


def test_r048_the_looks_come_back_ask_and_stop(page: Client, alice: Any, lumen: int) -> None:
    place = reverse("application-later", args=[lumen])
    page.post(place, {"again": "yes"})
    start = timezone.now()
    first = start + timedelta(days=43)
    assert "look_at_roles" in [step.kind for step in steps_on(alice, first)]
    closing.looked(alice, lumen, "nothing", first)
    closing.looked(alice, lumen, "nothing", first + timedelta(days=43))
    third = first + timedelta(days=86)
    assert "keep_looking" in [step.kind for step in steps_on(alice, third)]
    assert closing.of_application(alice, lumen, third).later.keep_on
    closing.looked(alice, lumen, "keep", third)
    assert "look_at_roles" in [step.kind for step in steps_on(alice, third + timedelta(days=43))]
    page.post(place, {"looked": "stop"})
    assert Later.objects.get().look_at is None
    page.post(place, {"looked": "nothing"})
    assert "no look to take" in text(page.get(reverse("today")))


def steps_on(owner: Any, now: Any) -> list[Any]:
    view = today.today(owner, now)
    return [view.next, *view.rest] if view.next else []


def test_keeping_for_later_twice_does_not_move_the_next_look(page: Client, alice: Any, lumen: int) -> None:
    closing.keep_for_later(alice, lumen, closing.Wishes("yes"), timezone.now() - timedelta(days=10))
    before = Later.objects.get().look_at
    page.post(reverse("application-later", args=[lumen]), {"again": "yes", "roles": "lab"})
    assert Later.objects.get().look_at == before


def test_r049_the_list_of_what_came_of_it_grows_and_is_never_a_count(
    page: Client, alice: Any, quiet: int
) -> None:
    close(page, quiet, gain="Met Ola, who runs a bakery", gain_kind="contact", again="yes")
    page.post(reverse("gains"), {"kind": "lesson", "text": "Apply earlier in the week"})
    page.post(reverse("application-gain", args=[quiet]), {"kind": "lead", "text": "A job at the market"})
    html = text(page.get(reverse("gains")))
    for line in ("Met Ola", "Apply earlier", "A job at the market", "Quern Mill"):
        assert line in html
    assert "3" not in html.split("<main")[1].split("<ul")[0]
    assert [gain.text for gain in closing.gains(alice, quiet)][::-1] == [
        "Met Ola, who runs a bakery",
        "A job at the market",
    ]
    newest = closing.gains(alice)[0]
    page.post(reverse("gain-away", args=[newest.pk]))
    assert Gain.objects.count() == 2
    page.post(reverse("undo", args=[applications.last_deeds(alice)[0].pk]))
    assert Gain.objects.count() == 3


def test_an_empty_line_is_not_kept(page: Client, quiet: int) -> None:
    assert "Write one line" in text(page.post(reverse("gains"), {"kind": "lesson", "text": "  "}))
    page.post(reverse("application-gain", args=[quiet]), {"kind": "owl", "text": "x"})
    assert not Gain.objects.exists()


def test_joining_two_applications_carries_the_ending_along_and_undo_gives_it_back(
    alice: Any, lumen: int, quiet: int
) -> None:
    closing.close(alice, quiet, "One thing")
    closing.keep_for_later(alice, quiet, closing.Wishes("yes"))
    closing.add_gain(alice, "skill", "Better plans", quiet)
    applications.merge(alice, lumen, quiet)
    view = closing.of_application(alice, lumen)
    assert (view.takes, view.later.again, [g.text for g in view.gains]) == (
        "One thing",
        "yes",
        ["Better plans"],
    )
    applications.undo(alice, applications.last_deeds(alice)[0].pk)
    assert closing.of_application(alice, quiet).takes == "One thing"
    assert closing.of_application(alice, lumen).gains == ()


@pytest.mark.parametrize(
    ("stage", "words"), [("cv", "Three questions to your papers"), ("final", "last round")]
)
def test_r100_the_application_shows_the_path_of_its_ending(
    page: Client, alice: Any, now: Any, stage: str, words: str
) -> None:
    pk = applications.add(alice, "Quern Mill", "Baker", now - timedelta(days=30))
    applications.record_event(alice, pk, "rejection", now - timedelta(days=1), stage)
    html = text(page.get(reverse("application", args=[pk])))
    assert words in html
    assert ("Three questions" in html) is (stage == "cv")
