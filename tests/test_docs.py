"""The documents are true: each command is told, each link leads somewhere, each picture is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from nextround.cli.main import COMMANDS

ROOT = Path(__file__).parent.parent
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
NAMES = [name for group in COMMANDS.values() for name in group]


@pytest.mark.parametrize("name", NAMES)
def test_command_has_a_heading_in_the_docs(name):
    assert f"\n### {name}\n" in (ROOT / "docs" / "commands.md").read_text()


@pytest.mark.parametrize("name", NAMES)
def test_command_has_help_with_words_in_it(name, tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "nextround", name, "--help"],
        capture_output=True,
        text=True,
        check=False,
        env={"NEXTROUND_HOME": str(tmp_path), "PATH": "/usr/bin"},
    )
    assert run.returncode == 0, run.stderr
    assert len(run.stdout.split()) > 8
    assert run.stderr == ""


def test_help_lists_every_command_with_an_example():
    run = subprocess.run(
        [sys.executable, "-m", "nextround", "--help"], capture_output=True, text=True, check=True
    )
    for group in COMMANDS.values():
        for name, (_, short, example) in group.items():
            assert name in run.stdout
            assert short.split()[0] in run.stdout
            assert "".join(example.split()) in "".join(run.stdout.split())


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_page_links_lead_somewhere(page):
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text())
    missing = [t for t in targets if not (page.parent / t).exists()]
    assert missing == []
