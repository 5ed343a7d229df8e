"""HTML to plain text, in time that grows with its length and never more.

No HTML library: those build a tree, and ten thousand nested tags are one mail away. Nothing is
fetched, nothing is run; links and images are dropped, their words stay. Every pattern here stops at the
next `<`, so no text is walked over twice.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_OPEN, _CLOSE = "\x01", "\x02"
_SLICE = 100_000
_MOST_NAMES = 1_000  # HTML has about 110; a mail may make up any number


class _Said(dict[str, str]):
    """What a tag's name says in plain text; most say nothing. The usual names are looked up once."""

    def __missing__(self, name: str) -> str:
        said = "" if name == name.lower() else self[name.lower()]
        if len(self) < _MOST_NAMES:
            self[name] = said
        return said


_LINES = """
    address article aside body br center dd div dl dt fieldset figure footer form header hr html li main nav
    pre section tbody tfoot thead tr
"""
_PARAGRAPHS = "p h1 h2 h3 h4 h5 h6 ul ol table"
_SAID = _Said(
    {way + name: "\n" for name in _LINES.split() for way in ("", "/")}
    | {way + name: "\n\n" for name in _PARAGRAPHS.split() for way in ("", "/")}
    | {"td": " ", "th": " ", "/td": " ", "/th": " ", "li": "\n- "}
    | {"blockquote": f"\n{_OPEN}\n", "/blockquote": f"\n{_CLOSE}\n"}
)
_TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_DECLARATION = re.compile(r"<[!?][^<>]*>")
_PREFORMATTED = re.compile(r"<pre\b", re.IGNORECASE)
_SILENT = re.compile(
    r"<(script|style|title|noscript|template|svg|textarea|select|math)\b[^<>]*>", re.IGNORECASE
)
# A value in quotes that holds a `<` or `>`, which would end the tag too soon.
_SHARP_VALUE = re.compile(r'="[^"<>]*[<>][^"]*"')
# A number of a million digits is no character, and Python refuses to read it.
_ENDLESS = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")
_LINE_ENDS = re.compile(r"\n\s*")
_UNSEEN = re.compile("[\u00ad\u034f\u200b\u200c\u2060\ufeff]+")


def unescape(text: str) -> str:
    """Turn `&eacute;` and its kind into letters."""
    return html.unescape(_ENDLESS.sub("", text)) if "&" in text else text


def to_plain(source: str) -> str:
    """Give the words of an HTML text: blocks on lines of their own, quotes behind `> `."""
    text = source.replace(_OPEN, "").replace(_CLOSE, "")
    text = _without_silent(_without_comments(text))
    if text.count("<") != text.count(">"):
        text = _SHARP_VALUE.sub(lambda value: value[0].replace("<", " ").replace(">", " "), text)
    if _PREFORMATTED.search(text):
        text = text.replace("\n", "<br>")
    text = _DECLARATION.sub("", " ".join(text.split()))
    text = "".join(map(_without_tags, _slices(text)))
    return _lines(_seen(unescape(text)))


def _slices(text: str) -> Iterator[str]:
    """The text in slices that end before a tag, so that its pieces never stand in memory all at once."""
    start = 0
    while len(text) - start > _SLICE and (end := text.find("<", start + _SLICE)) >= 0:
        yield text[start:end]
        start = end
    yield text[start:]


def _without_tags(text: str) -> str:
    pieces = _TAG.split(text)
    pieces[1::2] = map(_SAID.__getitem__, pieces[1::2])
    return "".join(pieces)


def _seen(text: str) -> str:
    """Without the characters that are there to be invisible."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def _without_comments(text: str) -> str:
    """Drop `<!-- … -->`; one that never ends is kept, as text is better than none."""
    if "<!--" not in text:
        return text
    out, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        out.append(text[at:start])
        at = end + 3
    return "".join([*out, text[at:]])


def _without_silent(text: str) -> str:
    """Drop scripts, styles and other elements that nobody reads; one that never ends loses only its tag."""
    out, at = [], 0
    endless: set[str] = set()
    while (tag := _SILENT.search(text, at)) is not None:
        out.append(text[at : tag.start()])
        name = tag[1].lower()
        close = None if name in endless else _closing(name).search(text, tag.end())
        if close is None:
            endless.add(name)
        at = close.end() if close else tag.end()
    return "".join([*out, text[at:]]) if out else text


def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}[^<>]*>", re.IGNORECASE)


def _lines(text: str) -> str:
    """Tidy the lines: single spaces, one empty line between blocks, quotes marked."""
    out: list[str] = []
    depth = 0
    text = _LINE_ENDS.sub(lambda found: "\n\n" if "\n" in found[0][1:] else "\n", text)
    for line in text.split("\n"):
        if line in (_OPEN, _CLOSE):
            depth = depth + 1 if line == _OPEN else max(0, depth - 1)
            continue
        words = " ".join(line.split())
        if words:
            out.append("> " * min(depth, 9) + words if depth else words)
        elif out and out[-1]:
            out.append("")
    return "\n".join(out).strip()
