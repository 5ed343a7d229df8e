"""What feedback says: generic, a circumstance, or specific; its themes; how far it lies in one's hands."""

import pytest

from nextround import library
from nextround.library.linear import model
from nextround.reading.feedback import (
    KINDS_FILE,
    MOST_THEMES,
    THEMES_FILE,
    UNSPECIFIC,
    Control,
    Sort,
    read_feedback,
    themes,
)

GENERIC = (
    "Thank you for your application. We went with somebody whose profile is closer to what we need.",
    "You were not successful this time. We wish you all the best.",
    "Unfortunately we have chosen another candidate.",
    "We are not able to comment on single applications.",
    "It was a hard decision, and we hope that you apply again.",
)
SPECIFIC = (
    "Your answer about the angry guest had no ending, so we could not tell what you did.",
    "We needed somebody who can already use Photoshop, and you told us that you have not.",
    "You knew very little about our museum and had not looked at the website.",
    "Your salary expectation was far above our budget.",
    "Without a driving licence we cannot give you the rounds in the villages.",
)


@pytest.mark.parametrize("text", GENERIC)
def test_words_for_everybody_are_generic(text: str) -> None:
    found = read_feedback(text)
    assert found.sort is Sort.GENERIC
    assert not found.specific


@pytest.mark.parametrize("text", SPECIFIC)
def test_what_is_about_this_talk_is_specific(text: str) -> None:
    found = read_feedback(text)
    assert found.specific
    assert found.themes[0].id != UNSPECIFIC


@pytest.mark.parametrize(
    ("text", "theme", "control"),
    [
        ("Your examples were vague and you never said what the result was.", "structure_of_answers", "soon"),
        ("You had no questions and had not read about our company.", "preparation", "soon"),
        ("We cannot sponsor a work permit.", "location_visa", "out"),
        ("Your spoken Dutch is not yet enough for the customers.", "language", "time"),
        ("You have two years of experience and we need somebody more senior.", "depth_of_experience", "time"),
        ("Your CV had typos and no dates.", "cv_application", "soon"),
        ("You have never managed people, and this is a manager's job.", "leadership", "time"),
    ],
)
def test_the_theme_is_told_with_its_control(text: str, theme: str, control: str) -> None:
    found = read_feedback(text)
    assert found.themes[0].id == theme
    assert found.control is Control(control)


@pytest.mark.parametrize(
    ("text", "sort", "theme"),
    [
        ("Im Lebenslauf fehlten uns zwei Jahre.", "specific", "cv_application"),
        ("Leider haben wir uns für jemand anderen entschieden.", "generic", UNSPECIFIC),
        ("Wegen der Sparmaßnahmen wird die Stelle nicht besetzt.", "circumstance", "role_closed"),
        ("Votre anglais était hésitant avec nos clients.", "specific", "language"),
        ("Nous avons retenu un autre candidat.", "generic", UNSPECIFIC),
        ("Il vous manque un diplôme d'État.", "specific", "qualifications"),
        ("Le pedimos una clase de prueba y no la terminó.", "specific", "work_sample"),
        ("Hemos decidido seguir con otro candidato.", "generic", UNSPECIFIC),
        ("El sueldo que pedía supera nuestro presupuesto.", "specific", "salary"),
    ],
)
def test_german_french_and_spanish_are_read_too(text: str, sort: str, theme: str) -> None:
    found = read_feedback(text)
    assert (found.sort.value, found.themes[0].id) == (sort, theme)


def test_a_reason_outside_the_person_is_a_circumstance() -> None:
    found = read_feedback("The budget for the position was cut, so nobody was appointed.")
    assert found.sort is Sort.CIRCUMSTANCE
    assert (found.themes[0].id, found.control) == ("role_closed", Control.OUT)


def test_one_plain_word_among_many_polite_ones_is_found() -> None:
    polite = "Thank you for coming in. It was a pleasure to meet you. We saw many good people. "
    told = "Your presentation ran ten minutes over and left out the costs."
    rest = " We wish you all the best. Do apply again. Kind regards, Mia"
    assert read_feedback(polite + told + rest).specific
    assert not read_feedback(polite + rest).specific


def test_polite_words_hint_at_nothing_and_a_single_line_may() -> None:
    mail = " ".join(GENERIC)
    assert [m.id for m in read_feedback(mail).themes] == [UNSPECIFIC]
    hint = read_feedback("You came second by a hair, and one person was ahead.")
    assert hint.themes[0].id == "stronger_competition"


def test_what_is_quoted_below_is_not_theirs_to_answer_for() -> None:
    reply = "Dear Ada,\n\nWe have nothing to add.\n\nOn 3 May 2026, Ada Reed wrote:\n> Was my CV too long?\n"
    found = read_feedback(reply + "> Did my examples lack a result? I could not use Photoshop.\n")
    assert not found.specific


@pytest.mark.parametrize("text", ["", " \n", "?!", "🙂", "https://a.example", "x" * 100_000])
def test_odd_texts_are_read_without_a_fault(text: str) -> None:
    found = read_feedback(text)
    assert 1 <= len(found.themes) <= MOST_THEMES
    assert 0 <= found.confidence <= 1


def test_themes_come_best_first_and_at_most_three() -> None:
    found = read_feedback(
        "Your CV had no dates. You could not use Excel. Your French is weak. You spoke fast."
    )
    shares = [m.confidence for m in found.themes]
    assert shares == sorted(shares, reverse=True)
    assert 2 <= len(shares) <= MOST_THEMES


def test_every_theme_of_the_models_has_words_and_a_control() -> None:
    assert set(model(THEMES_FILE).kinds) == set(themes())
    assert set(model(KINDS_FILE).kinds) == {sort.value for sort in Sort}
    assert all(theme.name and theme.note for theme in themes().values())


def test_the_models_are_small_and_say_how_they_were_measured() -> None:
    for name, least in ((THEMES_FILE, 0.5), (KINDS_FILE, 0.7)):
        assert (library.HERE / name).stat().st_size < 1_000_000
        assert model(name).figures["macro_f1"] > least


@pytest.mark.parametrize(
    "card",
    [
        "Kim Vale | Talent Partner | Lumen Yard\nkim@lumen.example",
        "Kim Vale\nLumen Yard · Quay 4 · Tidewick\nwww.lumen.example",
        "Sent from my phone",
        "Von meinem Telefon gesendet",
        "Envoyé de mon téléphone",
        "Enviado desde mi teléfono",
    ],
)
def test_a_card_alone_tells_nothing_and_takes_nothing_away(card: str) -> None:
    assert read_feedback(card).sort is Sort.GENERIC
    said = "Your answers were long, and the result came last. Write to me at kim@lumen.example if you like."
    assert read_feedback(f"{said}\n\n{card}").sort is Sort.SPECIFIC
