import pytest

from nextround import library
from nextround.library.grams import sentences
from nextround.library.senses import senses
from nextround.library.words import read
from nextround.reading.finding import Kind
from nextround.reading.model import FILE, TALK, because, model, opinion


def test_the_sentence_that_speaks_most_for_a_kind_is_quoted() -> None:
    text = read("The train was late. I am sorry to disappoint you: we chose\nother people! Robin", "Hello")
    found = because(text, Kind.REJECTION, "en")
    assert found.text == "I am sorry to disappoint you: we chose\nother people!"
    assert found.rule == "model.rejection"


@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_what_words_mean_weighs_as_much_as_the_signs_that_training_saw(language: str) -> None:
    said = sentences(read("Unfortunately we chose others. Leider nein, und wir haben andere gewählt.").normal)
    signs = [sign for sentence in said for sign in senses(language).signs(sentence)]
    text = read("Unfortunately we chose others. Leider nein, und wir haben andere gewählt.")
    told, plain = model().opinion(said, signs).shares, model().opinion(said).shares
    found = opinion(text, language).shares
    assert found[Kind.REJECTION] == told[Kind.REJECTION]
    assert (found[Kind.REJECTION] == plain[Kind.REJECTION]) == (language == "ja")


def test_talk_that_decides_nothing_is_other_mail_to_everybody_else() -> None:
    text = read("Thursday at two is fine, see you then.")
    told = model().opinion(sentences(text.normal)).shares
    assert TALK in told
    assert TALK not in opinion(text, "ja").shares
    assert opinion(text, "ja").shares[Kind.OTHER] == told[Kind.OTHER] + told[TALK]


def test_the_model_that_ships_is_small_and_says_how_it_was_measured() -> None:
    assert (library.HERE / FILE).stat().st_size < 5_000_000
    figures = model().figures
    assert figures["texts"] > 5_000
    assert figures["groups"] > 500
    assert figures["kinds"]["rejection"]["f1"] > 0.65


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("For the place at our oven we are going to stay with the baker from Hull.", Kind.REJECTION),
        ("We will look through what you sent us and be in touch by the end of the month.", Kind.APPLIED),
        ("Shall we meet on Thursday at two, so that you can see the workshop?", Kind.INTERVIEW),
        ("The plumber comes on Friday, please leave the key with the neighbours.", Kind.OTHER),
    ],
)  # fmt: skip
def test_wordings_in_no_list_are_told_apart(text: str, kind: Kind) -> None:
    assert opinion(read(text), "en").kind == kind
