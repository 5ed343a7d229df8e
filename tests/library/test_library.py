from pathlib import Path

import pytest

from nextround import library


def test_a_missing_file_is_named() -> None:
    with pytest.raises(library.LibraryError, match=r"no file nothing\.toml"):
        library.load_toml("nothing.toml")


def test_a_broken_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.toml").write_text("a = ")
    monkeypatch.setattr(library, "HERE", tmp_path)
    with pytest.raises(library.LibraryError, match=r"broken\.toml cannot be read"):
        library.load_toml("broken.toml")


def test_english_stands_first_among_languages() -> None:
    assert library.languages()[0] == "en"
    assert {"de", "fr", "es"} <= set(library.languages())
    assert "rejection" in library.phrase_files("en")
