"""Checks that need facts: earlier contact, the clock at the other end, names, leftovers, the thread."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from nextround.letters.jsonl import answer


def rules_of(text: str, context: dict[str, Any], kind: str = "feedback_request") -> list[tuple[str, str]]:
    said = answer({"id": 1, "kind": kind, "text": text, "context": context})
    families = {"repeated_follow_up", "outside_hours", "wrong_name", "leftovers", "wrong_thread"}
    return [(one["rule"], one["severity"]) for one in said["findings"] if one["rule"] in families]


def out(days: float, channel: str = "email", **facts: Any) -> dict[str, Any]:
    return {"channel": channel, "direction": "out", "working_days_ago": days, **facts}


ANSWER = {"direction": "in", "working_days_ago": 12}
ROBOT = {"direction": "in", "kind": "auto_reply", "working_days_ago": 20}


@pytest.mark.parametrize(
    ("history", "channel", "expected"),
    [
        ([], "email", []),
        ([out(3)], "email", [("repeated_follow_up", "gate")]),
        ([out(8)], "email", [("repeated_follow_up", "info")]),
        ([out(20), out(10)], "email", [("repeated_follow_up", "gate")]),
        ([out(20), ANSWER, out(9)], "email", [("repeated_follow_up", "info")]),
        ([out(20), ROBOT, out(9)], "email", [("repeated_follow_up", "gate")]),
        ([out(9, got_reply=True)], "email", []),
        ([out(2, kind="thank_you")], "email", []),
        ([out(20, "call", outcome="voicemail")], "call", [("repeated_follow_up", "gate")]),
        ([out(20, "call", outcome="spoke")], "call", []),
        ([out(9, "call", outcome="voicemail")], "email", [("repeated_follow_up", "info")]),
        ([out(9), out(5, new_role=True)], "email", []),
        ([{"channel": "email", "direction": "out"}], "email", [("repeated_follow_up", "gate")]),
    ],
)  # fmt: skip
def test_contact_budget(history: list[dict[str, Any]], channel: str, expected: list[tuple[str, str]]) -> None:
    # A Tuesday morning, so that only the budget speaks.
    context = {"history": history, "channel": channel, "recipient_local": "2025-09-16T10:15"}
    assert rules_of("Thank you for Monday.", context) == expected


def test_sent_letters_count_by_their_dates() -> None:
    sent = {"sent": [{"sent_at": "2026-03-02"}], "now": "2026-03-04T10:00:00+00:00"}
    assert rules_of("Thank you for Monday.", sent) == [("repeated_follow_up", "gate")]
    later = {"sent": ["2026-03-02"], "now": "2026-03-12T10:00:00+00:00"}
    assert rules_of("Thank you for Monday.", later) == [("repeated_follow_up", "info")]
    assert rules_of("Thank you for Monday.", {"sent": ["2026-03-02"]}) == [("repeated_follow_up", "gate")]
    assert rules_of("Thank you for Monday.", {"sent": 2}) == []


@pytest.mark.parametrize(
    ("region", "local", "is_open"),
    [
        ("GB-ENG", "2025-09-16T10:15", True),
        ("GB-ENG", "2025-09-16T17:29", True),
        ("GB-ENG", "2025-09-16T17:30", False),
        ("GB-ENG", "2025-09-16T08:59", False),
        ("GB-ENG", "2025-09-20T11:00", False),
        ("GB-SCT", "2025-01-02T11:00", False),
        ("GB-ENG", "2025-01-02T11:00", True),
        ("IL", "2025-05-18T11:00", True),
        ("IL", "2025-05-16T11:00", False),
        ("US-CA", "2025-11-27T11:00", False),
        ("DE-BY", "2025-01-06T11:00", False),
        ("DE-BE", "2025-01-06T11:00", True),
        ("DE-ZZ", "2025-12-25T11:00", False),
        ("", "2025-09-20T11:00", False),
        ("QQ", "2025-09-16T11:00", True),
    ],
)
def test_office_hours(region: str, local: str, is_open: bool) -> None:
    context = {"channel": "call", "recipient_region": region, "recipient_local": local}
    assert rules_of("Good morning.", context, "call_script") == (
        [] if is_open else [("outside_hours", "gate")]
    )


def test_clock_changes_between_two_countries_are_known() -> None:
    context = {
        "channel": "call",
        "recipient_tz": "Europe/Madrid",
        "recipient_region": "ES",
        "sender_tz": "America/New_York",
    }
    assert rules_of("Hello.", {**context, "sender_local": "2025-03-14T12:20"}, "call_script") == []
    assert rules_of("Hello.", {**context, "sender_local": "2025-03-14T12:40"}, "call_script") != []


def test_moment_in_utc_is_turned_into_their_time() -> None:
    context = {"channel": "call", "recipient_tz": "Asia/Tokyo", "now": "2025-09-16T10:00:00+00:00"}
    assert rules_of("Hello.", context, "voicemail_script") == [("outside_hours", "gate")]


@pytest.mark.parametrize(
    "context",
    [
        {"channel": "email", "recipient_local": "2025-09-16T23:00"},
        {"channel": "call"},
        {"channel": "call", "recipient_tz": "Nowhere/Town", "now": "2025-09-16T10:00:00+00:00"},
        {"channel": "call", "recipient_tz": "Asia/Tokyo", "now": "2025-09-16T10:00:00"},
        {"channel": "call", "recipient_tz": "Asia/Tokyo", "sender_local": "2025-09-16T10:00"},
    ],
)
def test_mail_at_any_time_and_unknown_clocks_are_let_through(context: dict[str, Any]) -> None:
    assert rules_of("Hello.", context) == []


def test_closed_office_names_the_next_good_time() -> None:
    context = {"channel": "call", "recipient_region": "GB-ENG", "recipient_local": "2025-04-17T18:00"}
    said = answer({"kind": "call_script", "text": "Hello.", "context": context})["findings"]
    assert "Tuesday 22 April at 09:30" in said[0]["hint"]  # over Good Friday and Easter Monday
    early = {**context, "recipient_local": "2025-04-17T07:00"}
    said = answer({"kind": "call_script", "text": "Hello.", "context": early})["findings"]
    assert "Thursday 17 April at 09:30" in said[0]["hint"]


MAREN = {"contact_name": "Dr Maren Sølvberg", "company": "Alder Press Ltd", "other_people": ["Otis Grey"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dear Maren, thank you.", []),
        ("Dear Dr Sølvberg, thank you.", []),
        ("Dear Maren and Otis, thank you.", []),
        ("Hi all, thank you.", []),
        ("Dear Maron, thank you.", [("wrong_name", "warn")]),
        ("Dear Karen, thank you.", [("wrong_name", "warn")]),
        ("Dear Ms Sølvberg, thank you.", [("wrong_name", "warn")]),
        ("Dear Dr Solvberg, thank you.", [("wrong_name", "info")]),
        ("Thank you, Marin, for the tour.", [("wrong_name", "warn")]),
        ("I liked what Marenn said.", [("wrong_name", "warn")]),
        ("The Alder Press cellar was cold.", []),
        ("The Alder Pres cellar was cold.", [("wrong_name", "warn")]),
        ("The Alder Books cellar was cold.", [("wrong_name", "warn")]),
        ("The Old Mill cellar was cold.", []),
        ("Dear Maren-Lou, thank you.", []),
        ("The Otis Grey cellar was cold.", []),
    ],
)
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert rules_of(text, MAREN) == expected


LEE = {"name": "Lee Hart", "email": "lee@x.example"}


@pytest.mark.parametrize(
    ("context", "text", "expected"),
    [
        ({"contact_name": "Thomas Wick"}, "Hi Tom, thanks.", [("wrong_name", "info")]),
        ({"contact_name": "Thomas Wick", "aliases": ["Tom"]}, "Hi Tom, thanks.", []),
        ({"contact_name": "Lee Hart", "contact_title": "Ms"}, "Dear Ms Hart, thanks.", []),
        ({"contact_name": "Ms Lee Hart"}, "Dear Ms Hart, thanks.", []),
        ({"contact_name": "Lee Hart"}, "Dear Mr Hart, thanks.", [("wrong_name", "warn")]),
        ({"contact_name": "Anna-Lena Berg"}, "Dear Lena, thanks.", []),
        ({"recipient": LEE}, "Dear Leigh, thanks.", [("wrong_name", "warn")]),
        ({"recipient": "Lee Hart"}, "Dear Lou, thanks.", [("wrong_name", "warn")]),
        ({"recipient": "lee@x.example"}, "Dear Lou, thanks.", []),
        ({"company": "Ash"}, "Dear Lou, thanks.", []),
    ],
)  # fmt: skip
def test_recorded_names(context: dict[str, Any], text: str, expected: list[tuple[str, str]]) -> None:
    assert rules_of(text, context) == expected


OTHERS = {
    "company": "Fern Energy",
    "other_companies": ["Rook Logistics", "Next", "The Orange Group"],
    "role": "planner",
}


@pytest.mark.parametrize(
    ("text", "extra", "expected"),
    [
        ("I'd love to work at Rook Logistics.", {}, True),
        ("I'd love to work at Rook one day.", {}, False),
        ("The role at Rook Logistics is my dream.", {}, True),
        ("In my current job at Rook Logistics I drive.", {"current_employer": "Rook Logistics"}, False),
        ("In my current job at Rook Logistics I drive.", {}, False),
        ("You mentioned Rook Logistics as a partner.", {}, False),
        ("Next, I would learn Spanish.", {}, False),
        ("What should I do next?", {}, False),
        ("I would be glad of a role at Next.", {}, True),
        ("I peeled an Orange.", {}, False),
        ("Thanks.", {"subject": "My interview at Rook Logistics"}, True),
        ("See rook-logistics.pdf, thanks.", {}, True),
        ("Thanks.", {"attachments": ["cv_rook_logistics.pdf"]}, True),
        ("I liked the van driver role.", {"other_roles": ["van driver", "planner", ""]}, True),
        ("Dear Mr Vole, thanks.", {"other_contacts": ["Mr Vole"]}, True),
        ("Fern Energy is fine.", {"other_companies": ["Fern", "Fern Energy"]}, False),
        ("I would be proud to work for Next.", {}, True),
        ("Thanks.", {"attachments": ["letter_gannet.pdf"], "other_companies": ["Gannet Homes"]}, True),
        ("I hope for a role at Gannet.", {"other_companies": ["Gannet Homes"]}, True),
        ("I like to write.", {"other_roles": ["van driver"], "other_contacts": ["Mr Vole"]}, False),
        ("Dear Mr Vole, thanks.", {"other_contacts": ["Mr Vole"], "aliases": ["Mr Vole"]}, False),
    ],
)
def test_leftovers(text: str, extra: dict[str, Any], expected: bool) -> None:
    said = [rule for rule, _ in rules_of(text, {**OTHERS, **extra})]
    assert ("leftovers" in said) is expected


@pytest.mark.parametrize(
    ("thread", "extra", "expected"),
    [
        ({"company": "Fern Energy", "role": "planner", "sender": "jo@fern.example"}, {}, False),
        ({"company": "Rook Logistics", "role": "planner"}, {}, True),
        ({"company": "Fern Energy", "role": "cook"}, {}, True),
        ({"company": "Fern Energy", "sender": "no-reply@fern.example"}, {}, True),
        ({"company": "Fern Energy", "kind": "newsletter"}, {}, True),
        ({"company": "Fern Energy", "working_days_ago": 30}, {"rejection_thread_exists": True}, True),
        ({"company": "Fern Energy", "working_days_ago": 30}, {}, False),
        ({"company": "Fern Energy", "recipients": 9}, {}, True),
        ({"company": "Fern Energy", "recipients": ["a@x.example"]}, {}, False),
        ({"company": "Fern Energy", "cc": ["a", "b", "c", "d"]}, {}, True),
        ({"sender": "me@home.example", "subject": "Fwd: sad"}, {}, True),
        ({"sender": "jo@fernenergy.example", "subject": "Hello"}, {}, False),
        ({}, {}, False),
    ],
)
def test_thread(thread: dict[str, Any], extra: dict[str, Any], expected: bool) -> None:
    context = {"thread": thread, "target": {"company": "Fern Energy", "role": "planner"}, **extra}
    assert bool(rules_of("Thank you.", context)) is expected


def test_thread_is_compared_with_the_application_when_no_target_is_named() -> None:
    context = {"company": "Fern Energy", "thread": {"company": "Rook Logistics"}}
    assert rules_of("Thank you.", context) == [("wrong_thread", "warn")]


@pytest.mark.parametrize(
    "line",
    [
        {"id": 7, "text": None},
        {"id": 7, "text": "Hi", "kind": "poem"},
        {"id": 7, "text": "Hi", "context": [1]},
        {"id": 7, "text": "Hi", "context": {"history": "often"}},
        {"id": 7, "text": "Hi", "context": {"aliases": 3}},
        {"id": 7, "text": "Hi", "context": {"now": "soon"}},
    ],
)
def test_line_that_cannot_be_read_gets_a_sentence(line: dict[str, Any]) -> None:
    said = answer(line)
    assert said["id"] == 7
    assert said["error"].endswith(".")


def test_plain_dates_are_taken_as_midnight() -> None:
    context = {"sent": [{"date": date(2026, 3, 2)}], "now": datetime(2026, 3, 4, 9)}
    assert rules_of("Thank you for Monday.", context) == [("repeated_follow_up", "gate")]


def test_answer_has_the_form_of_the_contract() -> None:
    text = "Dear Bo, I am sorry about Monday."
    said = answer(
        {"id": "a", "kind": "thank_you", "text": text, "context": {"now": datetime(2026, 1, 1, tzinfo=UTC)}}
    )
    assert said["id"] == "a"
    assert said["words"] == 7
    first = said["findings"][0]
    assert set(first) == {"rule", "severity", "start", "end", "hint", "sources"}
    assert (first["rule"], first["severity"], first["sources"]) == ("apology", "warn", ["000"])
    assert text[first["start"] : first["end"]].startswith("I am sorry")
    assert said["findings"][-1]["start"] is None
