"""Days and times in Russian, Ukrainian, Greek and Hungarian; every mail is made up."""

from datetime import UTC, datetime

import pytest

from nextround.mailbox.message import Address, Message
from nextround.reading.when import meetings

SENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday


def told(text: str, zone: str) -> list[str]:
    message = Message(id="<1@x>", subject="", sender=Address("", "jobs@vale.example"), date=SENT, text=text)
    return [f"{one.start:%d.%m. %H:%M}" for one in meetings(message, zone)]


@pytest.mark.parametrize(
    ("text", "zone", "when"),
    [
        ("Приглашаем вас на собеседование в четверг, 12 марта, в 15:00.", "Europe/Moscow", "12.03. 15:00"),
        ("Собеседование состоится 12 марта в 11 часов утра.", "Europe/Moscow", "12.03. 11:00"),
        ("Запрошуємо вас на співбесіду у четвер, 12 березня, о 14:00.", "Europe/Kyiv", "12.03. 14:00"),
        (
            "Θα θέλαμε να σας καλέσουμε σε συνέντευξη την Πέμπτη 12 Μαρτίου στις 11:00.",
            "Europe/Athens",
            "12.03. 11:00",
        ),
        ("Az interjút március 12-én 11 órára javasoljuk.", "Europe/Budapest", "12.03. 11:00"),
        ("Szeretnénk meghívni egy interjúra csütörtökön 10:30 órára.", "Europe/Budapest", "05.03. 10:30"),
    ],
)
def test_days_and_times_are_told(text: str, zone: str, when: str) -> None:
    assert told(text, zone) == [when]


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Пришлите тестовое задание не позднее 12 марта до 15:00.", "Europe/Moscow"),
        ("Надішліть тестове завдання не пізніше 12 березня.", "Europe/Kyiv"),
        ("Υποβάλετε τα δικαιολογητικά έως τις 12 Μαρτίου.", "Europe/Athens"),
        ("A próbafeladat határidő: március 12.", "Europe/Budapest"),
    ],
)
def test_days_to_answer_by_are_no_meetings(text: str, zone: str) -> None:
    assert told(text, zone) == []
