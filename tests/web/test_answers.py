"""The pages of their answers: what was told, the person's own word, and the awkward feeling."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nextround.desk import answers, applications, today
from nextround.records.models import Feedback

TELLS = "Your answer about the late delivery had no ending, so we could not see what you did."


def at(name: str, pk: int) -> str:
    return reverse(name, args=[pk])


def told(**more: str) -> dict[str, str]:
    day = timezone.localdate().isoformat()
    return {"words": TELLS, "source": "employer", "channel": "call", "when": day, **more}


def test_words_of_a_call_are_kept_and_the_thanks_offered(page: Client, lumen: int) -> None:
    answer = page.post(at("application-answers", lumen), told(said_by="Kim Vale"), follow=True)
    html = answer.content.decode()
    assert "had no ending" in html
    assert "Kim Vale" in html
    assert "Answers and examples" in html
    assert [step.kind for step in answer.context["steps"]] == ["thank_feedback"]
    assert "Thank them" in html


def test_form_without_words_or_with_a_day_ahead_says_so(page: Client, lumen: int) -> None:
    answer = page.post(at("application-answers", lumen), told(words="", when="2999-01-01"))
    html = answer.content.decode()
    assert "There are no words yet" in html
    assert "has not come yet" in html
    assert not Feedback.objects.exists()


def test_the_persons_word_about_an_answer_wins(page: Client, alice: Any, lumen: int) -> None:
    pk = answers.write_down(alice, lumen, TELLS)
    answer = page.post(at("answer-say", pk), {"sort": "circumstance"}, follow=True)
    assert answer.context["view"].answers[0].sort == "circumstance"
    answer = page.post(at("answer-say", pk), {"theme": "role_closed"}, follow=True)
    assert answer.context["view"].answers[0].theme.id == "role_closed"
    answer = page.post(at("answer-say", pk), {"away": "yes"}, follow=True)
    assert answer.context["view"].answers == ()
    answer = page.post(at("answer-say", answers.write_down(alice, lumen, TELLS)), {}, follow=True)
    assert "Nothing was chosen" in answer.content.decode()


def test_own_view_is_taken_and_laid_beside_theirs(page: Client, alice: Any, lumen: int) -> None:
    answers.write_down(alice, lumen, TELLS)
    said = {"theme": "structure_of_answers", "stars": "5"}
    answer = page.post(at("application-own-view", lumen), said, follow=True)
    assert "you and they saw this differently" in answer.content.decode()
    answer = page.post(at("application-own-view", lumen), {"theme": "salary", "stars": "x"}, follow=True)
    assert "from 1 to 5" in answer.content.decode()


def test_awkward_gives_two_sentences_and_is_not_brought_up_again_that_day(
    page: Client, alice: Any, lumen: int
) -> None:
    """R005: reassurance with its evidence, the choice one tap away, and nothing re-prompted today."""
    step = today.today(alice).next
    assert step is not None
    assert "It feels awkward" in page.get("/").content.decode()
    answer = page.post(at("application-feels-awkward", lumen), {"step": step.key}, follow=True)
    html = answer.content.decode()
    assert "2012" in html
    assert "Leave this one out" in html
    assert "Write to them" in html
    after = today.today(alice)
    assert after.next is None or after.next.kind != "ask_feedback"
    assert "ask_feedback" not in {one.kind for one in after.rest}
    page.post(reverse("skip-step"), {"step": answer.context["step"]})
    later = today.steps_of(alice, lumen, timezone.now() + timedelta(days=3))
    assert "ask_feedback" not in {one.kind for one in later}


def test_r008_an_ask_is_done_on_the_page_of_its_application_and_the_rest_is_held_back(
    page: Client, alice: Any, lumen: int
) -> None:
    from nextround.desk import letters

    assert "Write down what they told you" in page.get(at("application", lumen)).content.decode()
    letters.mark_sent(alice, letters.start(alice, lumen, "feedback_request").pk)
    html = page.get(at("application", lumen)).content.decode()
    assert "You asked. That part is done" in html
    assert "You can write once more from" in html
    answers.write_down(alice, lumen, TELLS)
    assert "Your answer about the late delivery" in page.get(at("application", lumen)).content.decode()


def test_their_words_stand_beside_the_letter_that_answers_them(page: Client, alice: Any, lumen: int) -> None:
    from nextround.desk import letters

    answers.write_down(alice, lumen, "We went with a candidate whose profile is closer to what we need.")
    begun = letters.start(alice, lumen, "clarifying_followup")
    html = page.get(reverse("letter", args=[begun.pk])).content.decode()
    assert "Their words" in html
    assert "closer to what we need" in html
    answers.write_down(alice, lumen, TELLS)
    html = page.get(reverse("letter", args=[begun.pk])).content.decode()
    assert "Thanks are all it needs now" in html


def test_r007_before_the_ask_it_is_said_that_many_give_no_answer_and_then_ones_own_rate(
    page: Client, alice: Any, letter: int
) -> None:
    """R007, and what is held back once one letter went out."""
    from nextround.desk import letters

    where = reverse("letter", args=[letter])
    html = page.get(where).content.decode()
    assert "Many give no answer" in html
    assert "So far" not in html
    now = timezone.now()
    for number in range(5):
        pk = applications.add(alice, f"Firm {number}", "Planner", now - timedelta(days=30))
        applications.record_event(alice, pk, "rejection", now - timedelta(days=5), "interview")
        asked = letters.start(alice, pk, "feedback_request")
        letters.mark_sent(alice, asked.pk, now - timedelta(days=4))
    answers.write_down(alice, pk, TELLS)
    assert "So far 1 of 5 answered." in page.get(where).content.decode()
    other = letters.start(alice, letters.view(alice, letter).application_pk, "thank_you")
    assert "Many give no answer" not in page.get(reverse("letter", args=[other.pk])).content.decode()
    letters.mark_sent(alice, other.pk)
    html = page.get(where).content.decode()
    assert "theirs to answer now" in html
    assert "what you write here is kept until then" in html
