import pytest
import re2

from nextround.library.finder import Finder, meets, spans

SENTENCE = b"\nwe chose others and others chose us \n"


def test_a_pattern_is_found_where_it_is_met_and_counted() -> None:
    others = Finder("[ \\n]others ")
    assert others.first(SENTENCE) == (9, 17)
    assert others.first(SENTENCE, 12) == (20, 28)
    assert others.first(SENTENCE, 22) == (-1, -1)
    assert others.count(SENTENCE) == 2
    assert others.meets(SENTENCE)
    assert not Finder("nobody").meets(SENTENCE)
    assert Finder("nobody").count(SENTENCE) == 0


def test_a_pattern_begins_a_text_or_is_met_later() -> None:
    assert Finder("[ \\n]we ").begins(SENTENCE)
    assert not Finder("[ \\n]others ").begins(SENTENCE)
    assert not Finder("nobody").begins(SENTENCE)


@pytest.mark.parametrize("text", ["", "ab", "abab cab", "äb ab – ab", "ä"])
def test_spots_are_those_that_the_pattern_itself_gives(text: str) -> None:
    pattern = re2.compile("(?:ä|a)b")
    assert list(spans(pattern, text)) == [found.span() for found in pattern.finditer(text)]


def test_a_text_of_bytes_is_asked_for_a_pattern() -> None:
    pattern = re2.compile(r"(?:ä|a)b\b")
    assert meets(pattern, "kein äb".encode())
    assert not meets(pattern, "äbc".encode())
