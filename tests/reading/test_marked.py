"""Names in languages whose titles no capital letter shows; every name is made up."""

import pytest

from nextround.library import languages
from nextround.mailbox.message import Address, Message
from nextround.reading.employer import who
from nextround.reading.marked import marked, marks_of


def names(text: str, language: str) -> tuple[list[str], list[str]]:
    found = list(marked(text, language))
    return [one.role for one in found if one.role], [one.company for one in found if one.company]


@pytest.mark.parametrize("language", languages())
def test_the_patterns_of_every_language_can_be_read(language: str) -> None:
    marks = marks_of(language)
    assert marks is None or (marks.role and marks.company and marks.generic)


@pytest.mark.parametrize(
    ("language", "text", "role"),
    [
        ("ru", "Спасибо за отклик на вакансию «Технолог».", "Технолог"),
        ("ru", "Спасибо за интерес к вакансии аналитика данных в нашей команде.", "аналитика данных"),
        ("uk", "Ваш відгук на посаду вчителя музики отримано.", "вчителя музики"),
        ("el", "Λάβαμε την αίτησή σας για τη θέση του λογιστή στην εταιρεία μας.", "λογιστή"),
        ("el", "Σας προσφέρουμε τη θέση του μάγειρα. Επισυνάπτεται η σύμβαση.", "μάγειρα"),
        ("hu", "Köszönjük, hogy jelentkezett a junior könyvelő pozícióra.", "junior könyvelő"),
        ("he", "תודה שהגשת מועמדות למשרת מנהלת מוצר אצלנו.", "מנהלת מוצר"),
        ("ar", "شكراً لتقدمك لوظيفة محلل بيانات في شركتنا.", "محلل بيانات"),
        ("ja", "「データ分析担当」の求人にご応募いただきありがとうございます。", "データ分析担当"),
        ("ja", "この度は営業職にご応募いただきありがとうございます。", "営業職"),
        ("zh", "感谢您应聘我司产品经理一职。", "产品经理"),
        ("ko", "안녕하세요. 마케팅 매니저 포지션에 지원해 주셔서 감사합니다.", "마케팅 매니저"),
    ],
)
def test_roles_are_named_by_the_words_around_them(language: str, text: str, role: str) -> None:
    assert names(text, language)[0][:1] == [role]


@pytest.mark.parametrize(
    ("language", "text", "company"),
    [
        ("ru", "Компания «Северный ветер» благодарит вас.", "Северный ветер"),
        ("uk", "З повагою, ТОВ «Ранок»", "Ранок"),
        ("el", "Η εταιρεία «Ελαία» σας ευχαριστεί.", "Ελαία"),
        ("hu", "Üdvözlettel, Holdfény Kft.", "Holdfény"),
        ("he", "תודה שפנית לחברת אורן", "אורן"),
        ("ar", "تشكركم شركة النخيل على اهتمامكم", "النخيل"),
        ("ja", "株式会社あおば 採用担当", "あおば"),
        ("zh", "我们是青杉科技有限公司，感谢您。", "青杉科技有限公司"),
        ("ko", "[한별소프트] 면접 안내", "한별소프트"),
    ],
)
def test_employers_are_named_by_their_forms_and_marks(language: str, text: str, company: str) -> None:
    assert names(text, language)[1] == [company]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Эта вакансия уже закрыта. На должность вы не прошли."),
        ("uk", "Цю вакансію вже закрито."),
        ("el", "Η θέση δεν είναι διαθέσιμη."),
        ("hu", "Végzettsége nem felel meg a pozíció elvárásainak."),
        ("he", "המשרה כבר אוישה. התפקיד אינו פנוי."),
        ("ar", "الوظيفة لم تعد متاحة."),
        ("ja", "今回は別の方を採用いたしました。"),
        ("zh", "该岗位已招满。"),
        ("ko", "[안내] 해당 포지션은 마감되었습니다."),
        ("en", "The role of analyst at Acme"),
    ],
)
def test_what_names_nothing_gives_nothing(language: str, text: str) -> None:
    assert names(text, language) == ([], [])


def test_a_mail_gets_its_role_and_employer_from_them() -> None:
    message = Message(
        id="<1@ats.example>",
        sender=Address("採用担当", "no-reply@ats.example"),
        subject="【選考結果】",
        text="株式会社みどりの事務職にご応募いただきありがとうございました。",
    )
    about = who(message, message.text, "ja")
    assert (about.role, about.company) == ("事務職", "みどり")
