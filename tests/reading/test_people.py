"""Humans and firms in letters that few signs tell apart; every name is made up."""

import pytest

from nextround.mailbox.message import Address, Message
from nextround.reading.desk import without_desk
from nextround.reading.employer import who
from nextround.reading.firms import as_written, romanised
from nextround.reading.sender import bears_known_name, read_sender


@pytest.mark.parametrize(
    "name",
    [
        "Μαρία Ξένου",
        "Олена Ткач",
        "سلمى نجار",
        "מיכל דגן",
        "Phạm Thu Hà",
        "林静",
        "何雨欣",
        "大槻 誠",
        "서은정",
        "Réka Balla",
    ],
)
def test_a_name_that_many_people_bear_is_a_humans(name: str) -> None:
    assert bears_known_name(name)
    assert read_sender(Address(name, "team@nordwind.example")).company == ""


@pytest.mark.parametrize(
    "name",
    [
        "Μελτέμι Ενέργεια",
        "رياح الشمال",
        "רוח צפון",
        "Gió Bắc",
        "北风能源",
        "北風電力",
        "북풍에너지",
        "Lê Minh Foods JSC",
        "Anna Maria Bakery Ltd",
        "Maria",
        "Отдел Мария",
        "人事 採用",
    ],
)
def test_a_firm_is_no_human(name: str) -> None:
    assert not bears_known_name(name)


@pytest.mark.parametrize(
    ("language", "text", "company"),
    [
        ("zh", "感谢您的申请。\n\n此致\n林静\n北风能源", "北风能源"),
        ("ja", "ご応募ありがとうございます。\n\n大槻 誠\n北風電力 採用担当", "北風電力"),
        ("ar", "شكراً لك.\n\nمع التحية\nسلمى نجار\nرياح الشمال", "رياح الشمال"),
        ("he", "תודה לך.\n\nבברכה\nמיכל דגן\nרוח צפון", "רוח צפון"),
    ],
)
def test_the_line_below_a_human_is_the_firm(language: str, text: str, company: str) -> None:
    message = Message("<1@x.example>", "", Address(text.splitlines()[-2], "team@mail.example"), text=text)
    assert who(message, text, language).company == company


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "感谢您的申请。\n\n此致\n林静\n招聘专员"),
        ("zh", "感谢您的申请。\n\n此致\n林静\n电话：021-4471"),
        ("zh", "感谢您的申请。\n\n林静\n周凯"),
        ("ja", "よろしくお願いします。\n\n大槻 誠\n明日お待ちしています"),
        ("he", "תודה.\n\nמיכל דגן\nנשמח לשמוע ממך עוד בקרוב מאוד"),
    ],
)
def test_what_else_stands_below_a_human_is_no_firm(language: str, text: str) -> None:
    message = Message("<1@x.example>", "", Address("", "team@mail.example"), text=text)
    assert who(message, text, language).company == ""


@pytest.mark.parametrize(
    ("name", "firm"),
    [
        ("北风能源人力资源部", "北风能源"),
        ("北風電力採用担当", "北風電力"),
        ("북풍에너지 채용팀", "북풍에너지"),
        ("人事部", "人事部"),
        ("人力车行", "人力车行"),
        ("التوظيف في رياح الشمال", "رياح الشمال"),
    ],
)
def test_a_desk_that_touches_the_name_is_no_part_of_it(name: str, firm: str) -> None:
    assert without_desk(name).strip() == firm


@pytest.mark.parametrize(
    ("label", "text", "name"),
    [
        ("skorohod-ex", "Здравствуйте\nКоманда Скороход Экспресс пишет", "Скороход Экспресс"),
        ("vitryak", "Команда Вітряк Енерго", "Вітряк Енерго"),
        ("meltemi-en", "η Μελτέμι Ενέργεια σας γράφει", "Μελτέμι Ενέργεια"),
        ("skorohod", "Команда Скоро будет", ""),
        ("vetr", "Команда Ветряк", ""),
        ("skorohod", "Skoro House", ""),
    ],
)
def test_a_domain_spells_a_name_in_latin_letters(label: str, text: str, name: str) -> None:
    assert as_written(label, text) == name


def test_sounds_that_are_written_in_several_ways_are_one() -> None:
    assert romanised("Хорошо") == romanised("Khorosho") == romanised("horosho")


@pytest.mark.parametrize(
    ("name", "email", "person"),
    [
        ("Tom Reed", "tom.reed@nordwind.example", "Tom Reed"),
        ("Tom Reed", "jobs@reed.example", ""),
        ("Reed Alerts", "reed.alerts@reed.example", ""),
    ],
)
def test_a_human_may_be_called_like_a_job_board(name: str, email: str, person: str) -> None:
    assert read_sender(Address(name, email)).person == person
