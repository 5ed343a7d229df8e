import pytest

from nextround import library
from nextround.library.words import read
from nextround.reading import model as second_reader
from nextround.reading.finding import Kind
from nextround.reading.model import Model, because, model, opinion, pack, unpack

HEAD = {
    "kinds": ["rejection", "applied", "other"],
    "bias": [0.0, 0.0, 0.5],
    "step": 0.1,
    "heat": 1.0,
    "figures": {"texts": 3},
}
NAMES = ["sorry", "received", "^ we"]
WEIGHTS = bytes([228, 28, 128, 28, 228, 128, 128, 128, 128])


def small() -> Model:
    return unpack(pack(HEAD, NAMES, WEIGHTS))


def test_a_packed_model_comes_back_as_it_was() -> None:
    found = small()
    assert found.kinds == (Kind.REJECTION, Kind.APPLIED, Kind.OTHER)
    assert found.figures == {"texts": 3}
    assert list(found.places) == NAMES


def test_words_move_the_shares_their_own_way() -> None:
    found = small()
    assert found.opinion([["sorry"]]).kind is Kind.REJECTION
    assert found.opinion([["received"]]).kind is Kind.APPLIED
    assert found.opinion([["sorry"], ["received"]]).kind is Kind.OTHER
    assert found.opinion([]).kind is Kind.OTHER


def test_shares_sum_to_one_and_can_be_taken_together() -> None:
    found = small().opinion([["we", "sorry"]])
    assert sum(found.shares.values()) == pytest.approx(1)
    assert found.share(*found.shares) == pytest.approx(1)
    assert found.share(Kind.REJECTION) == found.shares[Kind.REJECTION]


def test_the_sentence_that_speaks_most_for_a_kind_is_quoted() -> None:
    text = read("The train was late. I am sorry to disappoint you: we chose\nother people! Robin", "Hello")
    found = because(text, Kind.REJECTION)
    assert found.text == "I am sorry to disappoint you: we chose\nother people!"
    assert found.rule == "model.rejection"


def test_a_word_met_again_weighs_the_same_even_when_all_were_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = small()
    first = found.opinion([["sorry", "we"]])
    monkeypatch.setattr(second_reader, "_REMEMBERED", 1)
    assert found.opinion([["received", "sorry", "we"]]).shares != first.shares
    assert found.opinion([["sorry", "we"]]).shares == first.shares


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(library.LibraryError, match=r"no file nothing\.model"):
        library.load_bytes("nothing.model")


def test_the_model_that_ships_is_small_and_says_how_it_was_measured() -> None:
    assert (library.HERE / second_reader.FILE).stat().st_size < 5_000_000
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
    assert opinion(read(text)).kind is kind
