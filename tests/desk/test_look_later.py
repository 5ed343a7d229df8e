"""When a letter is offered to be looked at again later."""

from nextround.desk.look_later import offered
from nextround.desk.views import FindingView


def note(rule: str, severity: str) -> FindingView:
    return FindingView(rule, severity, 0, 4, "That", "You could leave it out.", ())


def test_anger_told_aloud_is_offered_to_wait() -> None:
    assert offered((note("grammar", "info"), note("frustration", "warn")))


def test_a_quiet_note_of_anger_is_no_reason_to_wait() -> None:
    assert not offered((note("frustration", "info"), note("apology", "warn")))
