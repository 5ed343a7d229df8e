import pytest

from nextround.library import languages, load_toml, phrase_files
from nextround.library import words as library_words
from nextround.mailbox.message import Address, Message
from nextround.reading.evidence import gather
from nextround.reading.finding import Finding, Kind, Stage
from nextround.reading.judge import judge
from nextround.reading.recognise import recognise

ROBIN = "robin@vale.example"


def mail(
    text: str, subject: str = "Your application", sender: str = "jobs@rowan.example", **more: object
) -> Message:
    return Message(id="<1@x>", subject=subject, sender=Address("Rowan Press", sender), text=text, **more)  # type: ignore[arg-type]


def read(text: str, subject: str = "Your application", **more: object) -> Finding:
    return recognise(mail(text, subject, **more), frozenset({ROBIN}))


THANKS = "Thank you for your interest in the Gardener role at Rowan Press."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{THANKS} We have received your application and will review it.", Kind.APPLIED),
        (f"{THANKS} We would like to invite you to an interview on Monday.", Kind.INTERVIEW),
        ("Please complete the coding test for the Gardener role by Friday.", Kind.ASSESSMENT),
        ("We are delighted to offer you the position of Gardener.", Kind.OFFER),
        (f"{THANKS} We have decided to move forward with other candidates.", Kind.REJECTION),
        ("Here is the feedback from your interview: the panel liked your plan.", Kind.FEEDBACK),
        ("I came across your profile. Would you be open to a new opportunity?", Kind.OUTREACH),
        ("The Gardener position has been put on hold because of budget cuts.", Kind.CANCELLED),
        ("12 new jobs for you in Leeds. Your weekly job alert.", Kind.ALERT),
        ("The minutes of the meeting are attached.", Kind.OTHER),
    ],
)
def test_each_kind_is_known_by_its_words(text: str, kind: Kind) -> None:
    assert read(text, "Hello").kind is kind


def test_a_no_behind_pleasantries_is_sure_and_quotes_the_very_words() -> None:
    text = (
        f"Dear Robin,\n\n{THANKS} We loved your letter.\n\nUnfortunately we’ve decided not "
        "to\nproceed with your application."
    )
    found = read(text)
    assert (found.kind, found.sure, found.language) == (Kind.REJECTION, True, "en")
    assert found.because[0].rule.startswith("en.rejection.")
    assert all(because.text in text for because in found.because)
    assert any("decided not to\nproceed" in because.text for because in found.because)


def test_a_receipt_that_explains_what_would_happen_is_no_rejection() -> None:
    text = (
        f"{THANKS} We received your application. If you are not selected, we will let you know. "
        "Only shortlisted candidates will be contacted."
    )
    assert read(text).kind is Kind.APPLIED


def test_a_verdict_quoted_below_an_answer_does_not_count() -> None:
    text = (
        "Happy to talk. Could you let me know your availability for a call about the role?\n\nOn "
        "3 May 2026, Kim wrote:\n> We decided to move forward with other candidates."
    )
    assert read(text, "Re: Your application").kind is Kind.INTERVIEW


def test_a_rejection_passed_on_counts() -> None:
    text = (
        "ugh\n\n---------- Forwarded message ---------\nFrom: Rowan "
        "<jobs@rowan.example>\nSubject: Your application\n\nWe have decided to move forward with "
        "other candidates for the Gardener role."
    )
    assert read(text, "Fwd: Your application").kind is Kind.REJECTION


@pytest.mark.parametrize(
    "text",
    [
        "Your mortgage application: after review we are unable to offer you a mortgage.",
        "Your visa application was not successful.",
        "Not selected for this role? Browse more jobs.",
        'A recruiter explains.\n\n"We have decided to move forward with other candidates."\n\nGo on.',
        "He was not selected for the team. Are you coming on Sunday?",
        "We decided to proceed with another supplier for the coffee.",
    ],
)
def test_a_no_about_something_else_is_none(text: str) -> None:
    assert read(text, "News").kind is not Kind.REJECTION


def test_a_closed_role_is_cancelled_and_a_person_turned_down_is_rejected() -> None:
    assert read("The Gardener role has been cancelled.").kind is Kind.CANCELLED
    shut = "The Gardener position has been put on hold. The vacancy is now closed."
    assert read(shut).kind is Kind.CANCELLED
    both = "The Gardener role has been put on hold and you were not selected for the interview."
    assert read(both).kind is Kind.REJECTION


def test_a_half_said_no_is_asked_about() -> None:
    found = read("Thank you for applying. Unfortunately the team has taken another view.")
    assert (found.kind, found.sure) == (Kind.REJECTION, False)


def test_two_weak_signs_are_a_no_that_is_not_sure() -> None:
    found = read(f"{THANKS} We regret to tell you the news. We wish you success in your job search.")
    assert (found.kind, found.sure) == (Kind.REJECTION, False)


def test_weak_signs_beside_an_invitation_are_no_rejection() -> None:
    text = (
        "We regret to tell you Monday is full. It was a difficult decision. We would like to "
        "invite you to an interview on Tuesday."
    )
    assert read(text).kind is Kind.INTERVIEW


def test_one_no_against_an_invitation_is_not_sure() -> None:
    text = (
        "We would like to invite you to an interview. The Porter role has been filled by another candidate."
    )
    found = read(text, "Hello")
    assert (found.kind, found.sure) == (Kind.REJECTION, False)


def test_a_header_of_a_network_is_enough() -> None:
    found = read(
        "Robin", "Rowan Press", headers={"x-linkedin-template": "email_jobs_application_rejected_01"}
    )
    assert (found.kind, found.sure) == (Kind.REJECTION, True)
    assert found.because[0].rule == "header.rejection.x-linkedin-template"


def test_an_address_that_sends_nothing_else_is_enough() -> None:
    assert read("Leeds", "Gardener", sender="jobalerts-noreply@larkboard.example").kind is Kind.ALERT


def test_a_verdict_in_the_subject_alone_is_heard() -> None:
    assert read("", "Your application to Rowan Press was unsuccessful").kind is Kind.REJECTION


def test_an_application_taken_back_is_no_rejection() -> None:
    text = (
        "We confirm that your application has been successfully withdrawn and will no longer be considered."
    )
    assert read(text).kind is Kind.OTHER


def test_news_about_another_persons_application_is_none_of_the_kinds() -> None:
    text = (
        "The application of Kim Roe sent by the job centre was declined; she was not selected for the role."
    )
    assert read(text, "News").kind is Kind.OTHER


def test_an_answer_to_a_request_for_feedback_is_feedback() -> None:
    text = (
        "Thank you for asking for feedback. In general, other candidates were closer to the "
        "needs of the role."
    )
    assert read(text).kind is Kind.FEEDBACK


def test_own_mail_is_own_and_says_when_it_takes_an_application_back() -> None:
    plain = read("I look forward to our interview.", sender=ROBIN)
    back = read("I would like to withdraw my application for the Gardener role.", sender=ROBIN)
    assert (plain.kind, plain.withdrawn, plain.because) == (Kind.OWN, False, ())
    assert (back.kind, back.withdrawn) == (Kind.OWN, True)
    assert back.because


def test_who_writes_first_and_wants_to_talk_is_outreach() -> None:
    text = "I came across your CV on a job board and would love to talk to you about an opening."
    assert read(text, "Hello").kind is Kind.OUTREACH


def test_looking_back_on_an_interview_gives_way_to_an_offer() -> None:
    text = "Following your interview we are delighted to offer you the position of Gardener."
    assert read(text).kind is Kind.OFFER


def test_a_talk_without_a_word_of_jobs_is_none() -> None:
    assert (
        read("Monday is fine. Are you free on Tuesday at ten for a call about the garden?", "Hi").kind
        is Kind.OTHER
    )


def test_a_text_in_no_language_we_know_is_read_in_english() -> None:
    found = read("गाड़ी सुबह आती है।", "")
    assert (found.language, found.kind) == ("en", Kind.OTHER)


def test_a_greeting_card_sale_is_not_a_step() -> None:
    assert read("Please confirm your email address. Your order is on its way.", "Hello").kind is Kind.OTHER
    assert read("A mock interview with a coach. Book a mock interview today.", "Hello").kind is Kind.OTHER


def test_weak_words_alone_make_a_kind_that_is_not_sure() -> None:
    text = library_words.read("Thank you for applying to the kitchen garden scheme of our village.")
    found = judge(gather(text, ("en",)))
    assert (found.kind, found.sure) == (Kind.APPLIED, False)
    assert read("Thank you for applying. See you at the charity dinner.", "Hello").kind is Kind.OTHER


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        (f"{THANKS} We have decided not to proceed.", Stage.CV),
        ("Thank you for interviewing with us for the role. We have decided not to proceed.", Stage.INTERVIEW),
        ("Thank you for your time in the final round for the role. We chose another candidate.", Stage.FINAL),
        ("After the phone screen for the role we have decided not to proceed.", Stage.PHONE),
        ("We reviewed your take home work for the role and have decided not to proceed.", Stage.ASSESSMENT),
        ("We are delighted to offer you the position of Gardener.", Stage.OFFER),
        (f"{THANKS} We received your application.", Stage.CV),
        ("I came across your profile. Would you be open to a new opportunity?", None),
        ("The Gardener position has been put on hold.", None),
        ("Your interview is confirmed for Monday.", Stage.INTERVIEW),
    ],
)
def test_the_stage_is_told(text: str, stage: Stage | None) -> None:
    assert read(text, "Gardener").stage is stage


def test_who_it_is_about_is_told() -> None:
    found = read(
        "Thank you for applying for the Gardener position at Rowan Press. We chose another candidate."
    )
    assert (found.company, found.role) == ("Rowan Press", "Gardener")


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "if " * 20_000, "a." * 30_000, "<" * 50_000, "&#x;" * 9_000, "\n> " * 9_000]
)
def test_odd_texts_are_read_without_harm(text: str) -> None:
    assert recognise(mail(text, text[:200])).kind in set(Kind)


@pytest.mark.parametrize("language", languages())
def test_every_phrase_file_is_named_after_a_kind(language: str) -> None:
    assert set(phrase_files(language)) <= {kind.value for kind in Kind}


def test_signals_name_kinds() -> None:
    assert {signal["kind"] for signal in load_toml("signals.toml")["signal"]} <= {kind.value for kind in Kind}


def test_a_file_closed_because_the_place_is_gone_is_no_verdict() -> None:
    gone = "The Gardener position has been put on hold. "
    closed = "Your application has now been closed."
    assert read(gone + closed).kind is Kind.CANCELLED
    assert read(f"{THANKS} {closed}").kind is Kind.REJECTION
    assert read(f"{gone}{closed} You were not selected for the other role.").kind is Kind.REJECTION


@pytest.mark.parametrize(
    ("subject", "text", "kind"),
    [
        ("Night nurse", "Hi Robin, we've gone with the other nurse, sorry.", Kind.REJECTION),
        ("Nurse", "Hi Robin, we'd love you to start with us in May. Contract attached.", Kind.OFFER),
        ("Cook", "Thanks for the trial shift. Could you do Thursday for a longer talk?", Kind.INTERVIEW),
    ],
)
def test_everyday_words_count_where_a_job_is_spoken_of(subject: str, text: str, kind: Kind) -> None:
    assert read(text, subject).kind is kind


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Stundenplan", "Hi Robin, wir haben jemand anderen genommen."),
        ("The garden", "Hi Robin, we've gone with the other plumber, sorry."),
    ],
)
def test_everyday_words_where_no_job_is_spoken_of_are_no_sure_no(subject: str, text: str) -> None:
    found = read(text, subject)
    assert found.kind is Kind.OTHER or not found.sure


def test_the_subject_of_an_answer_invites_nobody_again() -> None:
    text = "Dear Ada, the other person has said yes to the role. You did well, and we liked meeting you."
    mail = Message(
        id="<1@x>",
        sender=Address("", "ada@meadow.example"),
        subject="Re: Planner: can you come in for an interview?",
        text=text,
    )
    assert recognise(mail).kind is not Kind.INTERVIEW


def test_a_subject_that_only_asks_does_not_hide_what_the_text_says() -> None:
    text = "Dear Ada, welcome to the team. Please find enclosed our offer of employment for the role."
    found = recognise(
        Message(
            id="<1@x>",
            sender=Address("", "ada@meadow.example"),
            subject="Welcome to the team? Your contract",
            text=text,
        )
    )
    assert (found.kind, found.sure) == (Kind.OFFER, True)


def test_a_recruitment_round_that_stops_is_no_verdict_on_the_person() -> None:
    text = "The vacancy has been withdrawn. The recruitment exercise will not go ahead for this position."
    assert (
        recognise(
            Message(id="<1@x>", sender=Address("", "ada@meadow.example"), subject="Vacancy", text=text)
        ).kind
        is Kind.CANCELLED
    )


def test_a_refusal_of_feedback_after_a_question_is_no_second_no() -> None:
    text = (
        "Thank you for asking for feedback on your application for Customer Guide. "
        "We can not give individual feedback. Other candidates' experience was closer to the role."
    )
    assert (
        recognise(
            Message(id="<1@x>", sender=Address("", "ada@meadow.example"), subject="Re: Guide", text=text)
        ).kind
        is Kind.FEEDBACK
    )


def test_a_first_no_that_refuses_feedback_stays_a_no() -> None:
    text = (
        "Thank you for applying for the role of Guide. We have decided to proceed with other candidates. "
        "We are unable to give individual feedback."
    )
    assert (
        recognise(
            Message(id="<1@x>", sender=Address("", "ada@meadow.example"), subject="Guide", text=text)
        ).kind
        is Kind.REJECTION
    )


HULL = (
    "For the place at our oven we are going to stay with the baker from Hull. "
    "You were good company, and the second loaf was fine."
)


def test_a_no_in_a_wording_of_no_list_is_asked_about_and_quotes_its_sentence() -> None:
    found = read(HULL, "Re: Baker job", in_reply_to="<2@x>")
    assert (found.kind, found.sure) == (Kind.REJECTION, False)
    assert found.because[0].rule == "model.rejection"
    assert found.because[0].text in HULL


@pytest.mark.parametrize(
    "headers", [{"list-id": "<bakers.example>"}, {"precedence": "Bulk"}, {"list-unsubscribe": "<x>"}]
)
def test_what_is_sent_to_many_is_not_looked_at_twice(headers: dict[str, str]) -> None:
    assert read(HULL, "Re: Baker job", in_reply_to="<2@x>", headers=headers).kind is Kind.OTHER


def test_a_list_that_marks_its_subjects_is_sent_to_many() -> None:
    assert read(HULL, "Re: [bakers] Baker job", in_reply_to="<2@x>").kind is Kind.OTHER


def test_a_language_that_the_model_has_not_learned_is_read_by_its_phrases() -> None:
    said = "לצערנו החלטנו להתקדם עם מועמד אחר לתפקיד הגנן. בהצלחה בהמשך הדרך."
    found = recognise(mail(said, "מועמדותך"))
    assert (found.kind, found.sure, found.language) == (Kind.REJECTION, True, "he")


def test_the_subject_of_an_answer_in_other_letters_was_written_before() -> None:
    said = "好的，我已经把您的问题转给同事，请稍等。"
    assert recognise(mail(said, "面试邀请")).kind is Kind.INTERVIEW
    assert recognise(mail(said, "回复：面试邀请")).kind is not Kind.INTERVIEW
