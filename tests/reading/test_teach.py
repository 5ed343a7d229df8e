import pytest

from nextround.library.words import read
from nextround.mailbox.message import Address, Message
from nextround.reading.finding import Kind
from nextround.reading.judge import Verdict
from nextround.reading.recognise import lesson_of, recognise
from nextround.reading.teach import Print, lesson_for, likeness, print_of, same_place, taught

SURVEY = (
    "Dear {name},\n\nThe garden of our house has a gate, and behind the gate there are four paths. "
    "Please choose one of them for the {role} and tell us by {day}. Nothing is lost if you take time."
)


def mail(
    name: str = "Robin", role: str = "Gardener", day: str = "4 May", sender: str = "jobs@rowan.example"
) -> Message:
    text = SURVEY.format(name=name, role=role, day=day)
    return Message(id="<1@x>", subject="Four paths", sender=Address("Rowan Press", sender), text=text)


def test_mails_of_one_template_are_alike_and_others_are_not() -> None:
    one, two = (print_of(read(m.text), "a@x.example") for m in (mail(), mail("Kim", "Cook", "9 June")))
    other = print_of(
        read("The minutes of the meeting in the garden are attached. See you on Friday."), "a@x.example"
    )
    assert likeness(one, two) > 0.6
    assert likeness(one, other) < 0.1


def test_of_mails_with_few_words_nothing_is_said() -> None:
    short = print_of(read("We chose others, sorry."), "a@x.example")
    assert likeness(short, short) == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a@rowan.example", "a@rowan.example", True),
        ("a@rowan.example", "b@rowan.example", True),
        ("a@gmail.com", "b@gmail.com", False),
        ("acme@greenhouse.io", "rowan@greenhouse.io", False),
        ("", "", True),
        ("", "b@rowan.example", False),
    ],
)
def test_an_employers_domain_is_one_place_and_a_mail_service_is_not(one: str, other: str, same: bool) -> None:
    assert same_place(Print(one, frozenset()), Print(other, frozenset())) is same


def test_a_word_about_one_mail_holds_for_the_next_of_its_template() -> None:
    before = recognise(mail("Kim", "Cook", "9 June"))
    after = recognise(mail("Kim", "Cook", "9 June"), lessons=[lesson_of(mail(), Kind.ASSESSMENT)])
    assert before.kind is not Kind.ASSESSMENT
    assert (after.kind, after.sure, after.taught) == (Kind.ASSESSMENT, True, "Rowan Press")
    assert after.because[0].rule == "taught.assessment"


def test_a_mail_that_was_said_to_be_nothing_is_nothing_the_next_time() -> None:
    text = "We have decided to move forward with other candidates. " + SURVEY
    first, second = (
        Message(
            id="<1@x>",
            subject="Gardener",
            sender=Address("", "jobs@rowan.example"),
            text=text.format(name=n, role="Cook", day="4 May"),
        )
        for n in ("Robin", "Kim")
    )
    assert recognise(second).kind is Kind.REJECTION
    found = recognise(second, lessons=[lesson_of(first, Kind.OTHER)])
    assert (found.kind, found.taught) == (Kind.OTHER, "jobs@rowan.example")


def test_a_mail_like_no_lesson_is_read_as_ever() -> None:
    lessons = [lesson_of(mail(), Kind.ASSESSMENT)]
    other = Message(
        id="<2@x>", subject="News", sender=Address("", "jobs@rowan.example"), text="The minutes are attached."
    )
    assert recognise(other, lessons=lessons) == recognise(other)


def test_words_that_were_met_stay_the_reason() -> None:
    text = (
        SURVEY.format(name="Kim", role="Cook", day="4 May")
        + " Please complete the coding test for the Cook role."
    )
    told = Message(id="<3@x>", subject="Cook", sender=Address("", "jobs@rowan.example"), text=text)
    found = recognise(told, lessons=[lesson_of(told, Kind.ASSESSMENT)])
    assert found.because[0].rule.startswith("en.assessment.")


def test_the_same_words_from_elsewhere_must_be_closer_and_are_asked_about() -> None:
    near, far = (
        mail("Kim", sender="a@moor.example"),
        mail("Kim", "Cook and Baker", "the end of the week", "a@moor.example"),
    )
    lessons = [lesson_of(mail(), Kind.ASSESSMENT)]
    assert (recognise(near, lessons=lessons).kind, recognise(near, lessons=lessons).sure) == (
        Kind.ASSESSMENT,
        False,
    )
    assert recognise(far, lessons=lessons) == recognise(far)


def test_the_latest_of_equal_lessons_counts() -> None:
    lessons = [lesson_of(mail(), Kind.OTHER), lesson_of(mail(), Kind.INTERVIEW)]
    found = lesson_for(lessons[0].print, lessons)
    assert found is not None
    assert found.kind is Kind.INTERVIEW


def test_a_reading_that_the_person_confirmed_is_sure_the_next_time() -> None:
    lesson = lesson_of(mail(), Kind.INTERVIEW)
    found = taught(Verdict(Kind.INTERVIEW, 0.6, sure=False), lesson.print, lesson)
    assert (found.sure, found.confidence) == (True, 0.92)
    elsewhere = Print("a@moor.example", lesson.print.runs)
    assert not taught(Verdict(Kind.INTERVIEW, 0.6, sure=False), elsewhere, lesson).sure
    assert taught(Verdict(Kind.INTERVIEW, 0.95, sure=True), elsewhere, lesson).confidence == 0.95
