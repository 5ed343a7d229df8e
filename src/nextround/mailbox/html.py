"""HTML to plain text, in time that grows with its length and never more.

No HTML library: those build a tree, and ten thousand nested tags are one mail away. Nothing is
fetched, nothing is run; links and images are dropped, their words stay. Every pattern here stops at the
next `<`, so no text is walked over twice.
"""

from __future__ import annotations

import html
import re

_OPEN, _CLOSE = "\x01", "\x02"
_MOST_NAMES = 1_000  # HTML has about 110; a mail may make up any number


class _Said(dict[str, str | None]):
    """What a tag says in plain text, by what stands in it before the first space; most say nothing.

    None stands for what is no tag, and for those that nobody reads (scripts). Each is looked up once.
    """

    def __missing__(self, first: str) -> str | None:
        name = _NAME.match(first)
        said = None
        if name is not None and name[0].lower() not in _SILENT_NAMES:
            said = _NAMES.get(name[0].lower(), "")
        if len(self) < _MOST_NAMES:
            self[first] = said
        return said


_LINES = """
    address article aside body br center dd div dl dt fieldset figure footer form header hr html li main nav
    pre section tbody tfoot thead tr
"""
_PARAGRAPHS = "p h1 h2 h3 h4 h5 h6 ul ol table"
_NAMES = (
    {way + name: "\n" for name in _LINES.split() for way in ("", "/")}
    | {way + name: "\n\n" for name in _PARAGRAPHS.split() for way in ("", "/")}
    | {"td": " ", "th": " ", "/td": " ", "/th": " ", "li": "\n- "}
    | {"blockquote": f"\n{_OPEN}\n", "/blockquote": f"\n{_CLOSE}\n"}
)
_SAID = _Said()
_NAME = re.compile(r"/?[a-zA-Z][a-zA-Z0-9]*")
_SILENT_NAMES = frozenset("script style title noscript template svg textarea select math".split())  # noqa: SIM905
_PREFORMATTED = re.compile(r"<pre\b", re.IGNORECASE)
# A value in quotes that holds a `<` or `>`, which would end the tag too soon.
_SHARP_VALUE = re.compile(r'="[^"<>]*[<>][^"]*"')
# A number of a million digits is no character, and Python refuses to read it.
_ENDLESS = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")
_SEVERAL = re.compile("<<+")
_OTHER_SPACES = "\t\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_UNSEEN = re.compile("[\u00ad\u034f\u200b\u200c\u2060\ufeff]+")


def unescape(text: str) -> str:
    """Turn `&eacute;` and its kind into letters."""
    return html.unescape(_ENDLESS.sub("", text)) if "&" in text else text


def to_plain(source: str) -> str:
    """Give the words of an HTML text: blocks on lines of their own, quotes behind `> `."""
    text = _SEVERAL.sub("<", source.replace(_OPEN, "").replace(_CLOSE, ""))
    if text.count("<") != text.count(">"):
        text = _SHARP_VALUE.sub(lambda value: value[0].replace("<", " ").replace(">", " "), text)
    if ("<pre" in text or "<PRE" in text) and _PREFORMATTED.search(text):
        text = text.replace("\n", "<br>")
    return _lines(_seen(unescape(_without_tags(text.replace("\n", " ")))))


def _without_tags(text: str) -> str:
    """The words between the tags. What looks like a tag and is none stays."""
    pieces = text.split("<")
    out, go_on, endless = [pieces[0]], 1, set[str]()
    for at, piece in enumerate(pieces):
        if at < go_on:
            continue
        tag, sharp, words = piece.partition(">")
        said = _SAID[tag.partition(" ")[0]]
        if sharp and said is not None:
            out.append(said)
        else:
            words, go_on = _odd(pieces, at, endless)
        out.append(words)
    return "".join(out)


def _odd(pieces: list[str], at: int, endless: set[str]) -> tuple[str, int]:
    """What a piece says that begins with no usual tag, and with which piece to go on.

    A comment, or an element that nobody reads, is left out with all that is in it. One that never ends loses
    only its tag, as text is better than none; it is in `endless` from then on, so that nobody looks twice.
    """
    piece = pieces[at]
    if piece.startswith("!--") and "!--" not in endless:
        for end in range(at, len(pieces)):
            _, closes, after = pieces[end][3 if end == at else 0 :].partition("-->")
            if closes:
                return after, end + 1
        endless.add("!--")
    tag, sharp, words = piece.partition(">")
    name = _NAME.match(tag)
    if not sharp or not (name or piece.startswith(("!", "?"))):
        return "<" + piece, at + 1
    close = "/" + name[0].lower() if name else ""
    if close and close not in endless:
        for end in range(at + 1, len(pieces)):
            if pieces[end][: len(close)].lower() == close and ">" in pieces[end]:
                return "", end
        endless.add(close)
    return words, at + 1


def _seen(text: str) -> str:
    """Without the characters that are there to be invisible."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def _lines(text: str) -> str:
    """Tidy the lines: single spaces, one empty line between blocks at most, quotes marked."""
    text = _tidy(text)
    if _OPEN not in text and _CLOSE not in text:
        return text
    out: list[str] = []
    depth = 0
    for line in text.split("\n"):
        if line in (_OPEN, _CLOSE):
            depth = depth + 1 if line == _OPEN else max(0, depth - 1)
        elif line:
            out.append("> " * min(depth, 9) + line)
        elif out and out[-1]:
            out.append("")
    return "\n".join(out).strip()


def _tidy(text: str) -> str:
    """White space as few characters as say the same; in whole passes, as Python is slow by the line."""
    for space in _OTHER_SPACES:  # each takes next to no time, where a pattern of all of them takes much
        text = text.replace(space, " ")
    for many, one in (("  ", " "), (" \n", "\n"), ("\n ", "\n"), ("\n\n\n", "\n\n")):
        while many in text:
            text = text.replace(many, one)
    return text.strip()
