"""Whose mail it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from nextround.journey.application import Application, Outcome
from nextround.journey.filing import LIKELY, file
from nextround.journey.mail import Mail
from nextround.journey.questions import Ask
from nextround.journey.rebuild import Search, rebuild
from nextround.journey.standing import standing
from nextround.mailbox.message import Address
from nextround.reading.finding import Kind
from nextround.reading.second import TOLD
from tests.journey.builders import application, day, event, mail


def search(*mails: Mail, now: float | None = None) -> Search:
    """What is made of mails on a day, without one on the day after the last of them."""
    last = max(mail.date for mail in mails)
    return rebuild(mails, last + timedelta(days=1) if now is None else day(now))


def outcomes(found: Search, on: float) -> list[Outcome]:
    return [standing(a, day(on)).outcome for a in found.applications]


def kinds(found: Search) -> list[list[str]]:
    return [[e.kind.value for e in a.events] for a in found.applications]


# ── one application per role ────────────────────────────────────────────────────────────────────


def test_file_a_receipt_opens_an_application() -> None:
    filing = file(mail("a", "applied", company="Brightwater", role="Analyst"), [])
    assert filing.new
    assert filing.application is not None
    assert (filing.application.company, filing.application.role) == ("Brightwater", "Analyst")
    assert filing.event == filing.application.events[0]


def test_file_a_no_finds_its_receipt_by_employer_and_role() -> None:
    found = search(
        mail("a", "applied", 0, "Brightwater Ltd", "Analyst"),
        mail("b", "rejection", 9, "Brightwater", "analyst (m/w/d)"),
    )
    assert kinds(found) == [["applied", "rejection"]]


def test_file_two_roles_at_one_employer_stay_two() -> None:
    found = search(
        mail("a", "applied", 0, "Brightwater", "Data Analyst"),
        mail("b", "applied", 0, "Brightwater", "Senior Data Analyst"),
        mail("c", "rejection", 9, "Brightwater", "Data Analyst"),
    )
    assert kinds(found) == [["applied", "rejection"], ["applied"]]


def test_file_many_employers_through_one_system_stay_apart() -> None:
    firms = ["Ashdown", "Birchwood", "Calder", "Dunmore", "Elmfield", "Fernley", "Garrick", "Holloway"]
    mails = [mail(f, "applied", i, f, "Analyst") for i, f in enumerate(firms)]
    found = search(*mails, mail("no", "rejection", 20, "Calder", "Analyst"))
    assert len(found.applications) == len(firms)
    assert [a.company for a in found.applications if len(a.events) == 2] == ["Calder"]


def test_file_an_employer_shared_domain_never_links() -> None:
    found = search(
        mail("a", "applied", 0, "Ashdown", "Analyst"),
        mail("b", "rejection", 5, "", "", sender="robot@hirehub.example"),
    )
    assert kinds(found) == [["applied"]]
    assert [q.ask for q in found.questions] == [Ask.WHOSE]


def test_file_the_employers_own_domain_links_when_no_name_is_told() -> None:
    found = search(
        mail("a", "applied", 0, "Ashdown Mills", "Analyst", sender="jobs@careers.ashdownmills.example"),
        mail("b", "rejection", 5, sender="jane@ashdownmills.example"),
    )
    assert kinds(found) == [["applied", "rejection"]]


# ── no role told ────────────────────────────────────────────────────────────────────────────────


def test_file_a_no_without_role_joins_the_only_live_application() -> None:
    found = search(
        mail("a", "applied", 0, "Brightwater", "Analyst"),
        mail("b", "rejection", 3, "Brightwater", "Analyst"),
        mail("c", "applied", 10, "Brightwater", "Planner"),
        mail("d", "rejection", 20, "Brightwater"),
    )
    assert kinds(found) == [["applied", "rejection"], ["applied", "rejection"]]


def test_file_a_no_without_role_asks_between_two_live_applications() -> None:
    found = search(
        mail("a", "applied", 0, "Brightwater", "Analyst"),
        mail("b", "applied", 1, "Brightwater", "Planner"),
        mail("c", "rejection", 9, "Brightwater"),
    )
    (question,) = found.questions
    assert question.ask is Ask.WHOSE
    assert question.options == ("<b@x.example>", "<a@x.example>")
    assert question.text == "This looks like a no from Brightwater. Which application is it about?"
    assert outcomes(found, 10) == [Outcome.OPEN, Outcome.OPEN]


def test_file_the_persons_choice_settles_which_application() -> None:
    found = search(
        mail("a", "applied", 0, "Brightwater", "Analyst"),
        mail("b", "applied", 1, "Brightwater", "Planner"),
        mail("c", "rejection", 9, "Brightwater", placed="<a@x.example>", answered=True),
    )
    assert outcomes(found, 10) == [Outcome.REJECTED, Outcome.OPEN]
    assert not found.questions


def test_file_a_choice_that_no_longer_exists_falls_back_to_the_names() -> None:
    found = search(
        mail("a", "applied", 0, "Brightwater", "Analyst"),
        mail("c", "rejection", 9, "Brightwater", placed="gone"),
    )
    assert kinds(found) == [["applied", "rejection"]]


def test_file_a_role_told_later_is_filled_in() -> None:
    found = search(
        mail("a", "applied", 0, "Brightwater"), mail("b", "interview", 5, "Brightwater", "Analyst")
    )
    assert [a.role for a in found.applications] == ["Analyst"]


def test_file_two_receipts_without_role_close_together_are_one() -> None:
    found = search(mail("a", "applied", 0, "Brightwater"), mail("b", "applied", 1, "Brightwater"))
    assert kinds(found) == [["applied", "applied"]]


def test_file_two_receipts_without_role_far_apart_are_two() -> None:
    found = search(mail("a", "applied", 0, "Brightwater"), mail("b", "applied", 9, "Brightwater"))
    assert kinds(found) == [["applied"], ["applied"]]


# ── the same role again ─────────────────────────────────────────────────────────────────────────


def test_file_applying_again_after_a_no_opens_a_new_application() -> None:
    found = search(
        mail("a", "applied", 0, "Brightwater", "Analyst"),
        mail("b", "rejection", 9, "Brightwater", "Analyst"),
        mail("c", "applied", 60, "Brightwater", "Analyst"),
        mail("d", "other", 61, answers=("b",)),
    )
    assert outcomes(found, 62) == [Outcome.REJECTED, Outcome.OPEN]


def test_file_applying_again_by_answering_the_old_thread_opens_a_new_application() -> None:
    found = search(
        mail("a", "applied", 0, "Brightwater", "Analyst"),
        mail("b", "rejection", 9, "Brightwater", "Analyst"),
        mail("c", "applied", 60, "Brightwater", "Analyst", answers=("b",)),
    )
    assert kinds(found) == [["applied", "rejection"], ["applied"]]


def test_file_a_no_to_the_fresh_application_leaves_the_old_one_alone() -> None:
    found = search(
        mail("a", "applied", 0, "Brightwater", "Analyst"),
        mail("b", "rejection", 9, "Brightwater", "Analyst"),
        mail("c", "applied", 60, "Brightwater", "Analyst"),
        mail("d", "rejection", 70, "Brightwater", "Analyst"),
    )
    assert kinds(found) == [["applied", "rejection"], ["applied", "rejection"]]


def test_file_an_old_no_found_late_does_not_close_the_fresh_application() -> None:
    fresh = application(event("applied", 60))
    filing = file(mail("b", "rejection", 9, "Brightwater", "Analyst"), [fresh])
    assert filing.new


def test_file_the_same_role_half_a_year_later_without_a_no_is_a_new_application() -> None:
    found = search(
        mail("a", "applied", 0, "Brightwater", "Analyst"), mail("b", "applied", 180, "Brightwater", "Analyst")
    )
    assert kinds(found) == [["applied"], ["applied"]]


def test_file_a_no_when_both_runs_are_silent_goes_to_the_later_one() -> None:
    found = search(
        mail("a", "applied", 0, "Brightwater", "Analyst"),
        mail("b", "applied", 180, "Brightwater", "Analyst"),
        mail("c", "rejection", 300, "Brightwater", "Analyst"),
    )
    assert kinds(found) == [["applied"], ["applied", "rejection"]]


def test_file_a_repeated_no_joins_the_settled_application() -> None:
    found = search(
        mail("a", "applied", 0, "Brightwater", "Analyst"),
        mail("b", "rejection", 9, "Brightwater", "Analyst"),
        mail("c", "rejection", 10, "Brightwater"),
    )
    assert kinds(found) == [["applied", "rejection", "rejection"]]


def test_file_a_no_long_after_a_settled_one_is_about_another_application() -> None:
    found = search(
        mail("a", "applied", 0, "Brightwater", "Analyst"),
        mail("b", "rejection", 9, "Brightwater", "Analyst"),
        mail("c", "rejection", 300, "Brightwater"),
    )
    assert kinds(found) == [["applied", "rejection"], ["rejection"]]


def test_file_a_no_without_a_known_application_opens_one() -> None:
    found = search(mail("a", "rejection", 0, "Brightwater", "Analyst"))
    assert outcomes(found, 1) == [Outcome.REJECTED]


# ── threads and numbers ─────────────────────────────────────────────────────────────────────────


def test_file_a_thread_is_stronger_than_a_name() -> None:
    found = search(
        mail("a", "applied", 0, "Brightwater", "Analyst"),
        mail("b", "rejection", 9, "Brightwater Holdings Europe", answers=("a",)),
    )
    assert kinds(found) == [["applied", "rejection"]]


@pytest.mark.parametrize(
    ("confidence", "answers", "step", "sure"),
    [
        (TOLD, ("a",), False, True),
        (TOLD, (), True, True),
        (TOLD, (), False, False),
        (0.79, ("a",), True, False),
        (0.79, (), True, False),
    ],
)
def test_file_a_no_in_plain_words_is_sure_in_the_thread_or_behind_a_step_of_an_application(
    confidence: float, answers: tuple[str, ...], step: bool, sure: bool
) -> None:
    no = mail("b", "rejection", 9, "Brightwater", sure=False, answers=answers)
    no = replace(no, finding=replace(no.finding, confidence=confidence))
    first = mail("a", "applied", 0 if step else 8.5, "Brightwater", "Analyst")
    found = search(first, no)
    assert [[e.sure for e in a.events] for a in found.applications] == [[True, sure]]
    assert len(found.questions) == (not sure)


def test_file_a_new_role_in_an_old_thread_opens_an_application() -> None:
    found = search(
        mail("a", "applied", 0, "Brightwater", "Analyst"),
        mail("b", "applied", 3, "Brightwater", "Planner", answers=("a",)),
    )
    assert kinds(found) == [["applied"], ["applied"]]


def test_file_a_requisition_number_beats_the_title() -> None:
    found = search(
        mail("a", "applied", 0, "Brightwater", "Analyst", requisition="R-100"),
        mail("b", "applied", 0, "Brightwater", "Analyst", requisition="R-200"),
        mail("c", "rejection", 9, "Brightwater", "Analyst, Leeds", requisition="r-200"),
    )
    assert kinds(found) == [["applied"], ["applied", "rejection"]]


def test_file_the_same_number_at_another_employer_is_another_application() -> None:
    found = search(
        mail("a", "applied", 0, "Brightwater", "Analyst", requisition="1001"),
        mail("b", "rejection", 9, "Ashdown", "Analyst", requisition="1001"),
    )
    assert kinds(found) == [["applied"], ["rejection"]]


def test_file_the_persons_own_mail_joins_by_thread_and_by_domain() -> None:
    found = search(
        mail("a", "interview", 0, "Ashdown", "Analyst", sender="jane@ashdown.example"),
        mail("b", "own", 1, answers=("a",), sender="me@post.example", to=("jane@ashdown.example",)),
        mail("c", "own", 2, sender="me@post.example", to=("jane@ashdown.example",)),
        mail("d", "own", 3, sender="me@post.example", to=("grandma@post.example",)),
    )
    assert kinds(found) == [["interview", "own", "own"]]
    assert found.unfiled == ("<d@x.example>",)
    assert found.applications[0].domains == {"ashdown.example"}


def test_file_taking_back_by_ones_own_mail_withdraws() -> None:
    found = search(
        mail("a", "applied", 0, "Ashdown", "Analyst"), mail("b", "own", 1, answers=("a",), withdrawn=True)
    )
    assert outcomes(found, 2) == [Outcome.WITHDRAWN]


def test_file_an_unsure_taking_back_asks() -> None:
    found = search(
        mail("a", "applied", 0, "Ashdown", "Analyst"),
        mail("b", "own", 1, answers=("a",), withdrawn=True, sure=False),
    )
    assert [q.text for q in found.questions] == ["Is this you taking your application back?"]
    assert outcomes(found, 2) == [Outcome.OPEN]


def test_file_the_mail_that_began_a_thread_joins_the_application_it_led_to() -> None:
    found = search(
        mail("a", "outreach", 0, "Ashdown"),
        mail("b", "own", 1, answers=("a",)),
        mail("c", "interview", 3, "Ashdown", "Analyst", answers=("b",)),
        mail("x", "outreach", 4, "Calder"),
    )
    assert kinds(found) == [["interview", "own", "outreach"]]
    assert found.unfiled == ("<x@x.example>",)


def test_file_other_mail_joins_by_thread_or_by_the_employer_it_names_and_lists_never_do() -> None:
    found = search(
        mail("a", "applied", 0, "Ashdown", "Analyst"),
        mail("b", "other", 1, answers=("a",)),
        mail("c", "other", 2, "Ashdown"),
        mail("d", "alert", 2, "Ashdown", "Analyst"),
        mail("e", "other", 2),
        mail("f", "other", 2, "Calder"),
    )
    assert kinds(found) == [["applied", "other", "other"]]


# ── a title or a domain alone ───────────────────────────────────────────────────────────────────


def test_file_a_nameless_invitation_joins_the_only_application_with_its_title() -> None:
    found = search(
        mail("a", "applied", 0, "Ashdown", "Stock Planner"),
        mail("b", "interview", 5, "", "Stock Planner", sender="jane@gmail.com"),
    )
    assert kinds(found) == [["applied", "interview"]]


def test_file_a_nameless_invitation_from_a_domain_never_met_stands_alone() -> None:
    found = search(
        mail("a", "applied", 0, "Ashdown", "Stock Planner"),
        mail("b", "interview", 5, "", "Stock Planner", sender="jane@elsewhere.example"),
    )
    assert kinds(found) == [["applied"], ["interview"]]
    assert not found.questions


def test_file_a_colleague_of_somebody_who_wrote_links_when_no_name_is_told() -> None:
    found = search(
        mail("a", "applied", 0, "Ashdown", "Stock Planner"),
        mail("b", "interview", 5, "Ashdown", "Stock Planner", sender="jane@bwg.example"),
        mail("c", "rejection", 9, sender="rob@bwg.example"),
    )
    assert kinds(found) == [["applied", "interview", "rejection"]]


def test_file_a_colleague_at_an_agency_does_not_say_which_client_it_is_about() -> None:
    found = search(
        mail("a", "interview", 0, "Ashdown", "Stock Planner", agency="Fernley", sender="jane@fern.example"),
        mail("b", "rejection", 9, "", "Yard Planner", agency="Fernley", sender="rob@fern.example"),
    )
    assert kinds(found) == [["interview"], ["rejection"]]


def test_file_an_unclear_mail_joins_the_one_live_application_its_writer_wrote_about() -> None:
    told = mail("a", "interview", 0, "Ashdown", "Stock Planner", sender="jane@bwg.example")
    later = mail("b", "other", 5, sender="jane@bwg.example")
    assert kinds(search(told, later)) == [["interview", "other"]]
    assert kinds(search(told, mail("b", "other", 5, sender="news@bwg.example"))) == [["interview"]]
    second = mail("c", "interview", 3, "Ashdown", "Yard Planner", sender="jane@bwg.example")
    assert kinds(search(told, second, later)) == [
        ["interview"],
        ["interview", "other"],
    ]  # the nearest in time
    no = mail("n", "rejection", 4, answers=("a",), sender="jane@bwg.example")
    assert kinds(search(told, no, later)) == [["interview", "rejection", "other"]]


def test_file_a_nameless_no_asks_even_when_its_title_fits_one_application() -> None:
    found = search(
        mail("a", "applied", 0, "Ashdown", "Stock Planner"), mail("b", "rejection", 5, "", "Stock Planner")
    )
    assert [(q.ask, q.options) for q in found.questions] == [(Ask.WHOSE, ("<a@x.example>",))]
    assert outcomes(found, 6) == [Outcome.OPEN]


def test_file_a_no_that_names_the_employer_fills_a_nameless_application() -> None:
    found = search(
        mail("a", "applied", 0, "", "Stock Planner"), mail("b", "rejection", 5, "Ashdown", "Stock Planner")
    )
    assert kinds(found) == [["applied", "rejection"]]
    assert found.applications[0].company == "Ashdown"


def test_file_a_nameless_receipt_is_not_placed_by_its_title() -> None:
    found = search(
        mail("a", "applied", 0, "Ashdown", "Stock Planner"), mail("b", "applied", 5, "", "Stock Planner")
    )
    assert kinds(found) == [["applied"], ["applied"]]


@pytest.mark.parametrize("kind", ["outreach", "own"])
def test_file_what_begins_something_new_is_not_placed_by_its_title(kind: str) -> None:
    known = mail("a", "applied", 0, "Ashdown", "Stock Planner")
    assert kinds(search(known, mail("b", kind, 5, "", "Stock Planner"))) == [["applied"]]


def test_file_a_title_of_one_word_places_nothing() -> None:
    found = search(mail("a", "applied", 0, "Ashdown", "Analyst"), mail("b", "interview", 5, "", "Analyst"))
    assert kinds(found) == [["applied"], ["interview"]]


def test_file_a_title_held_by_two_asks_about_an_end_and_guesses_nothing() -> None:
    two = (
        mail("a", "applied", 0, "Ashdown", "Stock Planner"),
        mail("b", "applied", 1, "Calder", "Stock Planner"),
    )
    offered = search(*two, mail("c", "offer", 5, "", "Stock Planner"))
    assert [q.options for q in offered.questions] == [("<b@x.example>", "<a@x.example>")]
    assert kinds(search(*two, mail("c", "interview", 5, "", "Stock Planner"))) == [
        ["applied"],
        ["applied"],
        ["interview"],
    ]


def test_file_the_name_in_a_domain_links_to_a_longer_name() -> None:
    found = search(
        mail("a", "applied", 0, "Molinos Ashdown", "Analyst"),
        mail("b", "interview", 5, sender="jane@ashdown.example"),
        mail("c", "interview", 5, sender="jane@ash.example"),
    )
    assert kinds(found) == [["applied", "interview"]]


def test_file_a_name_that_is_the_domains_links_to_a_longer_name() -> None:
    found = search(
        mail("a", "applied", 0, "Molinos Ashdown", "Analyst"),
        mail("b", "interview", 5, "Ashdown", sender="jane@ashdown.example"),
        mail("c", "interview", 6, "Calder", sender="rob@ashdown.example"),
        mail("d", "interview", 7, "Warm wishes", "Analyst", sender="ann@ashdown.example"),
    )
    assert kinds(found) == [["applied", "interview", "interview"], ["interview"]]


def test_file_a_person_who_wrote_before_is_known_again() -> None:
    found = search(
        mail("a", "interview", 0, "Ashdown", "Analyst", sender="jane.moss@ash-uk.example"),
        mail("b", "rejection", 5, "Kind regards", sender="jane.moss@ash-uk.example"),
        mail("c", "own", 6, "Anything", sender="me@post.example", to=("jane.moss@ash-uk.example",)),
        mail("d", "interview", 7, "Ashdown", "Planner", sender="jane.moss@ash-uk.example"),
    )
    assert kinds(found) == [["interview", "rejection", "own"], ["interview"]]


def test_file_a_person_at_an_agency_is_no_clue_to_the_employer() -> None:
    who = "jane.moss@harrow.example"
    found = search(
        mail("a", "interview", 0, "Ashdown", "Analyst", agency="Harrow", sender=who),
        mail("b", "interview", 5, "Calder", agency="Harrow", sender=who),
    )
    assert kinds(found) == [["interview"], ["interview"]]


def test_file_the_name_that_most_mails_use_is_shown() -> None:
    found = search(
        mail("a", "interview", 0, "Warm regards", "Interview"),
        mail("b", "interview", 1, "Ashdown Mills", "Analyst", answers=("a",)),
        mail("c", "interview", 2, "Ashdown Mills Ltd", "Analyst", answers=("b",)),
    )
    assert [(a.company, a.role) for a in found.applications] == [("Ashdown Mills", "Analyst")]


def test_file_the_persons_own_names_stay() -> None:
    mine = application(event("applied"), company="My dream firm", role="Maker")
    filing = file(mail("a", "rejection", 5, "Ashdown", "Analyst", placed="1"), [mine])
    assert filing.application is not None
    assert (filing.application.company, filing.application.role) == ("My dream firm", "Maker")


def test_file_names_are_not_taken_from_the_persons_own_mail() -> None:
    found = search(
        mail("a", "applied", 0, "Ashdown"), mail("b", "own", 1, "Post", "Grandson", answers=("a",))
    )
    assert (found.applications[0].company, found.applications[0].role) == ("Ashdown", "")


# ── an agency between ───────────────────────────────────────────────────────────────────────────


def test_file_an_agency_links_its_own_mails_for_one_role() -> None:
    found = search(
        mail("a", "interview", 0, "", "Analyst", agency="Harrow Search"),
        mail("b", "rejection", 9, "", "Analyst", agency="Harrow Search Ltd"),
        mail("c", "interview", 9, "", "Planner", agency="Harrow Search"),
    )
    assert kinds(found) == [["interview", "rejection"], ["interview"]]


def test_file_an_employer_named_later_by_the_agency_is_filled_in() -> None:
    found = search(
        mail("a", "interview", 0, "", "Analyst", agency="Harrow Search"),
        mail("b", "interview", 4, "Ashdown", "Analyst", agency="Harrow Search"),
        mail("c", "rejection", 9, "Ashdown", "Analyst"),
    )
    assert kinds(found) == [["interview", "interview", "rejection"]]
    assert (found.applications[0].company, found.applications[0].agency) == ("Ashdown", "Harrow Search")


def test_file_two_employers_through_one_agency_stay_two() -> None:
    found = search(
        mail("a", "interview", 0, "Ashdown", "Analyst", agency="Harrow Search"),
        mail("b", "interview", 4, "Calder", "Analyst", agency="Harrow Search"),
    )
    assert kinds(found) == [["interview"], ["interview"]]


def test_file_an_agency_read_as_the_employer_still_links() -> None:
    found = search(
        mail("a", "applied", 0, "Harrow Search", "Analyst"),
        mail("b", "rejection", 9, "", "Analyst", agency="Harrow Search"),
    )
    assert kinds(found) == [["applied", "rejection"]]


def test_file_an_agency_mail_without_role_joins_its_only_live_application() -> None:
    found = search(
        mail("a", "interview", 0, "", "Analyst", agency="Harrow Search"),
        mail("b", "feedback", 9, agency="Harrow Search"),
    )
    assert kinds(found) == [["interview", "feedback"]]


# ── not sure ────────────────────────────────────────────────────────────────────────────────────


def test_file_an_unsure_no_asks_and_moves_nothing() -> None:
    found = search(
        mail("a", "applied", 0, "Ashdown", "Analyst"),
        mail("b", "rejection", 1, "Ashdown", "Analyst", sure=False),
    )
    (question,) = found.questions
    assert (question.ask, question.application) == (Ask.WHAT, "<a@x.example>")
    assert question.text == "Is this a no from Ashdown?"
    assert outcomes(found, 2) == [Outcome.OPEN]


def test_file_an_unsure_no_from_nobody_known_opens_nothing() -> None:
    found = search(mail("b", "rejection", 1, "Ashdown", sure=False))
    assert not found.applications
    assert [q.text for q in found.questions] == ["Is this a no from Ashdown?"]


def test_file_a_question_about_a_receipt_falls_away_when_a_later_mail_places_it() -> None:
    found = search(
        mail("a", "interview", 0, "Ashdown", "Analyst", sure=False),
        mail("b", "applied", 0.5, "Ashdown", "Analyst"),
        mail("c", "rejection", 0, "Calder", "Analyst", sure=False),
        mail("d", "interview", 5, "Calder", "Analyst"),
    )
    assert not found.questions  # nobody is invited after a no: the first mail was a receipt
    assert kinds(found) == [["applied", "interview"], ["interview", "rejection"]]


def doubtful(name: str, kind: str, on: float, role: str = "Analyst", confidence: float = LIKELY) -> Mail:
    one = mail(name, kind, on, "Ashdown", role, sure=False)
    return replace(one, finding=replace(one.finding, confidence=confidence))


def test_file_a_likely_step_with_both_names_opens_an_application_and_asks() -> None:
    found = search(doubtful("a", "rejection", 1))
    assert kinds(found) == [["rejection"]]
    assert [(q.ask, q.application) for q in found.questions] == [(Ask.WHAT, "<a@x.example>")]
    assert outcomes(found, 2) == [Outcome.OPEN]


@pytest.mark.parametrize("kind", ["interview", "assessment"])
def test_file_a_likely_early_step_with_both_names_opens_an_application_without_asking(kind: str) -> None:
    found = search(doubtful("a", kind, 1))
    assert kinds(found) == [[kind]]
    assert not found.questions
    assert not found.applications[0].events[0].sure


@pytest.mark.parametrize(
    ("sender", "name", "opened"),
    [
        ("lena@ashdown.example", "Lena Brand", True),
        ("jobs@ashdown.example", "Ashdown", True),
        ("news@ashdown.example", "Ashdown", False),
        ("lena@gmail.com", "Lena Brand", False),
    ],
)
def test_file_a_likely_step_of_those_who_hire_needs_no_role(sender: str, name: str, opened: bool) -> None:
    found = search(replace(doubtful("a", "rejection", 1, role=""), sender=Address(name, sender)))
    assert bool(found.applications) == opened
    assert len(found.questions) == 1


@pytest.mark.parametrize(
    "one", [doubtful("a", "rejection", 1, confidence=LIKELY - 0.01), doubtful("a", "offer", 1, role="")]
)
def test_file_a_step_too_doubtful_or_without_a_role_opens_nothing(one: Mail) -> None:
    found = search(one)
    assert not found.applications
    assert [q.application for q in found.questions] == [""]


def test_file_a_doubtful_no_is_asked_about_in_the_application_that_a_later_mail_opens() -> None:
    found = search(doubtful("a", "rejection", 0, role=""), mail("b", "applied", 0.5, "Ashdown", "Analyst"))
    assert kinds(found) == [["applied", "rejection"]]
    assert [(q.message_id, q.application) for q in found.questions] == [("<a@x.example>", "<b@x.example>")]
    assert outcomes(found, 2) == [Outcome.OPEN]


def test_file_of_several_doubtful_noes_the_last_is_asked_about() -> None:
    noes = [doubtful("a", "rejection", 0), doubtful("b", "rejection", 5)]
    assert [q.message_id for q in search(*noes).questions] == ["<b@x.example>"]
    none = mail("b", "other", 5, "Ashdown", "Analyst", answered=True)
    assert [q.message_id for q in search(noes[0], none).questions] == ["<a@x.example>"]


def test_file_a_doubtful_no_beside_a_sure_one_is_not_asked_about() -> None:
    receipt, no = (
        mail("a", "applied", 0, "Ashdown", "Analyst"),
        mail("c", "rejection", 5, "Ashdown", "Analyst"),
    )
    for doubt in (doubtful("b", "rejection", 4), doubtful("b", "rejection", 6)):
        found = search(receipt, no, doubt)
        assert not found.questions
        assert outcomes(found, 7) == [Outcome.REJECTED]


@pytest.mark.parametrize(
    ("kind", "sure", "asked"),
    [("interview", True, []), ("interview", False, ["<b@x.example>"]), ("own", True, ["<b@x.example>"])],
)
def test_file_a_doubtful_no_is_settled_by_a_sure_step_after_it(
    kind: str, sure: bool, asked: list[str]
) -> None:
    found = search(
        mail("a", "applied", 0, "Ashdown", "Analyst"),
        doubtful("b", "rejection", 4),
        mail("c", kind, 6, "Ashdown", "Analyst", sure=sure, answers=("a",)),
    )
    assert [q.message_id for q in found.questions] == asked
    assert outcomes(found, 7) == [Outcome.OPEN]


def test_file_one_question_at_a_time_about_an_application() -> None:
    doubts = [doubtful("b", "cancelled", 4), doubtful("c", "offer", 6), doubtful("d", "rejection", 8)]
    receipt = mail("a", "applied", 0, "Ashdown", "Analyst")
    assert [q.message_id for q in search(receipt, *doubts).questions] == ["<d@x.example>"]
    told = replace(doubts[-1], answered=True, finding=replace(doubts[-1].finding, kind=Kind.OTHER))
    assert [q.message_id for q in search(receipt, *doubts[:-1], told).questions] == ["<c@x.example>"]


def test_file_good_news_after_a_no_is_settled_by_another_no() -> None:
    mails = [
        mail("a", "applied", 0, "Ashdown", "Analyst"),
        mail("b", "rejection", 2, "Ashdown", "Analyst"),
        mail("c", "interview", 4, answers=("b",)),
    ]
    assert [q.ask for q in search(*mails).questions] == [Ask.OPEN_AGAIN]
    assert not search(*mails, mail("d", "rejection", 9, answers=("b",))).questions


def test_file_a_likely_receipt_with_both_names_opens_an_application_without_asking() -> None:
    found = search(
        mail("a", "applied", 0, "Ashdown", "Analyst", sure=False),
        mail("b", "applied", 0, "Calder", sure=False),
    )
    assert kinds(found) == [["applied"]]
    assert not found.questions
    first = standing(found.applications[0], day(1))
    assert (first.outcome, first.since) == (Outcome.OPEN, day(0))


def test_file_an_answered_no_acts_without_a_question() -> None:
    found = search(
        mail("a", "applied", 0, "Ashdown", "Analyst"),
        mail("b", "rejection", 1, "Ashdown", "Analyst", sure=False, answered=True),
    )
    assert not found.questions
    assert outcomes(found, 2) == [Outcome.REJECTED]


@pytest.mark.parametrize("kind", ["applied", "interview", "assessment"])
def test_file_an_unsure_step_in_a_known_place_is_kept_without_asking(kind: str) -> None:
    found = search(
        mail("a", "applied", 0, "Ashdown", "Analyst"), mail("b", kind, 1, "Ashdown", "Analyst", sure=False)
    )
    assert not found.questions
    assert [e.sure for e in found.applications[0].events] == [True, False]


def test_file_an_unsure_receipt_begins_nothing_where_something_runs() -> None:
    runs = mail("a", "applied", 0, "Ashdown", "Analyst")
    doubt = mail("b", "applied", 12, "Ashdown", sure=False)
    assert kinds(search(runs, doubt)) == [["applied", "applied"]]
    maybe = mail("n", "rejection", 5, "Ashdown", "Analyst", sure=False)
    assert kinds(search(runs, maybe, doubt)) == [["applied", "rejection", "applied"]]
    sure = mail("b", "applied", 12, "Ashdown")
    assert kinds(search(runs, sure)) == [["applied"], ["applied"]]
    assert kinds(search(runs, replace(sure, answers=frozenset({runs.id})))) == [["applied", "applied"]]


def test_file_good_news_after_a_no_asks_whether_it_is_open_again() -> None:
    found = search(
        mail("a", "applied", 0, "Ashdown", "Analyst"),
        mail("b", "rejection", 1, answers=("a",)),
        mail("c", "interview", 2, answers=("b",)),
    )
    (question,) = found.questions
    assert (question.ask, question.text) == (
        Ask.OPEN_AGAIN,
        "Ashdown wrote again for Analyst. Is it open again?",
    )
    assert outcomes(found, 3) == [Outcome.REJECTED]


def test_file_good_news_after_a_no_without_role_reads_well() -> None:
    filing = file(
        mail("c", "offer", 2, "Ashdown"), [application(event("rejection"), company="Ashdown", role="")]
    )
    assert filing.question is not None
    assert filing.question.text == "Ashdown wrote again. Is it open again?"


def test_file_a_sure_no_from_nobody_named_asks_whose_it_is() -> None:
    found = search(mail("b", "rejection", 1))
    assert not search(mail("b", "interview", 1)).questions
    assert [(q.ask, q.options) for q in found.questions] == [(Ask.WHOSE, ())]
    assert found.questions[0].text.startswith("This looks like a no from robot@hirehub.example.")


def test_file_a_question_does_not_name_a_hiring_system() -> None:
    found = search(mail("b", "rejection", 1, sender="no-reply@hire.lever.co"))
    assert [q.text for q in found.questions] == ["This looks like a no. Which application is it about?"]
    unsure = search(mail("b", "rejection", 1, sure=False, sender="no-reply@hire.lever.co"))
    assert [q.text for q in unsure.questions] == ["Is this a no?"]


@pytest.mark.parametrize("kind", ["other", "alert", "own", "outreach", "feedback"])
def test_file_what_opens_nothing_is_left_alone(kind: str) -> None:
    filing = file(mail("a", kind, company="Ashdown"), [])
    assert (filing.application, filing.question, filing.new) == (None, None, False)


def test_file_the_same_mail_again_changes_nothing() -> None:
    first = file(mail("a", "applied", company="Ashdown", role="Analyst"), []).application
    assert first is not None
    again = file(mail("a", "applied", company="Ashdown", role="Analyst"), [first])
    assert again.application == first
    assert not again.new


@pytest.mark.parametrize(("kind", "asks"), [("cancelled", True), ("feedback", False), ("own", False)])
def test_file_between_several_asks_only_what_matters(kind: str, asks: bool) -> None:
    two = [Application("1", "Ashdown", "A", events=(event("applied"),)), Application("2", "Ashdown", "B")]
    filing = file(mail("f", kind, 3, "Ashdown"), two)
    assert (filing.question is not None) is asks
    assert filing.application is None


def test_file_a_second_receipt_without_role_joins_the_latest_application() -> None:
    found = search(
        mail("a", "applied", 0, "Brightwater", "Analyst"),
        mail("b", "applied", 1, "Brightwater", "Planner"),
        mail("c", "applied", 1.1, "Brightwater"),
    )
    assert kinds(found) == [["applied"], ["applied", "applied"]]
    assert not found.questions


# ── mail that says nothing by itself ────────────────────────────────────────────────────────────


def test_file_other_mail_of_a_human_joins_the_one_application_at_their_employer() -> None:
    found = search(
        mail("a", "applied", 0, "Ashdown Mills", "Analyst", sender="no-reply@greenhouse.io"),
        mail("b", "other", 1, sender="jane.moss@ashdownmills.example", name_of_sender="Jane Moss"),
        mail("c", "other", 2, sender="offers@ashdownmills.example", name_of_sender="Ashdown Mills"),
        mail("d", "other", 3, "Ashdown Mills", "Baker", sender="jane.moss@ashdownmills.example"),
    )
    assert kinds(found) == [["applied", "other"]]


def test_file_other_mail_of_a_hiring_desk_joins_the_application_nearest_in_time() -> None:
    desk = {"sender": "jobs@ashdown.example", "name_of_sender": "Ashdown Careers"}
    one = mail("a", "applied", 0, "Ashdown", "Analyst"), mail("b", "other", 1, "Ashdown", **desk)
    assert kinds(search(*one)) == [["applied", "other"]]
    two = mail("c", "applied", -9, "Ashdown", "Baker")
    assert kinds(search(*one, two)) == [["applied"], ["applied", "other"]]


def test_file_other_mail_that_came_before_joins_what_it_led_to() -> None:
    moss = {"sender": "jane.moss@ashdown.example", "name_of_sender": "Jane Moss"}
    found = search(
        mail("old", "other", -90, "Ashdown", **moss),
        mail("a", "other", 0, "Ashdown", **moss),
        mail("b", "interview", 9, "Ashdown", "Analyst", **moss),
    )
    assert kinds(found) == [["interview", "other"]]


def test_file_a_likely_invitation_that_came_before_joins_the_only_application_at_its_employer() -> None:
    moss = {"sender": "jane.moss@ashdown.example", "name_of_sender": "Jane Moss"}
    call = mail("a", "interview", 0, "Ashdown", sure=False, **moss)
    assert kinds(search(call, mail("b", "rejection", 9, "Ashdown", "Analyst"))) == [
        ["rejection", "interview"]
    ]
    assert kinds(search(call, mail("b", "rejection", 99, "Ashdown", "Analyst"))) == [["rejection"]]


def test_file_an_unsure_task_of_the_only_application_at_its_employer_asks_nobody() -> None:
    known = mail("a", "applied", 0, "Ashdown", "Analyst")
    task = mail("b", "assessment", 3, "Ashdown", sure=False)
    other = mail("c", "applied", 0, "Ashdown", "Baker")
    assert search(known, task).questions == ()
    assert search(known, other, task).questions == ()
    assert sorted(map(len, kinds(search(known, other, task)))) == [1, 2]
    end = mail("d", "cancelled", 3, "Ashdown")
    assert [q.text for q in search(known, other, end).questions] == [
        "This looks like news that the role is closed from Ashdown. Which application is it about?"
    ]


def test_file_other_mail_of_two_applications_joins_the_one_its_writer_wrote_about() -> None:
    moss = {"sender": "jane.moss@ashdown.example", "name_of_sender": "Jane Moss"}
    found = search(
        mail("a", "applied", 0, "Ashdown", "Analyst"),
        mail("b", "interview", 3, "Ashdown", "Analyst", **moss),
        mail("c", "applied", 4, "Ashdown", "Baker"),
        mail("d", "other", 5, "Ashdown", **moss),
    )
    assert kinds(found) == [["applied", "interview", "other"], ["applied"]]


def test_file_an_answer_of_known_people_joins_the_application_that_was_settled() -> None:
    moss = {"sender": "jane.moss@ashdown.example", "name_of_sender": "Jane Moss"}
    no = mail("a", "rejection", 3, "Ashdown", "Analyst", **moss)
    assert kinds(search(no, mail("b", "other", 5, **moss))) == [["rejection", "other"]]
    assert kinds(search(no, mail("b", "other", 200, **moss))) == [["rejection"]]
    stranger = mail("b", "other", 5, sender="rob.lee@ashdown.example", name_of_sender="Rob Lee")
    assert kinds(search(no, stranger)) == [["rejection"]]


# ── a domain that is short for a name ───────────────────────────────────────────────────────────


def test_file_a_domain_put_together_from_a_name_links_and_the_told_name_is_shown() -> None:
    short = mail("a", "interview", 0, "Cortegama", "Analyst", sender="lia.sand@cortegama.example")
    long = mail("b", "rejection", 5, "Corte Gamarra", sender="robot@hirehub.example")
    for mails in ((short, long), (replace(long, date=day(-1)), short)):
        (found,) = search(*mails).applications
        assert found.company == "Corte Gamarra"
    other = mail("b", "rejection", 5, "Corte Belmar", sender="robot@hirehub.example")
    assert len(search(short, other).applications) == 2


def test_file_the_latest_doubt_finds_its_place_and_is_asked_about_there() -> None:
    found = search(
        doubtful("a", "rejection", 0, role=""),
        mail("b", "interview", 2, "Ashdown", sure=False),
        mail("c", "applied", 0.5, "Ashdown", "Analyst"),
    )
    assert [(q.message_id, q.application) for q in found.questions] == [("<a@x.example>", "<c@x.example>")]


def test_file_a_mail_that_the_person_said_is_nothing_is_placed_by_no_name() -> None:
    runs = mail("a", "applied", 0, "Ashdown", "Analyst")
    nothing = mail("b", "other", 5, "Ashdown")
    assert kinds(search(runs, nothing)) == [["applied", "other"]]
    assert kinds(search(runs, replace(nothing, answered=True))) == [["applied"]]
    assert kinds(search(runs, replace(nothing, answered=True, placed=runs.id))) == [["applied", "other"]]
