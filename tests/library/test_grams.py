import zlib

import pytest

from nextround.library import grams
from nextround.library.grams import MOST_WORDS, neighbours, pieces, sentences, sums, word_sums
from nextround.library.words import read


def test_a_text_is_cut_into_sentences_of_words_with_all_numbers_alike() -> None:
    words = sentences(read("Ref 4711 is closed.\nWe chose 2 others.", "Your job").normal)
    assert words == [["your", "job"], ["ref", "0", "is", "closed"], ["we", "chose", "0", "others"]]


def test_a_long_text_is_weighed_by_its_beginning() -> None:
    words = sentences(read("never again. " * MOST_WORDS).normal)
    assert sum(map(len, words)) == MOST_WORDS


def test_words_near_each_other_are_met_by_their_beginnings() -> None:
    met = list(neighbours(["not", "proceeding"]))
    assert met[:3] == ["^ not", "not proce", "proce $"]
    assert {"^ not proce", "^  proce", "^   $"} <= set(met)


def test_pieces_of_a_word_know_where_it_ends() -> None:
    assert list(pieces("no")) == ["#<no", "#no>", "#<no>"]


def test_checksums_are_those_of_all_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    for words in ([], ["nein"], ["leider", "nicht"], ["we", "décidé", "0", "hakkında", "we"]):
        assert sums(words) == [zlib.crc32(name.encode()) for name in neighbours(words)]
    monkeypatch.setattr(grams, "_stems", grams._Stems())
    monkeypatch.setattr(grams, "_REMEMBERED", 1)
    assert sums(["we", "are"]) == [zlib.crc32(name.encode()) for name in neighbours(["we", "are"])]


def test_checksums_of_a_word_are_its_own_and_those_of_its_pieces() -> None:
    for word in ("", "a", "no", "unfortunately", "größe", "не", "x" * 40, "é" * 40):
        assert word_sums(word) == [zlib.crc32(one.encode()) for one in (word, *pieces(word))]
