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


@pytest.mark.parametrize(
    ("language", "text", "role"),
    [
        ("ja", "【選考結果】倉庫スタッフ", "倉庫スタッフ"),
        ("ja", "法人営業の面接にお越しください。", "法人営業"),
        ("ja", "データアナリスト職の選考につきまして", "データアナリスト"),
        ("zh", "您的申请：软件工程师", "软件工程师"),
        ("zh", "我们急需数据分析师。", "数据分析师"),
        ("zh", "您申请的职位是“会计”。", "会计"),
        ("ko", "[합격 안내] 창고 관리자", "창고 관리자"),
        ("ko", "곧 시니어 데이터 분석가 면접이 있습니다.", "시니어 데이터 분석가"),
        ("ru", "Ваша заявка: Менеджер по продажам", "Менеджер по продажам"),
        ("ru", "Конкурс на должность Учитель музыки завершён.", "Учитель музыки"),
        ("ru", "Отказ: Бухгалтер – ответ на отклик", "Бухгалтер"),
        ("uk", "На посаду Менеджер з продажу вас лишалося двоє.", "Менеджер з продажу"),
        ("uk", "Ви подавалися до нас як Комірник.", "Комірник"),
        ("el", "Για τη θέση Αναλυτής δεδομένων μείνατε δύο.", "Αναλυτής δεδομένων"),
        ("el", "Αναζητούμε Αποθηκάριος για την ομάδα μας.", "Αποθηκάριος"),
        ("tr", "Size Veri Analisti pozisyonunu teklif ediyoruz.", "Veri Analisti"),
        ("tr", "Mülakat daveti – Depo Görevlisi", "Depo Görevlisi"),
        ("fi", "Valitsimme tehtävään Kirjanpitäjä toisen hakijan.", "Kirjanpitäjä"),
        ("fi", "Kirjanpitäjä-tehtävään haki moni.", "Kirjanpitäjä"),
        ("he", "המועמדות שלך: רואה חשבון", "רואה חשבון"),
        ("he", "אנחנו מחפשים מפתחת תוכנה לצוות שלנו.", "מפתחת תוכנה"),
        ("ar", "دعوة لمقابلة – محلل بيانات", "محلل بيانات"),
        ("ar", "نبحث عن أمين مستودع لفريقنا.", "أمين مستودع"),
        ("vi", "Vị trí Nhân viên kho chỉ còn hai người.", "Nhân viên kho"),
        ("vi", "Thư mời phỏng vấn – Giáo viên âm nhạc", "Giáo viên âm nhạc"),
        ("id", "Untuk posisi Petugas Gudang tersisa dua orang.", "Petugas Gudang"),
        ("id", "Undangan wawancara – Guru Musik", "Guru Musik"),
        ("hu", "Csapatunkba Könyvelő munkatársat keresünk.", "Könyvelő"),
    ],
)
def test_titles_are_known_by_their_trade_as_well(language: str, text: str, role: str) -> None:
    roles = names(text, language)[0]
    assert set(roles) == {role}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "採用担当\n人事担当"),
        ("zh", "招聘专员\n人力资源经理"),
        ("zh", "我代表公司感谢您。"),
        ("ko", "채용 담당자 드림"),
        ("ru", "Менеджер по персоналу"),
        ("uk", "Менеджер з персоналу"),
        ("tr", "İnsan Kaynakları Uzmanı"),
        ("fi", "Hakemuksesi on vastaanotettu."),
        ("he", "מנהלת גיוס"),
        ("ar", "مدير الموارد البشرية"),
        ("vi", "Chuyên viên tuyển dụng"),
        ("id", "Staf Rekrutmen"),
        ("el", "Υπεύθυνη προσλήψεων"),
    ],
)
def test_who_hires_is_no_role(language: str, text: str) -> None:
    assert names(text, language)[0] == []


@pytest.mark.parametrize(
    ("language", "text", "role"),
    [
        ("ru", "Вакансия Бухгалтер по этой ссылке", "Бухгалтер"),
        ("uk", "Посада Бухгалтер з 1 березня", "Бухгалтер"),
        ("ru", "Ищем: Бухгалтер по", "Бухгалтер"),
    ],
)
def test_a_small_word_binds_a_field_and_nothing_else(language: str, text: str, role: str) -> None:
    assert role in names(text, language)[0]
