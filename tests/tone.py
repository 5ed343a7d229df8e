"""Every string of ours that a person may read, found where it stands."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parents[1] / "src" / "nextround"
# Rooms whose sentences reach a person; `reading` and `mailbox` hold other people's words.
ROOMS = ("playbook", "insight", "letters", "desk", "web", "cli", "journey")
# In a file of the library, what stands under these keys is read by a person.
SHOWN = {
    *("says", "word", "said", "ask", "help", "asks", "name", "low", "high", "for", "advice", "when", "does"),
    *("note", "hint", "guidance", "topic", "label", "title", "why", "about"),
}
# `sounds` are the harsh words that people say to themselves, quoted as such.
# A regular expression, a selector or markup: nobody reads it.
PATTERN = re.compile(r"\\[bwsd(]|\(\?|</|[{}|]|::")
FILES = (
    *("feelings", "traps", "outside", "debrief", "mock", "careers", "support", "themes", "questions"),
    *(f"playbook/{p.stem}" for p in sorted((SOURCE / "library/playbook").glob("*.toml"))),
    *(f"letter_checks/{p.stem}" for p in sorted((SOURCE / "library/letter_checks").glob("*.toml"))),
)


def everything() -> Iterator[tuple[str, str]]:
    """(where, words) of each string."""
    for template in sorted(SOURCE.rglob("templates/**/*.html")):
        yield from ((place(template), words) for words in of_template(template.read_text(encoding="utf-8")))
    for name in FILES:
        file = SOURCE / "library" / f"{name}.toml"
        yield from (
            (place(file), words) for words in of_toml(tomllib.loads(file.read_text(encoding="utf-8")))
        )
    for room in ROOMS:
        for source in sorted((SOURCE / room).rglob("*.py")):
            yield from ((place(source), words) for words in of_python(source.read_text(encoding="utf-8")))
    for script in sorted((SOURCE / "web/static").glob("*.js")):
        yield from ((place(script), words) for words in of_script(script.read_text(encoding="utf-8")))


def place(file: Path) -> str:
    return str(file.relative_to(SOURCE))


def of_template(html: str) -> Iterator[str]:
    """The text between the tags, and in the attributes that are read aloud or shown."""
    html = re.sub(r"\{#.*?#\}|<!--.*?-->|<script\b.*?</script>|<svg\b.*?</svg>", " ", html, flags=re.S)
    for attribute in re.findall(r'\b(?:aria-label|title|alt|placeholder)="([^"]*)"', html):
        yield plain(attribute)
    html = re.sub(r"</?(?:a|strong|em|span|kbd|time|code|b|i)\b[^>]*>", "", html)
    for text in re.split(r"<[^>]*>", html):
        if words := plain(text):
            yield words


def plain(text: str) -> str:
    """What is left for the reader: a value stands as `…`, and a choice between words as both."""
    text = re.sub(r"\{\{.*?\}\}", "…", text, flags=re.S)
    return " ".join(unescape(re.sub(r"\{%.*?%\}", " ", text, flags=re.S)).split())


def of_toml(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from of_toml(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from of_toml(inner, key)
    elif isinstance(value, str) and key in SHOWN and value and not PATTERN.search(value):
        yield value


def of_python(source: str) -> Iterator[str]:
    """The strings that hold words of a sentence, without docstrings."""
    tree = ast.parse(source)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inside = {
        id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)
    } - {id(node) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)}
    for node in ast.walk(tree):
        if id(node) in docs or id(node) in inside:
            continue
        if isinstance(node, ast.JoinedStr):
            yield from said(
                "".join(p.value if isinstance(p, ast.Constant) else "…" for p in node.values)  # type: ignore[misc]
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from said(node.value)


def of_script(source: str) -> Iterator[str]:
    source = re.sub(r"/\*.*?\*/|^\s*//[^\n]*|\s//\s[^\n]*", "", source, flags=re.S | re.M)
    for words in re.findall(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`', source):
        yield from said(re.sub(r"\$\{[^}]*\}", "…", "".join(words)))


def said(words: str) -> Iterator[str]:
    """`words` where they read as a sentence: at least three words, and no pattern or markup."""
    if len(re.findall(r"[A-Za-z]{2,}", words)) >= 3 and not PATTERN.search(words):
        yield " ".join(words.split())
