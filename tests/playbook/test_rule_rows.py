"""Rules by the numbers and words that the playbook itself gives for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from nextround import library
from nextround.journey.application import Event
from nextround.letters.check import check
from nextround.letters.kinds import Context, LetterKind, Severity
from nextround.letters.parts import Part, missing, prompts, questions
from nextround.letters.reply import Person, Relation, address_for
from nextround.playbook.budget import contact_gate, letter_gate
from nextround.playbook.calls import call_plan
from nextround.playbook.case import Answered, StepKind, Written
from nextround.playbook.place import place
from nextround.reading.feedback import Sort, read_feedback
from nextround.reading.finding import Kind, Stage
from tests.playbook.test_agenda import (
    MET,
    MONDAY,
    NO_AFTER_MEETING,
    NO_TO_PAPERS,
    after,
    case,
    event,
    kinds,
    look,
)
from tests.playbook.test_letter_rules import ASK, BODY, CLOSING, GREETING, found, found_in
from tests.playbook.test_words import BANNED

WHOLE = GREETING + BODY.format("") + CLOSING


def test_r002_the_ask_is_locked_with_a_reason_until_the_no_is_certain() -> None:
    now = after(hours=2)
    unsure = case(*MET, event("rejection", MONDAY, sure=False), now=now)
    asking = letter_gate(unsure, StepKind.ASK_FEEDBACK, now)
    assert not asking.open
    assert "not a certain no" in asking.why
    assert letter_gate(unsure, StepKind.STATUS_ENQUIRY, now).open
    ringing = {"may_ring": True, "place": place(country="GB")}
    doubted = case(*MET, event("rejection", MONDAY, sure=False), now=now, **ringing)
    assert not call_plan(doubted, now).open
    assert call_plan(case(*NO_AFTER_MEETING, now=now, **ringing), now).open
    assert letter_gate(case(*NO_AFTER_MEETING, now=now), StepKind.ASK_FEEDBACK, now).open


def test_r003_a_day_is_the_target_and_six_hours_later_it_is_still_open_and_kind() -> None:
    told = datetime(2025, 3, 10, 16, 0, tzinfo=UTC)
    for hours in (1, 30):
        now = after(hours=hours)
        step = look(case(*MET, event("rejection", told), now=now), now=now).next
        assert step is not None
        assert (step.kind, step.due) == (StepKind.ASK_FEEDBACK, datetime(2025, 3, 11, 16, 0, tzinfo=UTC))
        assert not BANNED.search(step.window_sentence)
    assert step.window_sentence == "You can still write. A late thank-you is a good thank-you."


@pytest.mark.parametrize(
    ("question", "noted"),
    [
        ("What should I practise?", False),
        ("What tipped the balance?", False),
        ("Which of my two answers was the weaker one?", False),
        ("Who got the job?", True),
        ("What time does the yard open?", True),
    ],
)
def test_r009_a_question_that_does_not_look_ahead_gets_a_quiet_note(question: str, noted: bool) -> None:
    text = (
        GREETING
        + f"Thank you for Tuesday and the tour of the yard. {question} I hope our paths cross."
        + CLOSING
    )
    seen = {(f.rule, f.severity) for f in check(text, ASK)}
    assert seen == ({("missing_question", Severity.INFO)} if noted else set())


def test_r014_an_answer_by_friday_is_pressing_and_the_third_day_of_waiting_is_quiet() -> None:
    assert "pressure" in found("I need an answer by Friday.")
    assert "pressure" not in found("I know that such answers take a while.")
    now = after(days=4)
    waiting = case(*NO_AFTER_MEETING, now=now, written=(Written(StepKind.ASK_FEEDBACK, after(days=1)),))
    assert set(kinds(look(waiting, now=now))) <= {StepKind.LOOK_BACK}
    gate = contact_gate(waiting, now)
    assert not gate.open
    assert "theirs to answer" in gate.why


@pytest.mark.parametrize(
    ("rule", "flagged", "passes"),
    [
        ("apology", "I'm so sorry about how badly I answered.", "I was sorry to hear that Omar is leaving."),
        ("challenge", "I have to disagree with what you wrote.", "I agree with what you wrote."),
        ("challenge", "The panel made the wrong call.", "The panel made me feel welcome."),
        ("pressure", "Please reconsider.", "Should anything change, I am still interested."),
        ("self_deprecation", "I always mess up.", "I mixed up two dates."),
        ("frustration", "I'm pretty fed up.", "I was disappointed, of course."),
        ("frustration", "This was a complete waste of my time.", "The time was well spent."),
    ],
)
def test_r015_r016_r019_r022_r033_r035_r036_by_the_words_of_their_rows(
    rule: str, flagged: str, passes: str
) -> None:
    assert rule in found(flagged)
    assert found(passes) == set()


def test_r017_what_they_tell_is_thanked_for_at_once_and_a_letter_without_thanks_gets_a_note() -> None:
    now = after(days=4)
    asked = (Written(StepKind.ASK_FEEDBACK, after(days=1)),)
    answered = (Answered(after(days=3), Sort.SPECIFIC),)
    told = case(*NO_AFTER_MEETING, now=now, written=asked, answered=answered)
    assert StepKind.THANK_FEEDBACK in kinds(look(told, now=now))
    assert StepKind.THANK_FEEDBACK not in kinds(look(replace(told, answered=()), now=now))
    bare = GREETING + "{}Your answer about the rounds helped me. I will practise it." + CLOSING
    thanks = LetterKind.THANK_YOU
    assert "missing_thanks" in found_in(bare.format(""), thanks)
    assert "missing_thanks" not in found_in(bare.format("Thank you for writing back. "), thanks)


def test_r018_hoping_that_paths_cross_keeps_the_door_open() -> None:
    bare = GREETING + "Thank you for Tuesday and the tour of the yard. What should I practise? {}" + CLOSING
    assert "missing_door_open" in found_in(bare.format(""))
    assert "missing_door_open" not in found_in(bare.format("I hope our paths cross."))


def test_r030_the_menu_has_four_topics_and_a_letter_with_three_questions_asks_for_one() -> None:
    assert len({question.topic for question in questions(ASK)}) >= 4
    assert "too_many_questions" in found("Which skill was it? Would a course help?")
    assert "too_many_questions" not in found()


def test_r031_a_standard_mail_is_answered_with_the_same_question() -> None:
    from nextround.mailbox.parse import parse
    from nextround.reading.recognise import recognise

    mail = parse(
        b"From: jobs@ashdown.example\nSubject: Your application\nDate: Mon, 10 Mar 2025 16:00:00 +0000\n\n"
        b"Thank you for your interest in Ashdown. After careful consideration we have decided to move "
        b"forward with other candidates. We wish you all the best in your search.\n"
    )
    finding = recognise(mail)
    assert (finding.kind, finding.sure) == (Kind.REJECTION, True)
    now = after(hours=2)
    step = look(case(*MET, Event(finding.kind, MONDAY, "<m>", finding.sure), now=now), now=now).next
    assert step is not None
    assert step.kind is StepKind.ASK_FEEDBACK
    assert any("balance" in question.topic.lower() for question in questions(ASK))


def test_r032_a_standard_mail_is_told_apart_and_so_is_an_address_that_reads_no_answers() -> None:
    from nextround.mailbox.parse import parse
    from nextround.reading.recognise import recognise

    words = (
        "Thank you for coming to the second interview for the post of Gardener at Ashdown. "
        "Unfortunately we have chosen another candidate.\n"
    )
    for sender, deaf in (("no-reply@ashdown.example", True), ("Jane Holt <jane@ashdown.example>", False)):
        mail = f"From: {sender}\nSubject: Your interview\nDate: Mon, 10 Mar 2025 16:00:00 +0000\n\n{words}"
        finding = recognise(parse(mail.encode()))
        assert (finding.kind, finding.stage, finding.no_reply) == (Kind.REJECTION, Stage.INTERVIEW, deaf)
    assert read_feedback(words).sort is Sort.GENERIC
    assert read_feedback("Your answer about the hedges had no ending.").sort is Sort.SPECIFIC


def test_r034_a_whole_letter_has_all_four_parts_and_each_that_is_gone_is_named() -> None:
    named = {prompt.part for prompt in prompts(ASK)}
    assert {Part.THANKS, Part.DETAIL, Part.QUESTION, Part.DOOR} <= named
    assert missing(ASK, WHOLE) == ()
    thanks = "Thank you for taking the time to meet me on Tuesday."
    detail = "I enjoyed hearing how your team plans the night shifts."
    question = "What is one thing I could practise before my next interview?"
    assert missing(ASK, WHOLE.replace(thanks, "")) == (Part.THANKS,)
    assert missing(ASK, WHOLE.replace(question, "")) == (Part.QUESTION,)
    bare = WHOLE.replace(detail, "").replace(thanks, "Thank you for your time.")
    assert missing(ASK, bare) == (Part.DETAIL,)
    assert "missing_door_open" in found_in(WHOLE.replace("I would be glad to hear of other roles.", ""))


def test_r029_the_manager_is_written_to_where_nobody_else_reads_answers() -> None:
    robot = Person("", "no-reply@ashdown.example", Relation.WROTE)
    manager = Person("Ruth", "ruth@ashdown.example", Relation.MANAGER)
    human = Person("Jane", "jane@ashdown.example", Relation.WROTE)
    assert address_for([robot, manager]).person == manager
    assert address_for([manager, human]).person == human
    assert "missing_question" not in found_in(WHOLE.replace("What is one thing I could", "What should I"))


def test_r037_a_letter_most_of_which_was_sent_before_is_noticed_and_an_own_one_is_not() -> None:
    assert found_in(WHOLE.replace("Dear Jane", "Dear [Name]")) & {"template", "leftovers"}
    again = WHOLE.replace("the night shifts", "its deliveries").replace("Jane", "Omar")
    assert "template" in found_in(again, context=Context(earlier_letters=(WHOLE,)))
    other = (
        "Dear Omar,\n\nThank you for showing me the cold store. Your way of counting pallets stayed with me. "
        "Which skill would you build first for such a post? I hope our paths cross.\n\nBest wishes,\nSam"
    )
    assert "template" not in found_in(other, context=Context(earlier_letters=(WHOLE,)))
    prompts = (library.HERE / "questions.toml").read_text(encoding="utf-8").lower()
    assert "dear " not in prompts  # what the app says itself is no letter to send
    assert "regards" not in prompts


def test_r038_a_remembered_detail_is_what_makes_a_letter_theirs() -> None:
    plain = "Thank you for your time. {}What should I practise? I would be glad to hear of other roles."
    assert "missing_specific" in found_in(GREETING + plain.format("") + CLOSING)
    more = plain.format("Leon's question about the cold chain stayed with me. ")
    assert "missing_specific" not in found_in(GREETING + more + CLOSING)


def test_r039_one_letter_may_hold_thanks_and_question_and_then_both_are_done() -> None:
    now = after(hours=5)
    step = look(case(*NO_AFTER_MEETING, now=now), now=now).next
    assert step is not None
    assert "your thanks, and one question" in step.title
    assert "R039" in step.rules
    sent = (Written(StepKind.ASK_FEEDBACK, after(hours=4)),)
    assert kinds(look(case(*NO_AFTER_MEETING, now=now, written=sent), now=now)) == []
    papers = look(case(*NO_TO_PAPERS, now=now), now=now).next
    assert papers is not None
    assert papers.kind is StepKind.THANK_OR_REST


def test_r040_a_thank_you_with_thanks_alone_names_what_is_not_there() -> None:
    bare = GREETING + "Thank you." + CLOSING
    assert Part.DETAIL in missing(LetterKind.THANK_YOU, bare)
    more = GREETING + "Thank you for meeting me. I learned how you plan the night shifts." + CLOSING
    assert Part.DETAIL not in missing(LetterKind.THANK_YOU, more)


@pytest.mark.parametrize(
    ("stage", "days", "looks"),
    [(Stage.FINAL, 34, False), (Stage.FINAL, 35, True), (Stage.INTERVIEW, 35, False), (None, 35, False)],
)
def test_r041_a_look_comes_five_weeks_after_the_last_round_and_after_no_other(
    stage: Stage | None, days: int, looks: bool
) -> None:
    now = after(days=days)
    met = MET if stage else MET[:1]
    done = (Written(StepKind.ASK_FEEDBACK, MONDAY),)
    found_there = look(case(*met, event("rejection", MONDAY, stage), now=now, written=done), now=now)
    assert (StepKind.LOOK_AGAIN in kinds(found_there)) is looks
    assert not looks or "Sometimes" in (found_there.next.why if found_there.next else "")
