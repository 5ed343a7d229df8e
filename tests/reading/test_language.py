import pytest

from nextround.reading.language import languages_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("thank you for the time you gave us and for your interest", "en"),
        ("vielen dank für ihre bewerbung und das interesse an der stelle bei uns", "de"),
        ("nous vous remercions pour votre candidature et le temps que vous avez pris", "fr"),
        ("gracias por su candidatura y por el tiempo que nos ha dado para el puesto", "es"),
        ("dziękujemy za aplikację na to stanowisko i nie możemy się z tobą spotkać", "pl"),
        ("agradecemos o seu interesse na vaga e o tempo que nos dedicou", "pt"),
        ("la ringraziamo per il tempo che ci ha dedicato e per l interesse", "it"),
        ("vă mulțumim pentru interesul acordat și pentru timpul dumneavoastră", "ro"),
        ("başvurunuz için teşekkür ederiz ve size bilgi vermek isteriz", "tr"),
        ("cảm ơn bạn đã quan tâm và gửi hồ sơ cho công ty của chúng tôi", "vi"),
        ("terima kasih atas minat anda dan waktu yang anda berikan untuk kami", "id"),
    ],
)
def test_small_words_tell_the_language_and_english_is_read_too(text: str, language: str) -> None:
    found = languages_of(text, text)
    assert found[0] == language
    assert "en" in found


def test_another_script_speaks_for_itself() -> None:
    assert languages_of("תודה על פנייתך", "") == ("he", "en")
    assert languages_of("Спасибо за отклик", "")[0] == "ru"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ми отримали ваше резюме і розглянемо його", "uk"),
        ("На жаль, ми не можемо прийняти це", "uk"),
        ("Спасибо за отклик", "ru"),
        ("Ваше резюме получено, мы ответим", "ru"),
        ("Мы атрымалі ваша рэзюмэ ў панядзелак", "be"),
        (
            "Получихме Вашата кандидатура за длъжността, тъй като тя е свободна",
            "bg",
        ),
        ("Хвала на пријави, јавићемо се", "sr"),
        ("Λάβαμε την αίτησή σας", "el"),
        ("تم استلام طلبك للوظيفة", "ar"),
        ("درخواست شما برای این شغل دریافت شد و پس از بررسی با شما تماس می‌گیریم", "fa"),
        ("この度はご応募ありがとうございます", "ja"),
        ("感谢您应聘我司产品经理", "zh"),
        ("지원해 주셔서 감사합니다", "ko"),
        ("Product Manager 職へのご応募の件", "ja"),
    ],
)
def test_languages_of_one_script_are_told_by_their_own_letters(text: str, language: str) -> None:
    assert languages_of(text, "") == (language, "en")


def test_a_few_odd_letters_are_no_other_script() -> None:
    assert languages_of("Thank you for the role of Ω", "thank you for the role of")[0] == "en"


def test_nothing_to_go_by_is_english() -> None:
    assert languages_of("", "") == ("en",)


def test_letters_tell_the_language_of_a_mail_without_small_words() -> None:
    assert languages_of("mülakatınız cuma 10 a ertelendi", "mülakatınız cuma 10 a ertelendi")[0] == "tr"
    assert languages_of("rozhovor zrušíme příští týden", "rozhovor zrušíme příští týden")[0] == "cs"
    assert languages_of("café", "please send your résumé to us at the café")[0] == "en"
