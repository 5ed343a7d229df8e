"""What is kept of the library between two starts, and when it is made anew."""

from __future__ import annotations

import datetime
import runpy
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from nextround import library
from nextround.library import keeping, linear, phrases
from nextround.library.words import read

REAL = library.HERE
WHOLE = ("en/phrases/rejection.toml", "en/slots.toml", "en/context.toml")


class Maker:
    """Makes the same thing each time, and knows how often it was asked to."""

    def __init__(self, made: object) -> None:
        self.made, self.times = made, 0

    def __call__(self) -> object:
        self.times += 1
        return self.made


def files(folder: Path) -> list[Path]:
    return sorted((folder / keeping.FOLDER).iterdir())


def test_what_was_made_once_is_found_again(tmp_path: Path) -> None:
    make = Maker({"words": ("no", b"yes", {1: frozenset({"ä"})}), "big": 1 << 900})
    for _ in range(3):
        assert keeping.kept(tmp_path, "xx/a.toml", [b"a", b"b"], make) == make.made
    assert make.times == 1


@pytest.mark.parametrize("nothing", [None, 0, [], {}])
def test_even_nothing_is_kept(tmp_path: Path, nothing: object) -> None:
    make = Maker(nothing)
    assert [keeping.kept(tmp_path, "a", [b""], make) for _ in range(2)] == [nothing, nothing]
    assert make.times == 1


def test_other_bytes_or_the_same_cut_elsewhere_are_made_anew(tmp_path: Path) -> None:
    make = Maker(1)
    for parts in ([b"ab", b"c"], [b"a", b"bc"], [b"ab", b"d"], [b"ab"]):
        keeping.kept(tmp_path, "a", parts, make)
    assert make.times == 4


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _one_bit_off(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


@pytest.mark.parametrize("harm", [_half, _one_bit_off, lambda _: b"", lambda _: b"not ours at all" * 9])
def test_a_spoiled_file_is_made_anew_and_mended(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    make = Maker(["words"])
    keeping.kept(tmp_path, "a", [b""], make)
    (file,) = files(tmp_path)
    file.write_bytes(harm(file.read_bytes()))
    assert keeping.kept(tmp_path, "a", [b""], make) == ["words"]
    assert keeping.kept(tmp_path, "a", [b""], make) == ["words"]
    assert make.times == 2


def test_where_nothing_can_be_written_all_works(tmp_path: Path) -> None:
    (tmp_path / keeping.FOLDER).write_text("a file in the place of the folder")
    make = Maker("words")
    assert [keeping.kept(tmp_path, "a", [b""], make) for _ in range(2)] == ["words", "words"]
    assert make.times == 2


def test_a_table_with_dates_is_not_kept(tmp_path: Path) -> None:
    make = Maker({"checked": datetime.date(2026, 1, 5)})
    assert keeping.kept(tmp_path, "a", [b""], make) == make.made
    assert not (tmp_path / keeping.FOLDER).exists()


def test_only_the_last_versions_of_a_file_stay(tmp_path: Path) -> None:
    for number in range(9):
        keeping.kept(tmp_path, "a", [b"%d" % number], Maker(number))
        keeping.kept(tmp_path, "a-b", [b"%d" % number], Maker(number))
    assert len(files(tmp_path)) == 2 * keeping.MANY
    make = Maker(0)
    keeping.kept(tmp_path, "a", [b"8"], make)
    assert make.times == 0


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with a few words of English alone, that may be changed."""
    for name in WHOLE:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(library.HERE / name, tmp_path / name)
    for module in (library, linear, phrases):
        monkeypatch.setattr(module, "HERE", tmp_path)
    _forget()
    yield tmp_path
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    for cached in (library.load_toml, library.languages, library.phrase_files, phrases.book, linear.model):
        cached.cache_clear()


def met(text: str) -> list[str]:
    _forget()
    return [hit.rule.name for hit in phrases.book("en").hits(read(text))]


def test_a_book_that_was_kept_meets_what_the_files_meet_and_follows_them(shelf: Path) -> None:
    said = "Unfortunately we have decided to move forward with other candidates. The heron is blue."
    first = met(said)
    assert first
    assert met(said) == first
    with (shelf / WHOLE[0]).open("a") as out:
        out.write('\n[[rule]]\nid = "heron"\nweight = "hint"\nsays = ["heron is blue"]\n')
    assert met(said) == [*first, "en.rejection.heron"]


def test_a_kept_book_has_the_words_of_its_language(shelf: Path) -> None:
    fresh = phrases._book("en")
    again = phrases.Book.again(fresh.plain())
    assert again.context == fresh.context
    text = read("The job.")
    assert again.look(text).count("job") == fresh.look(text).count("job") == 1
    assert [rule.name for rule in again.rules] == [rule.name for rule in fresh.rules]


def test_one_command_keeps_all_there_is(shelf: Path) -> None:
    for name in ("feedback-kinds.model", "small_words.toml"):
        shutil.copy(REAL / name, shelf / name)
    runpy.run_module("nextround.library")
    kinds = {file.name.rpartition("-")[0] for file in files(shelf)}
    assert {"en.book", "feedback-kinds.model", "small_words.toml"} <= kinds
