"""The first look: could this mail concern a job search at all?

It may let anything through and must lose nothing (`library/<lang>/first_look.toml`). Whatever a full
reading of a mail would meet, the look over its raw text meets too, so what mail programs put between two
words (tags, entities, line ends, quote marks) is part of the one pattern. It looks at bytes: any byte
beyond ASCII may stand for any Latin letter with an accent, so most mail is looked at as it came.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import Any

import re2

from nextround.library import HERE, load_toml
from nextround.library.script import ONE_SHAPE, folded
from nextround.mailbox.message import Message

_ENTITY = r"&[#a-zA-Z0-9]+;"
_HIGH = r"[\x80-\xff]"
# What may stand between two words.
_BETWEEN = rf"(?:[\s>*_|\x80-\xff]|<[^<>]*>|{_ENTITY})+"
# What stands inside a word only to be invisible, or to give one letter another shape.
_UNSEEN = (
    r"&(?:shy|zwnj|zwj|#173|#x0*ad|#820[3-5]|#x0*200[b-d]|#847|#8288|#65279);"
    r"|\xc2\xad|\xcd\x8f|\xe2\x80[\x8b-\x8d]|\xe2\x81\xa0|\xef\xbb\xbf"
)
_INLINE = r"</?(?:a|abbr|b|big|em|font|i|mark|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]*)?/?>"
_BROKEN = rf"[a-z\x80-\xff](?:{_UNSEEN}|{_INLINE})+[a-z\x80-\xff]|[a-z]\xad[a-z]"
# Letters written as numbers (`&#97;`): Latin ones, Greek to Arabic, Chinese to Korean.
_NUMBERED = (
    r"&#0*(?:6[5-9]|[78][0-9]|90|9[7-9]|1[01][0-9]|12[0-2]|8[89][0-9]|9[0-9][0-9]|1[0-7][0-9]{2}|1[2-9][0-9]{3}|[2-6][0-9]{4});"
    r"|&#x0*(?:[46][1-9a-f]|[57][0-9a]|3[7-9a-f][0-9a-f]|[456][0-9a-f]{2}|[3-9a-d][0-9a-f]{3});"
)
_NOISE = re.compile(rf"{_BROKEN}|{_NUMBERED}".encode("ascii"), re.IGNORECASE)
_MOST_NOISE = 200  # broken words in one text; whoever breaks up more has something to hide
# A byte of a soft hyphen alone is one behind a Latin letter; elsewhere it is part of a letter in UTF-8.
_TO_CLEAN = re.compile(rf"{_UNSEEN}|{_INLINE}|(?<=[a-z])\xad".encode("ascii"), re.IGNORECASE)
_TO_LETTER = re.compile(_NUMBERED.encode("ascii"), re.IGNORECASE)
_BARE = {
    "ä": "ae?",
    "ö": "oe?",
    "ü": "ue?",
    "ß": "ss",
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "ı": "i",
    "đ": "d",
}
_DOMAIN = re.compile(rb"@([A-Za-z0-9.-]{1,253})")
# A short phrase must begin where a word does, or it would be found inside longer ones.
_SHORT = 6
_WIDE_FROM = 0x3000
# What an automaton may take. With too little for all its phrases it does without its quick way and is fifteen
# times slower; on real text it takes 2 MB.
MOST_MEMORY = 64 << 20


def _letter(char: str) -> str:
    if char in "'’":
        return rf"(?:['`]|{_HIGH}+|{_ENTITY})?"
    if char == "-":
        return rf"(?:[-\s]|{_HIGH}+|{_ENTITY})"
    if char.isascii():
        return char if char.isalnum() else "\\" + char
    plain = _BARE.get(char) or unicodedata.normalize("NFD", char)[0]
    if not plain.isascii():
        return _of_other_script(folded(char))
    return rf"(?:{plain}{_HIGH}*|{_HIGH}+|{_ENTITY})"


def _of_other_script(char: str) -> str:
    """A letter in every shape it has: capital, with an accent, at a word's end. Wide ones may end a line."""
    shapes = "|".join(_utf8(one) for one in sorted({char, *_shapes().get(char, ())}))
    return f"(?:{shapes})" + (r"(?:\r?\n)?" if ord(char) > _WIDE_FROM else "")


@cache
def _shapes() -> dict[str, list[str]]:
    shapes: dict[str, list[str]] = {}
    for code in (*range(0x370, 0x700), *filter(lambda code: code > _WIDE_FROM, ONE_SHAPE)):
        shapes.setdefault(folded(chr(code)), []).append(chr(code))
    return shapes


def _utf8(char: str) -> str:
    return "".join(rf"\x{byte:02x}" for byte in char.encode())


def pattern_of(phrase: str) -> str:
    """One phrase of a first-look file as a pattern over bytes."""
    words = []
    for word in phrase.lower().split():
        letters = "".join(map(_letter, word.rstrip("*")))
        words.append(letters + (r"[a-z\x80-\xff]*" if word.endswith("*") else ""))
    pattern = _BETWEEN.join(words).removesuffix(r"[a-z\x80-\xff]*")
    return (r"\b" if len(phrase) <= _SHORT and phrase[0].isascii() else "") + pattern


def without_longer(phrases: list[str]) -> list[str]:
    """Leave out each phrase that begins with another one: whoever meets it meets the shorter one too."""
    kept: list[str] = []
    for phrase in sorted({phrase.lower().rstrip("*") for phrase in phrases}):
        if not (kept and len(kept[-1]) > _SHORT and phrase.startswith(kept[-1])):
            kept.append(phrase)
    return kept


def _automaton(phrases: list[str], *more: str) -> Any:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.case_sensitive = False
    options.max_mem = MOST_MEMORY
    options.never_capture = True
    options.log_errors = False
    return re2.compile("|".join([*map(pattern_of, without_longer(phrases)), *more]).encode("ascii"), options)


def _phrases(which: str) -> list[str]:
    """The phrases of all languages."""
    languages = sorted(path.parent.name for path in HERE.glob("*/first_look.toml"))
    return [phrase for one in languages for phrase in load_toml(f"{one}/first_look.toml").get(which, ())]


@cache
def _words_or_noise() -> Any:
    """One automaton over them and over words that are broken up by something: those are mended."""
    return _automaton(_phrases("phrases"), _BROKEN, _NUMBERED)


@cache
def _words_of_subjects() -> Any:
    """In a subject a word tells more: these count there alone."""
    return _automaton(_phrases("subject"))


@cache
def _words_of_senders() -> Any:
    """In the name or address of a sender as well."""
    return _automaton(_phrases("sender"))


def prepare() -> None:
    """Build the automatons now, so that a copy of this process has them already."""
    for automaton in (_words_or_noise(), _words_of_subjects(), _words_of_senders()):
        automaton.search(b"this role, recruiting")  # what is met builds the part that goes backwards, too


def says(text: bytes) -> bool:
    """Whether a text may concern a job search."""
    found = _words_or_noise().search(text)
    return found is not None and _says_from(text, found)


def _says_from(text: bytes, found: Any, offset: int = 0) -> bool:
    """Whether a text whose first word or noise was `found`, `offset` bytes further on, says something.

    As it came, or with its broken words mended: with `th<b>is</b> role` it says more then, with
    `this<i>role` less.
    """
    return not _is_noise(found[0]) or _has_words(text, found.start() - offset + 1) or _has_words(mended(text))


def _has_words(text: bytes, at: int = 0) -> bool:
    """Whether a text says something from a place on, whatever noise is in it; yes, if it has no end."""
    for _ in range(_MOST_NOISE):
        found = _words_or_noise().search(text, at)
        if found is None:
            return False
        if not _is_noise(found[0]):
            return True
        at = found.start() + 1
    return True


def _is_noise(found: bytes) -> bool:
    return _NOISE.fullmatch(found) is not None


def subject_says(subject: bytes) -> bool:
    """Whether a subject may."""
    return says(subject) or _words_of_subjects().search(subject) is not None


def saying(texts: Sequence[bytes | memoryview]) -> set[int]:
    """The places of the texts that may. Many are asked together, as every question has its price."""
    met = _met(_words_or_noise(), texts)
    return {which for which, offset, found in met if _says_from(bytes(texts[which]), found, offset)}


def subjects_saying(subjects: Sequence[bytes]) -> set[int]:
    """The same of subjects."""
    return saying(subjects) | {which for which, _, _ in _met(_words_of_subjects(), subjects)}


def senders_saying(senders: Sequence[bytes]) -> set[int]:
    """The places of the senders, decoded, whose name or address says that people are hired there."""
    return {which for which, _, _ in _met(_words_of_senders(), senders)}


def _met(automaton: Any, texts: Sequence[bytes | memoryview]) -> Iterator[tuple[int, int, Any]]:
    """Each text in which the automaton meets something: its place, where it begins among all, what is met.

    A tag left open in one text may reach into the next one: that lets more through, and hides nothing.
    """
    joined = b"\0".join(texts)
    ends = list(accumulate(len(text) + 1 for text in texts))
    at = 0
    while at < len(joined) and (found := automaton.search(joined, at)) is not None:
        which = bisect_right(ends, found.start())
        yield which, ends[which] - len(texts[which]) - 1, found
        at = ends[which]


def mended(text: bytes) -> bytes:
    """A text whose words are whole again."""
    return _TO_LETTER.sub(_as_letter, _TO_CLEAN.sub(b"", text))


def _as_letter(entity: re.Match[bytes]) -> bytes:
    number = entity[0][2:-1].lower()
    return chr(int(number[1:], 16) if number.startswith(b"x") else int(number)).encode("utf-8", "replace")


@cache
def sender_domains() -> frozenset[bytes]:
    """The domains whose every mail is read properly: hiring systems, tests, interview times."""
    kinds = ("system", "assessment", "scheduling")
    senders = load_toml("senders.toml")["sender"]
    return frozenset(domain.encode() for one in senders if one["kind"] in kinds for domain in one["domains"])


@cache
def known_domain(domain: bytes) -> bool:
    """Whether a domain (lower case) is a hiring system's, or lies below one."""
    known = sender_domains()
    labels = domain.strip(b".").split(b".")
    return any(b".".join(labels[n:]) in known for n in range(len(labels) - 1))


def known_sender(value: bytes) -> bool:
    """Whether a From header names an address of a hiring system."""
    return any(known_domain(domain.lower()) for domain in _DOMAIN.findall(value))


def slow_look(message: Message) -> bool:
    """The same question asked of a mail that was read whole: what the fast look is measured by."""
    senders = f"@{message.sender.email.rpartition('@')[2]}".encode("utf-8", "replace")
    written = f"{message.sender.name} <{message.sender.email}>".encode("utf-8", "replace")
    return (
        known_sender(senders)
        or bool(senders_saying([written]))
        or bool(message.calendar)
        or subject_says(message.subject.encode("utf-8", "replace"))
        or says(message.text.encode("utf-8", "replace"))
    )
