import pytest

from nextround.mailbox.message import Address, Message
from nextround.reading.abreast import Steps, abreast, alone
from nextround.reading.recognise import reading, recognise


def steps(name: str, many: int, taken: list[str]) -> Steps[str]:
    for at in range(many):
        taken.append(f"{name}{at}")
        yield
    return name * 2


def test_each_step_of_all_comes_before_the_next_of_any() -> None:
    taken: list[str] = []
    assert abreast([steps("a", 3, taken), steps("b", 1, taken), steps("c", 2, taken)]) == ["aa", "bb", "cc"]
    assert taken == ["a0", "b0", "c0", "a1", "c1", "a2"]


def test_one_alone_or_none_are_read_as_well() -> None:
    assert alone(steps("a", 0, [])) == "aa"
    assert abreast([]) == []


def test_what_one_raises_is_heard() -> None:
    def failing() -> Steps[str]:
        yield
        raise ValueError("no mail")

    with pytest.raises(ValueError, match="no mail"):
        abreast([steps("a", 3, []), failing()])


def test_mails_side_by_side_are_read_as_each_alone() -> None:
    bodies = [
        "Dear Jo, we decided to move forward with other candidates for the role of Data Analyst.",
        "Thank you for applying at Ashdown Mills. We received your application and will be in touch.",
        "Leider müssen wir Ihnen mitteilen, dass wir uns für andere Bewerber entschieden haben.",
        "See you at dinner on Sunday.",
    ]
    sender = Address("Ashdown Mills Talent Team", "jobs@ashdownmills.example")
    mails = [Message(str(at), "Your application", sender, text=body) for at, body in enumerate(bodies)]
    found = abreast([reading(mail) for mail in mails])
    assert found == [recognise(mail) for mail in mails]
    assert [str(one.kind) for one in found[:3]] == ["rejection", "applied", "rejection"]
