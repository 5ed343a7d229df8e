"""Letters in German, French and Spanish: good ones are left alone, what is not there yet is named."""

import pytest

from nextround.letters.check import check
from nextround.letters.kinds import LetterKind, Severity

KIND = LetterKind.FEEDBACK_REQUEST
GOOD = {
    "de": """Liebe Frau Blum,

danke, dass Sie mir die Färberei gezeigt haben.
Ihre Geschichte vom ersten Kunden ging mir auf der Fahrt noch im Kopf herum.
Woran sollte ich vor der nächsten Bewerbung arbeiten?
Wenn wieder eine Stelle frei wird, würde ich mich gern melden.

Viele Grüße
Mia Holm""",
    "fr": """Chère Madame Blanc,

merci de m'avoir montré la teinturerie. L'histoire du premier client m'a fait sourire dans le train.
Que devrais-je travailler avant une prochaine candidature ?
Si un poste se libère, je serais heureuse de revenir.

Bien cordialement
Mia Holm""",
    "es": """Estimada señora Blanco:

Gracias por enseñarme la tintorería. La historia del primer cliente me hizo sonreír en el tren.
¿En qué debería trabajar antes de la próxima vez? Si queda una plaza libre, me encantaría volver.

Un saludo
Mia Holm""",
}
BARE = {
    "de": "Ihre Entscheidung habe ich bekommen. Ich wünsche alles Gute.",
    "fr": "J'ai eu votre décision. Je vous souhaite du succès.",
    "es": "He tomado su decisión. Le deseo suerte.",
}
NAMED = {"missing_thanks", "missing_specific", "missing_question", "missing_door_open"}


@pytest.mark.parametrize("lang", GOOD)
def test_a_good_letter_is_left_alone_with_its_language_told_or_not(lang: str) -> None:
    for told in (lang, None):
        assert [(one.rule, one.pattern) for one in check(GOOD[lang], KIND, lang=told)] == []


@pytest.mark.parametrize("lang", BARE)
def test_each_part_that_is_not_there_is_named(lang: str) -> None:
    assert {one.rule for one in check(BARE[lang], KIND, lang=lang)} >= NAMED - {"missing_specific"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Vielen Dank für das Gespräch und die Rückmeldung."),
        ("fr", "Merci pour votre temps et pour l'entretien."),
        ("es", "Gracias por su tiempo y por la entrevista."),
    ],
)
def test_words_that_any_letter_holds_are_nothing_particular(lang: str, text: str) -> None:
    found = {one.rule for one in check(text, KIND, lang=lang)}
    assert "missing_specific" in found
    assert "missing_thanks" not in found


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Was fehlte? Wie lange lernten Sie? Warum Eiche? Ich würde gern wissen, was ich lesen soll."),
        ("fr", "Que manquait-il ? Combien de temps ? Pourquoi le chêne ? J'aimerais savoir quoi lire."),
        ("es", "¿Qué faltó? ¿Cuánto tiempo? ¿Por qué roble? Me gustaría saber qué leer."),
    ],
)
def test_more_than_two_questions_are_noticed(lang: str, text: str) -> None:
    assert "too_many_questions" in {one.rule for one in check(text, KIND, lang=lang)}


@pytest.mark.parametrize(
    "text", [GOOD["de"] * 100, "שלום, תודה רבה על הפגישה ביום שלישי. " * 200, "🙂👍🏽 " * 500, "ẞİﬁ" * 999]
)
def test_odd_and_long_letters_get_an_answer(text: str) -> None:
    for lang in (None, "de", "he"):
        for one in check(text, KIND, lang=lang):
            assert one.severity in Severity
            assert one.start is None or 0 <= one.start < (one.end or 0) <= len(text)


# What must not change with anything but its meaning.
GUILTY = [
    (
        "apology",
        "I'm so sorry about how badly I answered.",
        "There is no need to be sorry about how I answered.",
    ),
    ("pressure", "Please reconsider your decision.", "There is no need to reconsider your decision."),
    ("apology", "I apologise for the mess.", "There is no need to apologise for the mess."),
]


@pytest.mark.parametrize(("family", "line", "turned"), GUILTY)
def test_adding_that_there_is_no_need_to_turns_it_round(family: str, line: str, turned: str) -> None:
    assert family in {one.rule for one in check(line, KIND)}
    assert family not in {one.rule for one in check(turned, KIND)}


@pytest.mark.parametrize(
    ("british", "american"),
    [
        (
            "I apologise for my behaviour in the labour law test.",
            "I apologize for my behavior in the labor law test.",
        ),
        (
            "Your organisation is recognised for its programmes.",
            "Your organization is recognized for its programs.",
        ),
        ("I enjoyed the colour samples in the centre.", "I enjoyed the color samples in the center."),
    ],
)
def test_spelling_of_either_shore_makes_no_difference(british: str, american: str) -> None:
    assert {one.rule for one in check(british, KIND)} == {one.rule for one in check(american, KIND)}


@pytest.mark.parametrize("name", ["Anna", "Bashir", "Xochitl", "Þórdís"])
def test_other_names_make_no_difference(name: str) -> None:
    for line in ("I feel awful that I let {} down.", "{} showed me the kiln and I enjoyed it."):
        plain = {one.rule for one in check(line.format("Kim"), KIND)}
        assert {one.rule for one in check(line.format(name), KIND)} == plain


def test_a_quoted_thread_below_changes_nothing() -> None:
    thread = "\n\n> Leider müssen wir absagen, es tut uns leid.\n> Bitte überdenken Sie es nicht."
    for lang, text in GOOD.items():
        assert [one.rule for one in check(text + thread, KIND, lang=lang)] == []


@pytest.mark.parametrize("lang", ["de", None])
def test_a_gap_left_open_is_noticed_in_any_language_we_know(lang: str | None) -> None:
    text = "Sehr geehrte Frau [Nachname], danke für die Führung durch die alte Färberei am Dienstag."
    assert "template" in {one.rule for one in check(text, KIND, lang=lang)}


def test_slips_of_english_are_not_looked_for_elsewhere() -> None:
    text = "Im Juni bin ich wieder in der Stadt, dann zeige ich Ihnen gern den fertigen Stuhl."
    assert "grammar" not in {one.rule for one in check(text, KIND)}
