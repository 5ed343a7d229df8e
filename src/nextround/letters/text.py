"""A letter as the checks see it: the person's own sentences, at their places in the text.

Quoted mails, signatures, disclaimers, links and addresses are not the person's words: they are blanked,
character for character, so that every place found is a place in the original text.

Most letters hold nothing of the kind. One look in linear time tells so (`_NOT_OWN`, `_MAY_QUOTE`); where it
is in doubt, the exact patterns look.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import re2

from nextround.library.finder import meets

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
# Whatever any pattern above needs, and letters that `re` takes for an i, k or s.
_NOT_OWN = re2.compile(
    r"(?im)^ *(?:[>|]|--|__|\x{2014}|sent from my|get outlook for|sent via)|wrote:"
    r"|\n(?:sent|date|gesendet|envoy|enviado)|this (?:e-?mail|message|communication)"
    r"|if you (?:have received|are not the intended|received)|registered office"
    r"|please (?:consider|think of) the env|@|://|www\.|(?-i:[\x{130}\x{131}\x{17F}\x{212A}])"
)
# a straight single quote also stands in "don't": it opens only before a word, and closes only after one
_SPOKEN = re.compile(r""""[^"\n]{1,400}"|(?<!\w)'(?=\w)(?:[^'\n]|(?<=\w)'(?=\w)){1,400}'(?!\w)""")
_MAY_QUOTE = re2.compile(r""""|(?:^|[^0-9A-Za-z_])'""")
# Both ways begin with a character of one set, so that all others are passed over at the speed of C.
_SENTENCE_END = re.compile(r"[.!?\u2026\n](?:(?<=\n)[ ]*\n|(?<!\n)[.!?\u2026]*[\"')\]]*(?=\s|$))")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:dr|mr|mrs|ms|mx|prof|st|jr|sr|no|vs|e\.g|i\.e|etc|approx|dept|ltd|inc|co|a\.m|p\.m|[a-z])\.$",
    re.IGNORECASE,
)
_ABBREVIATED = 9  # characters: more than the longest of these with what stands around it
_WORD = re.compile(r"[^\W_](?:[\w'.,:/-]*[^\W_])?")
# What stands between words, and what may stand within one.
_BETWEEN = {code: " " for code in range(128) if not chr(code).isalnum()} | dict.fromkeys(map(ord, "_'.,:/-"))

Span = tuple[int, int]


@dataclass(frozen=True)
class Letter:
    """One text with its own words picked out. All places are characters of `text`."""

    text: str

    @cached_property
    def plain(self) -> str:
        """The text with straight quotes and plain spaces, the same length as the original."""
        if self.text.isascii():
            return self.text.replace("`", "'").replace("\t", " ").replace("\r", " ")
        return self.text.translate(_SAME_LENGTH)

    @cached_property
    def own(self) -> str:
        """`plain` with everything that is not the person's own words blanked."""
        if not meets(_NOT_OWN, self.plain.encode(errors="replace")):
            return self.plain
        body = _blank_from(self.plain, _QUOTE_BELOW)
        body = _blank_from(body, _SIGNATURE)
        body = _blank_each(body, _QUOTED_LINE)
        body = _blank_each(body, _SENT_FROM)
        body = _blank_disclaimers(body)
        return _blank_each(body, _LINK)

    @cached_property
    def flat(self) -> str:
        """`own` in lower case on one line, spoken quotations covered with `~`: what sentence checks read."""
        own = self.own
        if meets(_MAY_QUOTE, own.encode(errors="replace")):
            own = _SPOKEN.sub(lambda match: "~" * len(match.group()), own)
        return lower(own).replace("\n", " ")

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
            end = match.end()
            if _ABBREVIATION.search(self.own[max(start, end - _ABBREVIATED) : end]):
                continue
            found.append((start, end))
            start = end
        found.append((start, len(self.own)))
        trimmed = (_trim(self.own, span) for span in found)
        return tuple(span for span in trimmed if span[0] < span[1])

    @cached_property
    def words(self) -> int:
        """How many words the person wrote (links, quotes, signature and disclaimers do not count)."""
        if self.own.isascii():
            return len(self.own.translate(_BETWEEN).split())
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
