"""HTML to plain text, in time that grows with its length and never more.

No HTML library: those build a tree, and ten thousand nested tags are one mail away. Nothing is
fetched, nothing is run; links and images are dropped, their words stay.
"""

from __future__ import annotations

import html
import re

BREAKS = frozenset(
    """
    address article aside blockquote br center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6
    header hr li main nav ol p pre section table tbody tfoot thead tr ul body html
    """.split()  # noqa: SIM905
)
PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote"))
CELLS = frozenset({"td", "th"})
SILENT = frozenset({"script", "style", "title", "noscript", "template", "svg", "textarea", "select", "math"})
NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]*)")
SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")
# A number of a million digits is no character, and Python refuses to read it.
ENDLESS = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u034f\u200b\u200c\u2060\ufeff\x01\x02"))
OPEN, CLOSE = "\x01", "\x02"
LONGEST_TAG = 20_000


def unescape(text: str) -> str:
    """Turn `&eacute;` and its kind into letters."""
    return html.unescape(ENDLESS.sub("", text)) if "&" in text else text


def to_plain(source: str) -> str:
    """Give the words of an HTML text: blocks on lines of their own, quotes behind `> `."""
    return _lines("".join(_Reader(source).pieces()))


class _Reader:
    """Walks over the source once; `ends` remembers what does not come again, so nothing is sought twice."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.ends: set[str] = set()
        self.pre = 0

    def pieces(self) -> list[str]:
        out: list[str] = []
        source, at = self.source, 0
        while (tag := source.find("<", at)) >= 0:
            out.append(self._words(source[at:tag]))
            at, said = self._tag(tag)
            out.append(said)
        out.append(self._words(source[at:]))
        return out

    def _words(self, text: str) -> str:
        if not text:
            return ""
        text = unescape(text).translate(UNSEEN)
        return text if self.pre else SPACE.sub(" ", text)

    def _seek(self, what: str, at: int) -> int:
        """Where `what` stands next, after itself; -1 when it does not come again."""
        if what in self.ends:
            return -1
        found = self.source.find(what, at)
        if found < 0:
            self.ends.add(what)
            return -1
        return found + len(what)

    def _tag(self, at: int) -> tuple[int, str]:
        """Read what starts with `<` at `at`: where to go on, and what it says."""
        if self.source.startswith("<!--", at):
            end = self._seek("-->", at + 4)
            return (end, "") if end >= 0 else (at + 4, "")
        name = NAME.match(self.source, at + 1)
        if name is None and self.source[at + 1 : at + 2] not in ("!", "?"):
            return at + 1, "<"
        end = self._tag_end(at + 1)
        if end < 0:
            return at + 1, "" if name is None else "<"
        if name is None:
            return end, ""
        return self._element(name[1].lower(), self.source[at + 1] == "/", end)

    def _tag_end(self, at: int) -> int:
        """After the `>` that closes a tag; one inside a quoted attribute does not."""
        end = self._seek(">", at)
        first = end
        while 0 <= end < at + LONGEST_TAG and _open_quote(self.source[at:end]):
            end = self._seek(">", end)
            if end - first > 2_000:
                return first
        return end if 0 <= end < at + LONGEST_TAG else first

    def _element(self, name: str, closes: bool, end: int) -> tuple[int, str]:
        if name in SILENT and not closes:
            after = self._silent_end(name, end)
            return (after, "") if after >= 0 else (end, "")
        if name == "pre":
            self.pre = max(0, self.pre + (-1 if closes else 1))
        if name == "blockquote":
            return end, f"\n{CLOSE if closes else OPEN}\n"
        if name == "li" and not closes:
            return end, "\n- "
        if name in PARAGRAPHS:
            return end, "\n\n"
        return end, "\n" if name in BREAKS else " " if name in CELLS else ""

    def _silent_end(self, name: str, at: int) -> int:
        """After the closing tag of an element whose content nobody reads."""
        close = "</" + name
        if close in self.ends:
            return -1
        found = re.compile(re.escape(close), re.IGNORECASE).search(self.source, at)
        if found is None:
            self.ends.add(close)
            return -1
        return self._seek(">", found.end())


def _open_quote(tag: str) -> bool:
    """Whether an attribute's quote is still open at the end of a piece of a tag."""
    return tag.count('="') > 0 and tag.count('"') % 2 == 1


def _lines(text: str) -> str:
    """Tidy the lines: no spaces at their ends, one empty line between blocks, quotes marked."""
    out: list[str] = []
    depth = 0
    for line in text.split("\n"):
        depth = max(0, depth + line.count(OPEN) - line.count(CLOSE))
        words = line.strip(f" {OPEN}{CLOSE}\r\t")
        if words:
            out.append("> " * min(depth, 9) + words if depth else words)
        elif out and out[-1]:
            out.append("")
    return "\n".join(out).strip()
