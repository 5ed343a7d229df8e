import pytest

from nextround import library
from nextround.library.words import read
from nextround.reading.finding import Kind
from nextround.reading.model import FILE, because, model, opinion


def test_the_sentence_that_speaks_most_for_a_kind_is_quoted() -> None:
    text = read("The train was late. I am sorry to disappoint you: we chose\nother people! Robin", "Hello")
    found = because(text, Kind.REJECTION)
    assert found.text == "I am sorry to disappoint you: we chose\nother people!"
    assert found.rule == "model.rejection"


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
    assert opinion(read(text)).kind == kind
