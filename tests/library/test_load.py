"""The library's own loader."""

from __future__ import annotations

from pathlib import Path

import pytest

from nextround import library


def test_load_toml_names_a_file_that_is_not_there() -> None:
    with pytest.raises(library.LibraryError, match=r"no file en/nothing\.toml"):
        library.load_toml("en/nothing.toml")


def test_load_toml_says_where_a_file_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.toml").write_text("a = 1\nb = \n")
    monkeypatch.setattr(library, "HERE", tmp_path)
    with pytest.raises(library.LibraryError, match=r"broken\.toml cannot be read: .*line 2"):
        library.load_toml("broken.toml")


def test_senders_all_have_a_name_a_kind_and_domains() -> None:
    for sender in library.load_toml("senders.toml")["sender"]:
        assert sender["name"]
        assert sender["kind"] in {"system", "assessment", "scheduling", "network"}
        assert sender["domains"]
        assert all(domain == domain.lower() and "@" not in domain for domain in sender["domains"])
