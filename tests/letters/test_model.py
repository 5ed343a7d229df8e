"""What the model behind the patterns may say, and where it keeps silent."""

import pytest

from nextround.letters import model
from nextround.letters.check import MODEL, check
from nextround.letters.kinds import Found, LetterKind, Severity
from nextround.letters.rules import rules

KIND = LetterKind.FEEDBACK_REQUEST
# Wordings that no pattern has: (family, sentence).
OBLIQUE = [
    ("apology", "The blame for that wasted hour is mine alone."),
    ("challenge", "I reject what your letter says about my leadership."),
    ("frustration", "So that is what caring for people looks like at your firm."),
    ("pressure", "Has the other person really signed, or might there still be a chance for me?"),
    ("begging", "Even a few hours of cleaning would keep my family afloat."),
    ("template", "Your company stands for quality and innovation."),
    ("self_deprecation", "My brain is simply not made for work like this."),
    ("legal_or_rights", "When I said I was pregnant, the offer went away."),
]


def of_model(text: str, lang: str | None = None) -> list[Found]:
    return [one for one in check(text, KIND, lang=lang) if one.pattern == MODEL]


@pytest.mark.parametrize(("family", "line"), OBLIQUE)
def test_wording_that_no_pattern_has_is_found_by_its_meaning(family: str, line: str) -> None:
    text = f"Thank you for the tea, Anna. {line}\n\nBest wishes"
    (found,) = [one for one in of_model(text) if one.rule == family]
    rule = rules()[family]
    assert text[found.start : found.end] == line
    assert (found.severity, found.hint, found.sources) == (rule.severity, rule.hint, rule.sources)


def test_a_kind_of_letter_that_a_family_does_not_look_at_is_left_alone() -> None:
    family, line = OBLIQUE[5]
    kinds = rules()[family].kinds
    for kind in LetterKind:
        assert (kind in kinds) == (family in {one.rule for one in check(line, kind)})


def test_words_that_only_look_guilty_keep_the_model_silent() -> None:
    line = "The blame for that wasted hour is mine alone, though I have no regrets."
    assert "apology" in model.families(line, found=False)
    assert [one for one in check(line, KIND) if one.rule == "apology"] == []


def test_in_a_sentence_that_a_pattern_met_the_model_adds_only_what_is_plain_by_itself() -> None:
    line = "My brain is not made for work like this, and one more look at my file is all I ask."
    seen = model.opinion(line)
    assert seen is not None
    assert seen.shares[model.PLAIN] < 0.3
    assert len(model.families(line, found=False)) >= 1
    assert model.families(line, found=True) == ()


@pytest.mark.parametrize(
    "line",
    [
        "Sorry",
        "sorry " * 200,
        "Przepraszam za zamieszanie z dokumentami i prosze o jeszcze jedna szanse.",
        "نأسف لإبلاغك بأننا لن نمضي قدما",
        "qwx zzk pflm grtz vbnk",
    ],
)
def test_what_it_never_learned_it_says_nothing_about(line: str) -> None:
    assert model.opinion(line.lower()) is None
    assert model.families(line.lower(), found=False) == ()


def test_a_question_mark_and_numbers_are_words_to_it() -> None:
    assert model.words("is it 9 or 12?") == ("is", "it", "0", "or", "0", "?")


def test_quoted_mail_and_speech_are_not_judged() -> None:
    line = OBLIQUE[4][1]
    assert of_model(f"> {line}\n\nThank you for the tea, Anna.") == []
    assert of_model(f'You read out the line "{line}" from the book.') == []


def test_it_knows_every_family_it_may_speak_of() -> None:
    assert set(model.model().kinds) == {*model.FAMILIES, model.PLAIN}
    assert {rules()[family].severity for family in model.FAMILIES} == {Severity.WARN, Severity.ROUTE}


@pytest.mark.parametrize(
    ("family", "line"),
    [
        ("apology", "Es tut mir wirklich leid, dass ich so nervös war."),
        ("pressure", "Bitte überdenken Sie Ihre Entscheidung noch einmal."),
        ("begging", "Je vous en supplie, donnez-moi n'importe quel travail."),
        ("frustration", "C'est honteux, vous m'avez fait perdre trois semaines."),
        ("self_deprecation", "No sirvo para nada, siempre lo estropeo todo."),
        ("legal_or_rights", "Creo que me rechazaron por mi edad y mi abogado les escribirá."),
    ],
)
def test_german_french_and_spanish_are_heard_with_or_without_being_named(family: str, line: str) -> None:
    for lang in (None, "de", "fr", "es"):
        assert family in {one.rule for one in of_model(line, lang)}


@pytest.mark.parametrize(
    "line",
    [
        "Vielen Dank für das Gespräch am Dienstag und die Führung durch die Halle.",
        "Was könnte ich vor dem nächsten Gespräch üben?",
        "Merci de m'avoir montré l'atelier, j'ai beaucoup appris sur les abeilles.",
        "Gracias por la visita al taller, aprendí mucho sobre abejas.",
        "Es tut mir leid, von Ihrem Verlust zu hören.",
    ],
)
def test_kind_lines_in_other_languages_are_left_alone(line: str) -> None:
    assert of_model(line) == []


def test_a_letter_in_two_languages_is_heard_in_both() -> None:
    text = f"Es tut mir wirklich leid, dass ich so nervös war. {OBLIQUE[4][1]}"
    assert {one.rule for one in of_model(text)} == {"apology", "begging"}


def test_the_longer_a_letter_the_plainer_a_sentence_must_be() -> None:
    among = (1, 3, 12, 1000)
    heard = [[model.families(line.lower(), found=False, among=many) for _, line in OBLIQUE] for many in among]
    spoken = [sum(map(bool, one)) for one in heard]
    assert spoken[0] == spoken[1] == len(OBLIQUE)
    assert spoken[1] >= spoken[2] > spoken[3]


def test_a_sentence_in_a_letter_of_three_is_heard_as_if_it_stood_alone() -> None:
    for _, line in OBLIQUE:
        alone = model.families(line.lower(), found=False)
        assert model.families(line.lower(), found=False, among=3) == alone


# What a pattern meets in a sentence that is fine: (family, its words, sentence).
LOOK_ALIKES = [
    ("frustration", "Good luck with the new", "Good luck with the new berth and the young crew."),
    ("template", "Wishing you all the best with the", "Wishing you all the best with the harvest."),
    ("begging", "in debt", "The project helps families in debt, and that is why I applied."),
]


@pytest.mark.parametrize(("family", "words", "line"), LOOK_ALIKES)
def test_a_pattern_needs_a_second_sign_where_the_model_finds_a_sentence_plainly_fine(
    family: str, words: str, line: str
) -> None:
    rule = rules()[family]
    text = line if rule.exact_case else line.lower()
    met = [one.any.search(text) for one in rule.patterns]
    assert words.lower() in {one.group().strip().lower() for one in met if one}
    assert model.is_fine(line.lower())
    assert check(line, KIND) == () or family not in {one.rule for one in check(line, KIND)}


def test_a_blank_left_open_needs_no_second_sign() -> None:
    line = "Thank you for the tour of the mill with [name] and for the flour."
    assert model.is_fine(line.lower())
    assert "placeholder" in {one.pattern for one in check(line, KIND) if one.rule == "template"}


def test_in_a_longer_letter_a_pattern_is_let_go_sooner() -> None:
    lines = [f"{line.lower()} sorry." for _, _, line in LOOK_ALIKES]
    fine = [[model.is_fine(line, among) for line in lines] for among in (1, 3, 12)]
    assert fine[0] == fine[1]
    assert all(late or not early for early, late in zip(fine[1], fine[2], strict=True))


def test_what_the_model_cannot_read_is_neither_fine_nor_told_aloud_in_a_long_letter() -> None:
    assert not model.is_fine("sorry")
    assert not model.is_sure("sorry", among=8)


def test_in_a_longer_letter_what_is_not_very_plain_becomes_a_quiet_note() -> None:
    kind_lines = "Thank you for the tea, Anna. The mill was lovely. I liked the owl. I read your book."
    loudly = {}
    for family, line in (one for one in OBLIQUE if one[0] != "template"):
        found = [one for one in of_model(f"{kind_lines} {line}") if one.rule == family]
        loudly[line] = {one.severity for one in found}
        sure = model.is_sure(line.lower(), among=5)
        assert loudly[line] <= {rules()[family].severity if sure else Severity.INFO}
    assert {Severity.INFO} in loudly.values()
    assert {Severity.WARN} in loudly.values()


STOCK = "Thank you for your time and consideration."
OWN = "I still smile about the owl on your sign. The flour is in my bread. Ben was kind. I met Tess."


def of_template(text: str) -> list[Severity]:
    return [one.severity for one in check(text, LetterKind.THANK_YOU) if one.rule == "template"]


def test_one_stock_phrase_in_a_letter_of_its_own_is_a_quiet_note() -> None:
    assert of_template(f"{OWN} {STOCK}") == [Severity.INFO]


def test_a_letter_of_stock_phrases_is_told_aloud() -> None:
    phrases = "I look forward to hearing from you. Please do not hesitate to contact me."
    assert of_template(STOCK) == [Severity.WARN]
    assert of_template(f"I met Tess. {STOCK} {phrases}") == [Severity.WARN] * 3


def test_a_blank_left_open_is_told_aloud_in_any_letter() -> None:
    assert of_template(f"{OWN} Dear [name], I wish you a good summer.") == [Severity.WARN]
