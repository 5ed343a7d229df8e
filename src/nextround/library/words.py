"""Texts as phrases meet them: sentences of plain lower-case words.

Verdicts hide behind line wraps, curly quotes, no-break spaces, soft hyphens, entities and odd
Unicode. Everything of the kind is taken away once, and the way back to the writer's own words is
walked only for the few sentences where a phrase was met.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from nextround.library.script import ONE_SHAPE, WIDE, apart

# A sentence ends after one of the first characters, or a line or a bullet sets it apart. Each way begins with
# the character that was found, so that the others are passed over at the speed of C.
_SET_APART = "\n•|"
_BREAKS = (
    r"(?<=[.!?…。])[\"'”’)\]]*[ \t\u00a0]*\n+|(?<=[.!?…؟])[\"'”’)\]]*\s+(?=[^a-zà-ÿά-ώа-џґ\s])"
    r"|(?<=\n)[ \t\u00a0>]*\n\s*|(?<=\n)\s*(?=[-*•·–]\s)|(?<=[•|])\s+"
)
_BREAK = re.compile(rf"[.!?…。؟\n•|](?:{_BREAKS})")
# Where sentences follow each other without a blank.
_WIDE_BREAK = re.compile(
    rf"[.!?…。؟！？｡\n•|](?:{_BREAKS}|(?<=[。！？｡])[」』”’）)]*\s*|(?<=\n)\s*(?=[■◆●▼【・※]))"
)
_TAG = re.compile(r"<[^<>\n]{0,400}>")
_URL = re.compile(r"https?://\S+|www\.\S+")
_ONLY_WORDS = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) in "_\x1f")}
_NOT_WORD = re.compile(r"[^\w\x1f]+")
_ODD = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "＇": "'"}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u034f", "")
)
_ODD_ANYWHERE = {**_ODD, **ONE_SHAPE}
_TOKEN = re.compile(f"[{WIDE}]|[^\\s{WIDE}]+")
_ACCENT = re.compile("[\u0300-\u036f]")
_OWN_LETTERS = str.maketrans("đıłø", "dilo")
_CHARACTERS = ("\u3041", "\ud7a3")  # from the first kana to the last Korean syllable
_QUOTATION = set('"“”„«»‘「『《')
_FEW_WORDS = 10
_SHORT_FORMS = (
    ("won't", "will not"),
    ("shan't", "shall not"),
    ("can't", "can not"),
    ("cannot", "can not"),
    ("n't", " not"),
    ("'re", " are"),
    ("'ve", " have"),
    ("'ll", " will"),
    ("i'm", "i am"),
    ("we'd", "we would"),
    ("i'd", "i would"),
    ("you'd", "you would"),
    ("they'd", "they would"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text cut into sentences, with the same sentences in normal form.

    `spans` are (start, end) characters of `original`; `normal` holds one line a sentence, each line
    begun by a newline and ended by a blank, as UTF-8. The first `head` bytes of it are the subject's.
    """

    original: str
    spans: tuple[tuple[int, int], ...]
    normal: bytes
    head: int = 0

    def folded(self) -> Text:
        """The same sentences with their accents taken off, for languages often written without."""
        if self.normal.isascii():
            return self
        above, below = self.normal[: self.head].decode(), self.normal[self.head :].decode()
        head = fold(above).encode()
        return Text(self.original, self.spans, head + fold(below).encode(), len(head))

    def lines(self) -> Iterator[tuple[int, int, bytes]]:
        """Each sentence of `normal`: where it begins and ends (line ends included), and its words."""
        start = 0
        for line in self.normal.split(b"\n")[1:-1]:
            end = start + 1 + len(line)
            yield start, end + 1, line
            start = end

    def said(self) -> bytes:
        """The normal form without the sentences that begin with a quotation mark."""
        quoted = [self.original[first : first + 1] in _QUOTATION for first, _ in self.spans]
        if not any(quoted):
            return self.normal
        lines = zip(self.normal.split(b"\n")[1:], quoted, strict=False)
        return b"\n" + b"\n".join(line for line, quotation in lines if not quotation) + b"\n"

    def is_quotation(self, start: int) -> bool:
        """Whether the sentence around the byte `start` of `normal` begins with a quotation mark."""
        line = self.normal.count(b"\n", 0, start + 1) - 1
        first = self.spans[line][0]
        return self.original[first : first + 1] in _QUOTATION

    def is_short_question(self, start: int) -> bool:
        """Whether the sentence around the byte `start` of `normal` is a question of a few words."""
        line = self.normal.count(b"\n", 0, start + 1) - 1
        first, last = self.spans[line]
        sentence = self.original[first:last].rstrip()
        return sentence.endswith(("?", "？", "؟")) and len(_TOKEN.findall(sentence)) <= _FEW_WORDS

    def quote(self, start: int, end: int) -> str:
        """The writer's own words for the bytes `start` to `end` of `normal` (one sentence)."""
        line = self.normal.count(b"\n", 0, start + 1) - 1
        begin = self.normal.rfind(b"\n", 0, start + 1) + 1
        first = self.normal.count(b" ", begin, max(start + 1, begin))
        last = first + len(self.normal[start:end].split()) - 1
        return self._original_words(line, first, last)

    def _original_words(self, line: int, first: int, last: int) -> str:
        low, high = self.spans[line]
        every = (
            token.span()
            for token in _TOKEN.finditer(self.original[low:high])
            for _ in range(_words_in(token.group()))
        )
        places = list(islice(every, last + 1))
        begin, end = places[first][0], places[min(last, len(places) - 1)][1]
        return self.original[low + begin : low + end].strip(" \t\r\n.,;:!?\"'“”()。，、！？：「」『』")


def _words_in(token: str) -> int:
    """How many words of the normal form a piece of the original makes."""
    simple = token.isascii() and token.isalnum() and "cannot" not in token.lower()
    character = len(token) == 1 and _CHARACTERS[0] <= token <= _CHARACTERS[1] and token.isalnum()
    return 1 if simple or character else len(plain(token).split())


def plain(text: str) -> str:
    """Lower-case words with single blanks: `We’ve\\u00a0decided, alas,` gives `we have decided alas`."""
    return _NOT_WORD.sub(" ", _plain(text.replace("\x1f", " ")))


def plain_words(text: str) -> list[str]:
    """The words that `plain` gives, one by one."""
    said = _plain(text)
    return (said.translate(_ONLY_WORDS) if said.isascii() else _NOT_WORD.sub(" ", said)).split()


def _plain(text: str) -> str:
    if text.isascii():
        text = text.replace("`", "'").lower()
    else:
        text = apart(unicodedata.normalize("NFKC", text).lower().translate(_ODD_ANYWHERE))
    if "'" in text or "cannot" in text:
        for short, long in _SHORT_FORMS:
            text = text.replace(short, long)
    return text


def fold(text: str) -> str:
    """Letters without accents: `seleção` gives `selecao`, `başvuru` gives `basvuru`."""
    if text.isascii():
        return text
    return _ACCENT.sub("", unicodedata.normalize("NFD", text)).translate(_OWN_LETTERS)


def read(text: str, subject: str = "") -> Text:
    """Cut a subject and a text into sentences and bring each into normal form.

    Tags and links are blanked out first, entities are made letters.
    """
    above, below = _tidy(subject), _tidy(text)
    whole = (f"{above}\n\n{below}" if above else below).replace("\x1f", " ")
    spans = tuple(_spans(whole))
    normal = plain_lines("\x1f".join(whole[start:end] for start, end in spans)).encode("utf-8", "ignore")
    lines = sum(1 for start, _ in spans if start < len(above))
    return Text(whole, spans, normal, _begin_of_line(normal, lines))


def _tidy(text: str) -> str:
    text = _blank(_TAG, text) if "<" in text else text
    text = _blank(_URL, text) if "://" in text or "www." in text else text
    return html.unescape(text) if "&" in text else text


def _begin_of_line(normal: bytes, line: int) -> int:
    begin = 0
    for _ in range(line):
        begin = normal.find(b"\n", begin + 1)
    return begin


def plain_lines(joined: str) -> str:
    """Normal form of sentences that are joined by the unit separator."""
    joined = _plain(joined)
    if joined.isascii():
        lines = [" ".join(line.split()) for line in joined.translate(_ONLY_WORDS).split("\x1f")]
    else:
        lines = [line.strip() for line in _NOT_WORD.sub(" ", joined).split("\x1f")]
    return "\n" + " \n".join(lines) + " \n"


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: " " * len(found.group()), text)


def _spans(text: str) -> list[tuple[int, int]]:
    wide = not text.isascii() and any(mark in text for mark in "。！？｡【■◆●▼※")
    spans, start = [], 0
    for found in (_WIDE_BREAK if wide else _BREAK).finditer(text):
        end = found.start() + (text[found.start()] not in _SET_APART)
        if end > start:
            spans.append((start, end))
        start = found.end()
    spans.append((start, len(text)))
    return spans
