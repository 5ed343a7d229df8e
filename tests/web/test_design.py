"""The design's promises that can be measured without a browser."""

from __future__ import annotations

import hashlib
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
WEB = ROOT / "src/nextround/web"


def contrast() -> ModuleType:
    spec = importlib.util.spec_from_file_location("contrast", ROOT / "docs/contrast.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MEASURE = contrast()
THEMES = MEASURE.themes(MEASURE.TOKENS.read_text())


@pytest.mark.parametrize("theme", sorted(THEMES))
@pytest.mark.parametrize("pair", MEASURE.PAIRS, ids=lambda pair: pair[0])
def test_colours_are_told_apart(theme: str, pair: tuple[str, str, str, float]) -> None:
    _, colour, ground, least = pair
    assert MEASURE.ratio(THEMES[theme][colour], THEMES[theme][ground]) >= least


def test_both_dark_blocks_are_the_same() -> None:
    assert THEMES["dark"] == THEMES["dark by the computer"]


def test_figures_in_the_design_page_are_those_measured() -> None:
    assert MEASURE.PAGE.read_text() == MEASURE.page()


def test_colours_are_named_in_the_tokens_alone() -> None:
    for sheet in (WEB / "static").glob("*.css"):
        if sheet.name != "tokens.css":
            screen = sheet.read_text().split("@media print")[0]
            assert re.findall(r"#[0-9a-fA-F]{3,8}\b", screen) == [], sheet.name


def test_every_token_used_is_there() -> None:
    known = set(re.findall(r"--([a-z0-9-]+):", (WEB / "static/tokens.css").read_text()))
    for sheet in (WEB / "static").glob("*.css"):
        assert set(re.findall(r"var\(--([a-z0-9-]+)", sheet.read_text())) <= known, sheet.name


@pytest.mark.parametrize("folder", [WEB / "static/vendor", ROOT / "tests/browser/vendor"])
def test_vendored_files_are_those_listed(folder: Path) -> None:
    rows = re.findall(r"^\| `([^`]+)` .*`([0-9a-f]{64})` \|$", (folder / "VENDORED.md").read_text(), re.M)
    there = {path.name for path in folder.iterdir() if path.suffix in {".js", ".woff2", ".css"}}
    assert {name for name, _ in rows} == there
    for name, digest in rows:
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_stylesheets_fetch_from_nowhere_else() -> None:
    for sheet in (WEB / "static").glob("*.css"):
        assert not re.search(r"https?:|//[a-z]|@import", sheet.read_text()), sheet.name
