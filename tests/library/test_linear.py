import json
import zlib

import pytest

from nextround import library
from nextround.library import linear
from nextround.library.linear import Model, pack, unpack

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


def unordered() -> Model:
    """The same from a file whose pieces stand in another order."""
    said = "\n".join([json.dumps(HEAD), *NAMES]).encode()
    assert sorted(NAMES, key=lambda name: zlib.crc32(name.encode())) != NAMES
    return unpack(zlib.compress(said + b"\n\n" + WEIGHTS))


def test_a_packed_model_comes_back_as_it_was() -> None:
    found = small()
    assert found.kinds == ("rejection", "applied", "other")
    assert found.figures == {"texts": 3}
    assert found.opinion([["sorry"]]) == unordered().opinion([["sorry"]])
    assert found.opinion([["received"]]) == unordered().opinion([["received"]])


def test_words_move_the_shares_their_own_way() -> None:
    found = small()
    assert found.opinion([["sorry"]]).kind == "rejection"
    assert found.opinion([["received"]]).kind == "applied"
    assert found.opinion([["sorry"], ["received"]]).kind == "other"
    assert found.opinion([]).kind == "other"


def test_shares_sum_to_one_and_can_be_taken_together() -> None:
    found = small().opinion([["we", "sorry"]])
    assert sum(found.shares.values()) == pytest.approx(1)
    assert found.share(*found.shares) == pytest.approx(1)
    assert found.share("rejection") == found.shares["rejection"]


def test_a_word_met_again_weighs_the_same_even_when_all_were_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = small()
    first = found.opinion([["sorry", "we"]])
    monkeypatch.setattr(linear, "_REMEMBERED", 1)
    assert found.opinion([["received", "sorry", "we"]]).shares != first.shares
    assert found.opinion([["sorry", "we"]]).shares == first.shares


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(library.LibraryError, match=r"no file nothing\.model"):
        library.load_bytes("nothing.model")


def test_a_model_tells_which_words_it_was_taught() -> None:
    assert small().known(["received", "we", "received"]) == 2
    assert small().known(["przepraszam"]) == 0


def test_what_else_is_known_of_a_text_moves_the_shares_as_words_do() -> None:
    found = small()
    assert found.opinion([["we"]]).kind == "other"
    assert found.opinion([["we"]], meant=found.weight(["sorry"])).kind == "rejection"
    assert found.opinion([["we"]], meant=found.weight(["never learned"])) == found.opinion([["we"]])
