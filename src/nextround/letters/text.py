"""A letter as the checks see it: the person's own sentences, at their places in the text.

Quoted mails, signatures, disclaimers, links and addresses are not the person's words: they are blanked,
character for character, so that every place found is a place in the original text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_SAME_LENGTH = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201b": "'",
        "\u02bc": "'",
        "`": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\t": " ",
        "\r": " ",
        "\u2010": "-",
        "\u2011": "-",
    }
)

_QUOTED_LINE = re.compile(r"^[ ]*[>|][^\n]*", re.MULTILINE)
_QUOTE_BELOW = re.compile(
    r"^[ ]*(?:-{2,}[ ]*(?:original|forwarded|urspr\S+|mensaje|message)[^\n]*"
    r"|on [^\n]{6,160}(?:\n[^\n]{0,120})?wrote:[ ]*$"
    r"|(?:from|von|de): [^\n]+\n(?:sent|date|gesendet|envoy\S+|enviado): )",
    re.MULTILINE | re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^(?:--|__|—)[ ]*$", re.MULTILINE)
_SENT_FROM = re.compile(
    r"^[ ]*(?:sent from my|get outlook for|sent via) [^\n]*$", re.MULTILINE | re.IGNORECASE
)
_DISCLAIMER = re.compile(
    r"(?:this (?:e-?mail|message|communication)[^\n.]{0,80}"
    r"(?:confidential|intended (?:only|solely)|privileged)"
    r"|if you (?:have received|are not the intended|received) [^\n.]{0,60}(?:error|recipient|mistake)"
    r"|registered office|please (?:consider|think of) the environment)",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"]+|\b[\w.+-]+@[\w-]+\.[\w.-]+\b", re.IGNORECASE)
_HINT_OF_LINK = re.compile(r"@|://|www\.", re.IGNORECASE)
# a straight single quote also stands in "don't": it opens only before a word, and closes only after one
_SPOKEN = re.compile(r""""[^"\n]{1,400}"|(?<!\w)'(?=\w)(?:[^'\n]|(?<=\w)'(?=\w)){1,400}'(?!\w)""")
_SENTENCE_END = re.compile(r"[.!?\u2026]+[\"')\]]*(?=\s|$)|\n[ ]*\n")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:dr|mr|mrs|ms|mx|prof|st|jr|sr|no|vs|e\.g|i\.e|etc|approx|dept|ltd|inc|co|a\.m|p\.m|[a-z])\.$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_](?:[\w'.,:/-]*[^\W_])?")

Span = tuple[int, int]


@dataclass(frozen=True)
class Letter:
    """One text with its own words picked out. All places are characters of `text`."""

    text: str

    @cached_property
    def plain(self) -> str:
        """The text with straight quotes and plain spaces, the same length as the original."""
        return self.text.translate(_SAME_LENGTH)

    @cached_property
    def own(self) -> str:
        """`plain` with everything that is not the person's own words blanked."""
        body = _blank_from(self.plain, _QUOTE_BELOW)
        body = _blank_from(body, _SIGNATURE)
        body = _blank_each(body, _QUOTED_LINE)
        body = _blank_each(body, _SENT_FROM)
        body = _blank_disclaimers(body)
        return _blank_each(body, _LINK) if _HINT_OF_LINK.search(body) else body

    @cached_property
    def flat(self) -> str:
        """`own` in lower case on one line, spoken quotations covered with `~`: what sentence checks read."""
        covered = _SPOKEN.sub(lambda match: "~" * len(match.group()), self.own)
        return lower(covered).replace("\n", " ")

    @cached_property
    def flat_bytes(self) -> bytes:
        """`flat` in UTF-8, for patterns that only ask whether something stands in it."""
        return self.flat.encode()

    @cached_property
    def plain_one_line(self) -> str:
        """`own` on one line with its capitals: what checks of names, marks and spelling read."""
        return self.own.replace("\n", " ")

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Where the person's own sentences begin and end, in order; a sentence ends with its mark."""
        found: list[Span] = []
        start = 0
        for match in _SENTENCE_END.finditer(self.own):
            if match.group().startswith(".") and _ABBREVIATION.search(self.own[max(0, start) : match.end()]):
                continue
            found.append((start, match.end()))
            start = match.end()
        found.append((start, len(self.own)))
        trimmed = (_trim(self.own, span) for span in found)
        return tuple(span for span in trimmed if span[0] < span[1])

    @cached_property
    def words(self) -> int:
        """How many words the person wrote (links, quotes, signature and disclaimers do not count)."""
        return len(_WORD.findall(self.own))

    def sentence(self, span: Span) -> str:
        """The flat text of one sentence."""
        return self.flat[span[0] : span[1]]


def lower(text: str) -> str:
    """Lower case that never changes the length (a dotted capital I would grow)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(one if len(one) == 1 else ch for ch in text for one in [ch.lower()])


def blank(text: str, start: int, end: int, filler: str = " ") -> str:
    """`text` with the characters from `start` to `end` covered, line breaks kept."""
    return text[:start] + re.sub(r"[^\n]", filler, text[start:end]) + text[end:]


def _blank_from(text: str, pattern: re.Pattern[str]) -> str:
    match = pattern.search(text)
    return blank(text, match.start(), len(text)) if match else text


def _blank_each(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def _blank_disclaimers(text: str) -> str:
    """Disclaimers without a signature mark above them: from the start of their paragraph to the end."""
    match = _DISCLAIMER.search(text)
    if not match:
        return text
    return blank(text, text.rfind("\n", 0, match.start()) + 1, len(text))


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
