"""The first look: could this mail concern a job search at all?

It may let anything through and must lose nothing (`library/<lang>/first_look.toml`). Whatever a full
reading of a mail would meet, the look over its raw text meets too, so all noise that mail programs put
between words and letters (tags, entities, line ends, soft hyphens) is part of the one pattern.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import re2

from nextround.library import HERE, load_toml
from nextround.mailbox.message import Message

# What may stand between two words, and between two letters of one word.
_BETWEEN = (
    r"(?:[\s>*_|\x{a0}\x{ad}\x{34f}\x{2000}-\x{200d}\x{202f}\x{2060}\x{feff}]|<[^<>]*>|&[#a-zA-Z0-9]+;)+"
)
_INSIDE = r"(?:[\x{ad}\x{34f}\x{200b}-\x{200d}\x{2060}\x{feff}]|<[^<>]*>|&[#a-zA-Z0-9]+;)*"
_FEW_WORDS = rf"(?:[^\s<>]+{_BETWEEN}){{0,3}}"
# Latin letters written as numbers (`&#97;`): nobody honest does, so such a mail is read properly.
_HIDDEN = r"&#0*(?:6[5-9]|[78][0-9]|90|9[7-9]|1[01][0-9]|12[0-2]);|&#x0*(?:[46][1-9a-f]|[57][0-9a]);"
_BARE = {"ä": "ae?", "ö": "oe?", "ü": "ue?", "ß": "ss", "œ": "oe", "æ": "ae"}
_PLAIN = str.maketrans("éèêëáàâíìîïóòôúùûñç", "eeeeaaaiiiiooouuunc")
_DOMAIN = re.compile(rb"@([A-Za-z0-9.-]{1,253})")
# A short phrase must begin where a word does, or it would be found inside longer ones.
_SHORT = 6


def _letter(char: str) -> str:
    if char in "'’":
        return r"(?:['’`´]|&[#a-zA-Z0-9]+;)?"
    if char == "-":
        return r"(?:[-\x{2010}-\x{2015}\s]|&[#a-zA-Z0-9]+;)"
    if char.isascii():
        return char if char.isalnum() else "\\" + char
    plain = _BARE.get(char, char.translate(_PLAIN))
    return rf"(?:{char}|{plain}[\x{{300}}-\x{{36f}}]?|&[#a-zA-Z0-9]+;)"


def _word(word: str) -> str:
    if word == "..":
        return _FEW_WORDS
    return _INSIDE.join(_letter(char) for char in word.rstrip("*"))


def pattern_of(phrase: str) -> str:
    """One phrase of a first-look file as a pattern for re2."""
    out = ""
    for word in phrase.lower().split():
        joined = "" if not out or out.endswith(_FEW_WORDS) else _BETWEEN
        ending = r"[^\s<>&]*" if word.endswith("*") else ""
        out += joined + _word(word) + ending
    out = out.removesuffix(r"[^\s<>&]*")
    return (r"\b" if len(phrase) <= _SHORT else "") + out


@cache
def words() -> Any:
    """The one automaton over the phrases of all languages; finds in UTF-8 bytes or memory views."""
    return _automaton(_phrases("phrases"))


@cache
def subject_words() -> Any:
    """The same for subjects, where words tell more."""
    return _automaton([*_phrases("phrases"), *_phrases("subject")])


def _automaton(phrases: list[str]) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.max_mem = 128 << 20
    options.never_capture = True
    options.log_errors = False
    return re2.compile("|".join([*map(pattern_of, dict.fromkeys(phrases)), _HIDDEN]), options)


def _phrases(which: str) -> list[str]:
    languages = sorted(path.parent.name for path in HERE.glob("*/first_look.toml"))
    return [phrase for one in languages for phrase in load_toml(f"{one}/first_look.toml").get(which, ())]


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
    senders = f"@{message.sender.email.rpartition('@')[2]}".encode()
    return (
        known_sender(senders)
        or bool(message.calendar)
        or subject_words().search(message.subject.encode("utf-8", "replace")) is not None
        or words().search(message.text.encode("utf-8", "replace")) is not None
    )
