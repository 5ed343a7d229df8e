"""Each rule about letters is carried out by the letter desk: what it points at, and what it lets pass."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from nextround import library
from nextround.letters.check import check
from nextround.letters.kinds import Context, LetterKind
from nextround.letters.parts import Part, missing, prompts, questions
from nextround.letters.reply import Person, Relation, address_for

GREETING = "Dear Jane,\n\n"
BODY = (
    "Thank you for taking the time to meet me on Tuesday. I enjoyed hearing how your team plans the night "
    "shifts. {}What is one thing I could practise before my next interview? I would be glad to hear of other "
    "roles."
)
CLOSING = "\n\nKind regards,\nSam"
ASK = LetterKind.FEEDBACK_REQUEST


def found(sentence: str = "", kind: LetterKind = ASK) -> set[str]:
    """The families that a good letter with one more sentence in it meets."""
    more = sentence and sentence + " "
    return {f.rule for f in check(GREETING + BODY.format(more) + CLOSING, kind)}


def found_in(text: str, kind: LetterKind = ASK, context: Context | None = None) -> set[str]:
    return {f.rule for f in check(text, kind, context)}


def test_a_good_letter_meets_nothing() -> None:
    assert found() == set()


def test_r009_a_question_about_next_time_is_what_the_ask_is_for() -> None:
    assert "missing_question" in found_in(
        GREETING + "Thank you for Tuesday and the tour of the yard." + CLOSING
    )
    assert "missing_question" not in found()


def test_r010_calls_wait_for_working_hours_and_mails_do_not() -> None:
    late = Context(recipient_local=datetime(2025, 9, 16, 19, 40))
    good = Context(recipient_local=datetime(2025, 9, 16, 10, 15))
    assert "outside_hours" in found_in("Hello", LetterKind.CALL_SCRIPT, late)
    assert "outside_hours" not in found_in("Hello", LetterKind.CALL_SCRIPT, good)
    assert "outside_hours" not in found_in("Hello", ASK, late)


def test_r015_apologies_are_pointed_at_and_courtesy_passes() -> None:
    assert "apology" in found("I am so sorry that I answered so badly.")
    assert "apology" not in found("I was sorry to hear that Omar is leaving.")


def test_r016_arguing_with_criticism_is_pointed_at() -> None:
    assert "challenge" in found("I have to disagree with what you said about my planning.")


def test_r017_a_letter_without_thanks_is_noticed() -> None:
    assert "missing_thanks" in found_in(GREETING + "What should I practise before next time?" + CLOSING)


def test_r018_an_open_door_is_noticed_when_it_is_not_there() -> None:
    bare = GREETING + "Thank you for Tuesday and the tour of the yard. What should I practise?" + CLOSING
    assert "missing_door_open" in found_in(bare)
    assert "missing_door_open" not in found()


def test_r019_pressing_for_a_second_chance_is_pointed_at() -> None:
    assert "pressure" in found("Please reconsider your decision.")


def test_r020_the_door_is_asked_for_in_the_persons_own_words() -> None:
    (door,) = [p for p in prompts(ASK) if p.part is Part.DOOR]
    assert door.optional
    assert "pressure" not in found("I remain open to the stock roles you mentioned.")


def test_r022_putting_oneself_down_is_pointed_at() -> None:
    assert "self_deprecation" in found("I am useless in interviews.")


def test_r025_an_agencys_recruiter_is_written_to_first() -> None:
    people = [
        Person("Jane", "jane@ashdown.example", Relation.WROTE),
        Person("Rob", "rob@harrow.example", Relation.AGENCY),
    ]
    assert address_for(people).person == people[1]


def test_r029_without_an_agency_the_one_who_wrote_is_written_to() -> None:
    wrote = Person("Jane", "jane@ashdown.example", Relation.WROTE)
    robot = Person("", "no-reply@ashdown.example", Relation.WROTE)
    assert address_for([robot, wrote]).person == wrote
    assert address_for([robot]).person is None


def test_r030_the_menu_offers_topics_and_one_question_is_enough() -> None:
    assert len(questions(ASK)) >= 4
    assert "too_many_questions" in found(
        "What did others do better? Which skill was it? Would a course help?"
    )


def test_r033_words_that_burn_bridges_are_pointed_at() -> None:
    assert found("This was a complete waste of my time.") & {"frustration", "challenge"}


def test_r034_the_parts_of_a_letter_are_named_when_not_there() -> None:
    whole = GREETING + BODY.format("") + CLOSING
    assert missing(ASK, whole) == ()
    assert Part.QUESTION in missing(ASK, GREETING + "Thank you for Tuesday." + CLOSING)
    assert Part.THANKS in missing(ASK, GREETING + "What should I practise?" + CLOSING)


def test_r035_frustration_is_pointed_at_and_disappointment_passes() -> None:
    assert "frustration" in found("I am fed up with all of this.")
    assert "frustration" not in found("I was disappointed, of course.")


def test_r036_disputing_the_decision_is_pointed_at() -> None:
    assert "challenge" in found("You made the wrong choice.")


def test_r037_nothing_in_the_library_is_a_ready_letter_and_patterns_are_pointed_at() -> None:
    assert found_in("Dear [Name],\n\n" + BODY.format("") + CLOSING) & {"template", "leftovers"}
    whole = GREETING + BODY.format("") + CLOSING
    assert "template" in found_in(whole, context=Context(earlier_letters=(whole,)))
    book = Path(library.HERE / "questions.toml").read_text(encoding="utf-8").lower()
    assert "dear " not in book
    assert "regards" not in book


def test_r038_something_specific_is_asked_for_and_noticed() -> None:
    plain = "Thank you for your time. What should I practise? I would be glad to hear of other roles."
    assert "missing_specific" in found_in(GREETING + plain + CLOSING)
    assert any(p.part is Part.DETAIL for p in prompts(ASK))


def test_r014_urgency_is_pointed_at() -> None:
    assert "pressure" in found("I need your answer by Friday.")


def test_r040_a_thank_you_says_what_was_learned() -> None:
    plain = GREETING + "Thank you for your time." + CLOSING
    assert "missing_specific" in found_in(plain, LetterKind.THANK_YOU)
    more = GREETING + "Thank you for Tuesday. I learned how your team plans the night shifts." + CLOSING
    assert "missing_specific" not in found_in(more, LetterKind.THANK_YOU)
