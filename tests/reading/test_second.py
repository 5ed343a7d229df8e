import pytest

from nextround.library.linear import Opinion
from nextround.library.words import read
from nextround.reading.evidence import Evidence, gather
from nextround.reading.finding import Because, Kind
from nextround.reading.judge import Verdict, judge
from nextround.reading.second import TOLD, Place, second_look, unheard

ANSWER = Place(answer=True)


def opinion(**shares: float) -> Opinion:
    told = {Kind(kind): share for kind, share in shares.items()}
    rest = {kind: 0.0 for kind in Kind if kind not in told and kind is not Kind.OWN}
    return Opinion({**rest, **told})


def look(text: str, told: Opinion, place: Place = ANSWER) -> Verdict:
    evidence = gather(read(text), ("en",))
    return second_look(judge(evidence), evidence, place, lambda: told)


def never() -> Opinion:
    raise AssertionError("the model was asked, where its answer could change nothing")


UNHEARD_OF = "The cook's stool has been promised to a baker from Hull. That was the last position we had."
RECEIPT = "We have received your application for the Gardener position."
NO = "We have decided to move forward with other candidates for the Gardener position."


def test_a_no_in_no_list_is_found_and_asked_about() -> None:
    found = look(UNHEARD_OF, opinion(rejection=0.8, other=0.2))
    assert (found.kind, found.sure) == (Kind.REJECTION, False)
    assert found.confidence < 0.8


def test_a_no_that_the_model_alone_sees_is_never_sure() -> None:
    found = look(UNHEARD_OF, opinion(rejection=1.0), Place(answer=True, hires=True))
    assert (found.kind, found.sure) == (Kind.REJECTION, False)


def test_the_same_words_out_of_any_thread_need_more() -> None:
    told = opinion(rejection=0.8, other=0.2)
    assert look(UNHEARD_OF, told, Place()).kind is Kind.OTHER
    assert look(UNHEARD_OF, told, Place(alone=True)).kind is Kind.REJECTION
    assert look(UNHEARD_OF, told, ANSWER).kind is Kind.REJECTION


def test_an_answer_that_may_be_a_no_is_not_surely_something_else() -> None:
    found = look(UNHEARD_OF, opinion(rejection=0.5, other=0.5))
    assert (found.kind, found.sure) == (Kind.OTHER, False)
    assert look(UNHEARD_OF, opinion(rejection=0.02, other=0.98)).sure


def test_another_step_in_no_list_is_found_and_not_asked_about_where_it_is_likely() -> None:
    text = "About the position: the kettle is on at four, come round."
    found = look(text, opinion(interview=0.8, other=0.2))
    assert (found.kind, found.sure) == (Kind.INTERVIEW, True)


def test_what_goes_far_is_found_only_where_it_is_likelier_than_not() -> None:
    torn = opinion(feedback=0.4, applied=0.35, other=0.25)
    text = "About the position: the kettle is on at four, come round."
    assert look(text, torn).kind is Kind.OTHER
    assert look(text, opinion(feedback=0.8, other=0.2)).kind is Kind.FEEDBACK


def test_a_step_is_found_even_where_the_model_wavers_which_one_it_is() -> None:
    torn = opinion(interview=0.4, assessment=0.35, outreach=0.2, other=0.05)
    found = look("About the position: the kettle is on at four, come round.", torn)
    assert (found.kind, found.sure) == (Kind.INTERVIEW, False)
    assert found.confidence < 0.5


def test_a_no_is_asked_about_where_it_is_one_of_two_likely_things() -> None:
    torn = opinion(interview=0.15, rejection=0.8, other=0.05)
    text = "About the position: the kettle is off, and thank you for ringing."
    assert look(text, torn).kind is Kind.REJECTION
    assert look(text, opinion(interview=0.5, rejection=0.45, other=0.05)).kind is Kind.INTERVIEW


def test_a_step_of_which_the_words_hardly_speak_is_not_found_wherever_they_stand() -> None:
    told = opinion(applied=0.25, other=0.75)
    assert look("Your position awaits.", told, Place(answer=True, alone=True, hires=True)).kind is Kind.OTHER


def test_a_list_of_openings_in_no_list_of_phrases_is_found_unless_it_is_an_answer() -> None:
    text, told = "The kettle gathered these for Monday.", opinion(alert=0.9, other=0.1)
    found = look(text, told, Place(alone=True))
    assert (found.kind, found.sure) == (Kind.ALERT, True)
    assert look(text, told, ANSWER).kind is Kind.OTHER
    assert look(text, opinion(alert=0.1, other=0.9), Place(alone=True)).kind is Kind.OTHER


def test_a_plain_step_where_a_job_is_spoken_of_is_acted_on_and_a_no_is_not() -> None:
    text = "About the position: the kettle is on at four, come round."
    assert look(text, opinion(interview=0.95, other=0.05)).sure
    assert not look(text, opinion(rejection=0.99, other=0.01)).sure


def test_a_step_is_found_only_where_a_job_is_spoken_of_or_hiring_people_write() -> None:
    told, text = opinion(interview=0.95, other=0.05), "The kettle is on at four, come round."
    assert look(text, told).kind is Kind.OTHER
    assert look(text, told, Place(answer=True, hires=True)).kind is Kind.INTERVIEW


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (UNHEARD_OF, Place(answer=True, bulk=True)),
        ("Your loan application was declined, and the mortgage with it. Your position is noted.", Place()),
        ("I am writing to apply for the Gardener position.", Place(alone=True)),
        ("In this issue of our newsletter: ten roles, career advice, a podcast. Read more.", Place()),
        ("position " + "and so on " * 200, Place()),
        ("and so on " * 200, ANSWER),
        ("position " + "and so on " * 200, Place(hires=True)),
    ],
)
def test_where_nothing_can_be_found_the_model_is_not_asked(text: str, place: Place) -> None:
    evidence = gather(read(text), ("en",))
    assert second_look(Verdict(Kind.OTHER, 0.75, sure=True), evidence, place, never).kind is Kind.OTHER


def test_hiring_people_are_heard_whatever_else_they_write_about() -> None:
    evidence = gather(read("position loan loan " + "and so on " * 50), ("en",))
    told = opinion(rejection=0.9, other=0.1)
    hires = Place(hires=True)
    found = second_look(Verdict(Kind.OTHER, 0.75, sure=True), evidence, hires, lambda: told)
    assert (found.kind, found.sure) == (Kind.REJECTION, False)


@pytest.mark.parametrize(("kind", "place"), [(Kind.APPLIED, ANSWER), (Kind.INTERVIEW, Place())])
def test_a_sure_step_stays_so_unless_the_model_plainly_sees_another(kind: Kind, place: Place) -> None:
    evidence = gather(read(RECEIPT), ("en",))
    sure = Verdict(kind, 0.85, sure=True)
    wavers = opinion(**{kind.value: 0.3, "other": 0.7})
    found = second_look(sure, evidence, place, lambda: wavers)
    assert (found.kind, found.sure) == (kind, True)
    told = opinion(assessment=0.999, other=0.001)
    assert second_look(sure, evidence, place, lambda: told).kind is Kind.ASSESSMENT


def test_a_step_in_plain_words_beside_another_stands_against_what_is_not_much_likelier() -> None:
    evidence = gather(read("We would like to invite you to an interview for the Gardener position."), ("en",))
    torn = Verdict(Kind.INTERVIEW, 0.75, sure=False)
    near = opinion(interview=0.3, applied=0.6, other=0.1)
    assert second_look(torn, evidence, ANSWER, lambda: near).kind is Kind.INTERVIEW
    far = opinion(interview=0.01, applied=0.95, other=0.04)
    assert second_look(torn, evidence, ANSWER, lambda: far).kind is Kind.APPLIED
    other = Verdict(Kind.OUTREACH, 0.75, sure=False)
    assert second_look(other, evidence, ANSWER, lambda: far).kind is Kind.APPLIED


def test_a_no_beside_a_sure_step_is_asked_about_where_it_is_likely() -> None:
    found = look(RECEIPT, opinion(rejection=0.995, applied=0.005), Place(hires=True))
    assert (found.kind, found.sure) == (Kind.REJECTION, False)
    assert look(RECEIPT, opinion(rejection=0.4, applied=0.6), Place(hires=True)).kind is Kind.APPLIED


def test_the_model_alone_outweighs_a_told_step_only_in_mail_to_the_person_or_beside_a_hint() -> None:
    told = opinion(rejection=0.999, other=0.001)
    assert look(RECEIPT, told, Place()).kind is not Kind.REJECTION
    assert look(RECEIPT, told, ANSWER).kind is not Kind.REJECTION
    assert look(RECEIPT, told, Place(answer=True, alone=True)).kind is Kind.REJECTION
    assert look(f"{RECEIPT} Unfortunately it rains.", told, ANSWER).kind is Kind.REJECTION


@pytest.mark.parametrize("kind", [Kind.FEEDBACK, Kind.CANCELLED, Kind.OFFER])
def test_what_speaks_of_a_no_in_the_same_words_is_no_question(kind: Kind) -> None:
    sure, told = Verdict(kind, 0.85, sure=True), opinion(rejection=0.7, **{kind.value: 0.3})
    assert second_look(sure, Evidence(), Place(hires=True), lambda: told).kind is kind


def test_thanks_for_applying_in_what_is_plainly_no_step_are_no_receipt() -> None:
    survey = opinion(other=0.999, applied=0.0, rejection=0.001)
    assert look(RECEIPT, survey, Place()).kind is Kind.OTHER
    assert look(RECEIPT, opinion(other=0.6, applied=0.4), Place(alone=True)).kind is Kind.APPLIED


def test_a_no_in_which_the_model_sees_none_is_asked_about() -> None:
    assert look(NO, opinion(rejection=0.98, other=0.02)).sure
    found = look(NO, opinion(rejection=0.3, alert=0.7))
    assert (found.kind, found.sure) == (Kind.REJECTION, False)
    twice = f"{NO} Unfortunately you were not selected for the role."
    assert look(twice, opinion(rejection=0.7, alert=0.3)).sure
    assert not look(twice, opinion(rejection=0.4, alert=0.6)).sure


def test_a_doubted_no_is_nearer_where_the_model_leans_to_it() -> None:
    leans, doubts = (look(NO, opinion(rejection=one, alert=1 - one)) for one in (0.5, 0.49))
    assert (leans.sure, leans.confidence) == (False, TOLD)
    assert (doubts.sure, doubts.confidence < TOLD) == (False, True)


def test_a_no_in_which_the_model_plainly_sees_another_step_is_asked_about_as_that() -> None:
    found = look(NO, opinion(rejection=0.02, cancelled=0.95, other=0.03))
    assert (found.kind, found.sure) == (Kind.CANCELLED, False)
    assert look(NO, opinion(rejection=0.0, cancelled=1.0), Place(hires=True)).sure


def test_words_of_a_no_in_what_is_plainly_no_step_are_believed_to_be_none_unless_it_is_an_answer() -> None:
    told = opinion(rejection=0.01, other=0.99)
    assert look(NO, told, Place(alone=True)).kind is Kind.OTHER
    assert look(NO, told, ANSWER).kind is Kind.REJECTION
    assert look(NO, told, Place(hires=True)).kind is Kind.REJECTION
    assert look(NO, opinion(rejection=0.15, other=0.85), Place(alone=True)).kind is Kind.OTHER
    assert look(NO, opinion(rejection=0.3, other=0.7), Place(alone=True)).kind is Kind.REJECTION


def test_a_no_that_a_network_writes_into_its_headers_is_not_looked_at_again() -> None:
    told = Evidence(headers={Kind.REJECTION: Because("rejected", "header.rejection.x")})
    assert second_look(Verdict(Kind.REJECTION, 0.97, sure=True), told, Place(), never).sure


def test_two_half_phrases_and_a_plain_model_are_a_sure_no() -> None:
    halves = Evidence(spots={"strong": {}, "weak": {Kind.REJECTION: {"a": SPOT, "b": SPOT}}, "hint": {}})
    seen, unsure = opinion(rejection=0.98, other=0.02), Verdict(Kind.REJECTION, 0.7, sure=False)
    assert second_look(unsure, halves, ANSWER, lambda: seen).sure
    assert not second_look(unsure, halves, ANSWER, lambda: opinion(rejection=0.9, other=0.1)).sure
    contradicted = Verdict(Kind.REJECTION, 0.45, sure=False)
    assert not second_look(contradicted, halves, ANSWER, lambda: seen).sure


def test_half_a_phrase_and_a_plain_model_are_as_good_as_one_phrase_where_a_search_is_spoken_of() -> None:
    half = "Thank you for applying for the Gardener position. Unfortunately it rains."
    found = look(half, opinion(rejection=0.995, other=0.005))
    assert (found.kind, found.sure) == (Kind.REJECTION, False)
    assert found.confidence >= TOLD
    assert look(half, opinion(rejection=0.9, other=0.1)).confidence < TOLD
    beside = look(f"{RECEIPT} Unfortunately it rains.", opinion(rejection=0.995, other=0.005))
    assert (beside.kind, beside.sure, beside.confidence) == (Kind.REJECTION, False, TOLD)


SPOT = next(iter(gather(read(NO), ("en",)).spots["strong"][Kind.REJECTION].values()))


def weak(kind: Kind) -> Verdict:
    return Verdict(kind, 0.6, sure=False)


def test_an_unsure_step_is_sure_when_both_agree() -> None:
    found = second_look(weak(Kind.INTERVIEW), Evidence(), Place(), lambda: opinion(interview=0.9, other=0.1))
    assert (found.kind, found.sure) == (Kind.INTERVIEW, True)


def job() -> Evidence:
    return gather(read("It is about the position in our team, and your application for this role."), ("en",))


def test_an_unsure_step_that_the_model_wavers_about_stays_unsure() -> None:
    told = opinion(interview=0.18, assessment=0.35, applied=0.35, other=0.12)
    found = second_look(weak(Kind.INTERVIEW), job(), Place(), lambda: told)
    assert (found.kind, found.sure) == (Kind.INTERVIEW, False)


def test_an_unsure_step_is_another_when_the_model_is_plain() -> None:
    told = opinion(assessment=0.95, interview=0.05)
    assert second_look(weak(Kind.INTERVIEW), job(), Place(), lambda: told).kind is Kind.ASSESSMENT


def test_an_unsure_step_in_what_is_plainly_a_list_of_openings_is_one() -> None:
    told = opinion(alert=0.95, applied=0.05)
    assert second_look(weak(Kind.APPLIED), Evidence(), Place(), lambda: told).kind is Kind.ALERT


def test_an_unsure_step_sent_to_many_stays_unsure() -> None:
    told, many = opinion(outreach=0.95, other=0.05), Place(bulk=True)
    assert second_look(weak(Kind.OUTREACH), Evidence(), many, lambda: told) == weak(Kind.OUTREACH)


def test_an_unsure_receipt_in_which_the_model_sees_a_no_is_asked_about() -> None:
    told = opinion(rejection=0.95, other=0.05)
    found = second_look(weak(Kind.APPLIED), job(), Place(hires=True), lambda: told)
    assert (found.kind, found.sure) == (Kind.REJECTION, False)


def test_a_half_said_no_stays_a_question_however_plain_the_model_is() -> None:
    found = second_look(weak(Kind.REJECTION), Evidence(), Place(), lambda: opinion(rejection=1.0))
    assert (found.kind, found.sure) == (Kind.REJECTION, False)
    assert found.confidence > 0.6


def test_a_half_said_no_in_which_the_model_plainly_sees_feedback_is_feedback() -> None:
    told = opinion(feedback=0.97, rejection=0.01, other=0.02)
    found = second_look(weak(Kind.REJECTION), Evidence(), Place(), lambda: told)
    assert (found.kind, found.sure) == (Kind.FEEDBACK, False)


def read_unheard(text: str, language: str, place: Place = ANSWER) -> Verdict:
    evidence = gather(read(text), (language,))
    return unheard(judge(evidence), evidence, place)


def test_where_the_model_knows_no_language_a_no_of_one_phrase_is_asked_about() -> None:
    alone = read_unheard("Ваша кандидатура на эту вакансию отклонена.", "ru")
    assert (alone.kind, alone.sure, alone.confidence) == (Kind.REJECTION, False, TOLD)
    thanked = read_unheard("Благодарим за ваш отклик. Ваша кандидатура на эту вакансию отклонена.", "ru")
    assert (thanked.kind, thanked.sure, thanked.confidence < TOLD) == (Kind.REJECTION, False, True)
    plain = read_unheard("Ваша кандидатура отклонена. Желаем удачи в поиске работы.", "ru")
    assert (plain.kind, plain.sure) == (Kind.REJECTION, True)
    other = read_unheard("Приглашаем вас на собеседование в среду. Собеседование состоится в офисе.", "ru")
    assert (other.kind, other.sure) == (Kind.INTERVIEW, True)


def test_one_phrase_in_a_mail_longer_than_any_answer_is_asked_about_where_something_shows_it_is_one() -> None:
    told = "Ваша кандидатура на эту вакансию отклонена." + " Вакансия и так далее" * 150 + "."
    assert read_unheard(told, "ru").kind is Kind.OTHER
    assert read_unheard(told, "ru", Place(hires=True)).kind is Kind.REJECTION
    assert read_unheard(told, "ru", Place(alone=True)).kind is Kind.REJECTION
    assert read_unheard("Благодарим за ваш отклик. " + told, "ru").kind is Kind.REJECTION


@pytest.mark.parametrize(
    ("text", "place", "sure"),
    [
        ("We decided not to take your application further.", Place(), False),
        ("We decided not to take your application further.", Place(hires=True), True),
        ("We decided not to take your application further.", ANSWER, True),
        ("Thank you for your application. We decided not to take it further.", Place(), True),
        ("We decided not to take your application for the position further.", Place(), True),
    ],
)
def test_a_no_is_acted_on_only_where_something_speaks_of_a_search_for_work(
    text: str, place: Place, sure: bool
) -> None:
    found = look(text, opinion(rejection=0.98, other=0.02), place)
    assert (found.kind, found.sure) == (Kind.REJECTION, sure)


def test_a_no_in_which_the_model_is_plain_needs_nothing_else_to_speak_of_a_search() -> None:
    text = "We decided not to take your application further."
    assert look(text, opinion(rejection=0.99, other=0.01), Place()).sure
