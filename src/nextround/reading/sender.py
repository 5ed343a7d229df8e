"""What a mail's sender says about itself: an employer, a human, a hiring system, an address nobody reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import re2

from nextround.library import load_toml
from nextround.library.finder import meets
from nextround.mailbox.message import Address, Message
from nextround.reading.desk import is_hiring, is_school, names_nobody, without_desk, word_key
from nextround.reading.names import normal_company, plain
from nextround.reading.newest import Parts
from nextround.reading.tokens import NOT_NAMES, bare, has_trade

_LIBRARY = load_toml("employer.toml")
_SYSTEMS = frozenset(_LIBRARY["systems"])
_FREEMAIL = frozenset(_LIBRARY["freemail"])
_NAMES = load_toml("names.toml")
_NO_PERSON = frozenset(_NAMES["hiring"]) | frozenset(_NAMES["legal"]) | frozenset(_NAMES["branch"]) - {"the"}
_BEHIND = frozenset(map(plain, _NAMES["hiring"])) - frozenset(_NAMES["branch"]) - frozenset(_NAMES["legal"])
_FIRM_WORDS = (frozenset(_NAMES["branch"]) | frozenset(_NAMES["legal"])) - {"the"}
_RANKS = frozenset(_NAMES["rank"])
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "net", "nhs", "org", "gob", "asso"})

_VIA = re.compile(
    r"\s*[\[(]?\b(?:via|through|über|par|tramite|através d[aeo]|powered by)\s+[^)\]]*[)\]]?\s*$",
    re.IGNORECASE,
)
_LINKS = ("de", "da", "do", "di", "del", "della")
_TITLES_OF_DESKS = frozenset(_LIBRARY["titles_of_desks"])
_BEFORE_FIRM = frozenset(_LIBRARY["before_firm"])
_AT = re.compile(r"\s+(?:at|@|from|bei|von|chez|de chez|of|en|na|presso|på|hos|ved|w)\s+", re.IGNORECASE)
_PIECES = re.compile(r"\s*[|/•·:]\s*|\s+[-–—]\s+|\s*[()\[\]]\s*")
_BRACKETED = re.compile(r"([^()（）]{2,40}?)\s*[(（]([^()（）]{2,60})[)）]")
_PLACES = frozenset(_NAMES["places"])
_PEOPLE = load_toml("people.toml")
_FIRST = frozenset(_PEOPLE["first"])
_FAMILY_FIRST = frozenset(_PEOPLE["family_first"])
_SIGNS = re2.compile(
    rf"[{_PEOPLE['family_signs']}]\p{{Han}}{{1,2}}|[{_PEOPLE['family_syllables']}]\p{{Hangul}}{{2}}"
    r"|\p{Han}{1,3}[ \x{3000}][\p{Han}\p{Hiragana}\p{Katakana}]{1,4}"
)
_NO_REPLY_ADDRESS = re.compile(
    "|".join(f"(?:{words})" for words in _LIBRARY["no_reply_address"]), re.IGNORECASE
)
_NO_REPLY_TEXT = re2.compile(f"(?i){'|'.join(_LIBRARY['no_reply_text'])}")


@dataclass(frozen=True, slots=True)
class Sender:
    """What a display name says; `hires` when it names the employer's hiring people."""

    company: str = ""
    person: str = ""
    hires: bool = False


@cache
def _read_name(name: str, local: str) -> Sender:
    name = _VIA.sub("", name.strip(" \"'")).strip()
    if "@" in name and "." in name:
        return Sender()
    left, *right = _AT.split(name, maxsplit=1)
    if right and (is_person(left) or _all_hiring(left) or _is_first_name(left, local)):
        return Sender(_employer(right[0]), "" if _all_hiring(left) else left, hires=True)
    if (both := _BRACKETED.fullmatch(name)) and _is_human(both[1]):
        firm, place = _firm_of_human(both[2]), normal_company(both[2]) in _PLACES
        if firm or place:
            return Sender(firm, _in_order(both[1]), hires=bool(firm))
    pieces = [piece for piece in _PIECES.split(name) if piece]
    people = [piece for piece in pieces if _is_ones_name(piece, local, len(pieces))]
    firms = [firm for piece in pieces if piece not in people[:1] and (firm := _employer(piece))]
    hires = any(bare(token) in _NO_PERSON or is_hiring(token) for token in name.split())
    return Sender(firms[0] if firms else "", _in_order(people[0]) if people else "", hires)


def _is_ones_name(piece: str, local: str, pieces: int) -> bool:
    """A human's name, told by its words or by the address."""
    told = is_person(_in_order(piece)) and _fits(piece, local, pieces)
    return told or bears_known_name(piece) or _is_called_like_a_system(piece, local)


def _is_called_like_a_system(piece: str, local: str) -> bool:
    """`Tom Reed <tom.reed@…>` is a human, though a job board is called Reed."""
    words = piece.lower().split()
    return len(words) == 2 and words[1] in _SYSTEMS and words == re.split(r"[._-]", local.lower())


def bears_known_name(name: str) -> bool:
    """Whether a name is one that many people bear, where little else tells: `Μαρία Ξένου`, `林静`."""
    if _SIGNS.fullmatch(name.strip()):
        return not any(map(is_hiring, name.split())) and not has_trade(name)
    tokens = name.lower().split()
    if (
        not 2 <= len(tokens) <= 4
        or any(map(is_hiring, tokens))
        or any(token in _FIRM_WORDS for token in tokens)
    ):
        return False
    return any(token in _FIRST for token in tokens) or tokens[0] in _FAMILY_FIRST


def _is_human(name: str) -> bool:
    """A human's name, or words in letters without capitals, which no other sign tells apart."""
    return is_person(_in_order(name)) or not (
        any(map(str.isupper, name)) or has_trade(name) or any(map(is_hiring, name.split()))
    )


def _firm_of_human(piece: str) -> str:
    """What stands in brackets behind a human's name: a firm, called by its trade too; no title, no place."""
    tokens = without_desk(piece).split()
    key = normal_company(piece)
    if any(bare(token) in _TITLES_OF_DESKS for token in tokens) or key in _PLACES or is_system(piece):
        return ""
    if not tokens or names_nobody(frozenset(map(word_key, tokens))) or has_trade(tokens[-1]):
        return ""
    return " ".join(tokens)


def read_sender(address: Address) -> Sender:
    """Read a sender's display name: `Acme via Greenhouse`, `Mia Holm (Acme)`, `Talent at Acme`."""
    return _read_name(address.name[:120], address.email.partition("@")[0])


def _in_order(name: str) -> str:
    """`Holm, Mia` is Mia Holm."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and is_person(f"{first} {last}") else name


def _is_first_name(name: str, local: str) -> bool:
    return name.isalpha() and name.istitle() and name.lower() in local.lower()


def _fits(name: str, local: str, pieces: int) -> bool:
    """A name is a human's when the address says it too, or a firm stands beside it."""
    if any(word in _NO_PERSON for word in re.split(r"[^a-z]+", local.lower())):
        return False
    words = bare(name).replace(",", "").split()
    near = re.sub(r"[^a-z]", "", local.lower())
    initials = sorted(part[0] for part in re.split(r"[._-]+", local.lower()) if part)
    same_initials = len(initials) > 1 and initials == sorted(plain(word)[0] for word in words)
    return pieces > 1 or same_initials or any(part in near for part in words if len(part) > 2)


def _all_hiring(name: str) -> bool:
    return all(bare(token) in _NO_PERSON or bare(token) in ("the", "and", "&") for token in name.split())


def _employer(piece: str) -> str:
    """A piece of a display name as an employer: without its hiring words, never a hiring system."""
    kept, behind = without_desk(piece).split(), ""
    while kept and word_key(kept[-1]) in _BEHIND and not is_school(kept[-1], behind):
        behind = word_key(kept.pop())
    while kept and (kept[0] in _LINKS or _stands_before(kept)):
        kept.pop(0)
    if all(bare(token) in _RANKS for token in kept):
        return ""
    name = " ".join(kept).strip(" ,&-–")
    if not name or is_system(name) or not any(c.isalpha() for c in name):
        return ""
    if names_nobody(frozenset(map(word_key, kept))):
        return ""
    return "" if has_trade(name) and not _is_firm_of_trade(kept, piece) else name


def _is_firm_of_trade(kept: list[str], piece: str) -> bool:
    """`HR Fahrradmonteur Lenz` writes for a firm called by its trade, `HR Manager Lenz` for Lenz."""
    desk_told = 1 < len(kept) < len(piece.split())
    return (
        desk_told and not any(bare(token) in _TITLES_OF_DESKS for token in kept) and not has_trade(kept[-1])
    )


def _stands_before(kept: list[str]) -> bool:
    return bare(kept[0]) in _BEFORE_FIRM and not _is_trade_word(kept[1:2])


def _is_trade_word(following: list[str]) -> bool:
    """`HR Solutions GmbH` is a firm; `HR Acme` is the hiring desk of Acme."""
    return bool(following) and bare(following[0]) in _FIRM_WORDS


def is_system(name: str) -> bool:
    """Tell whether a name is a hiring system's, a network's or a mail service's."""
    key = normal_company(name)
    return key in _SYSTEMS or key.replace(" ", "") in _SYSTEMS or key in _FREEMAIL


def is_person(name: str) -> bool:
    """Tell whether a name looks like a human's: two or three capitalised words, none a firm's."""
    tokens = name.replace(".", "").split()
    return (
        2 <= len(tokens) <= 4
        and all(token.replace("-", "").replace("'", "").replace("’", "").isalpha() for token in tokens)
        and all(
            token[:1].isupper() or token in ("de", "von", "van", "der", "la", "di", "da", "del")
            for token in tokens
        )
        and not any(bare(token) in _NO_PERSON or bare(token) in _SYSTEMS for token in tokens)
        and not any(len(token) > 3 and token.isupper() for token in tokens)
        and not any(bare(token) in NOT_NAMES for token in tokens)
        and len(set(tokens)) == len(tokens)
        and not has_trade(name)
    )


def domain_name(email: str) -> str:
    """The part of a domain that names its owner (`jobs@mail.acme.co.uk` gives `acme`).

    Empty for hiring systems, networks and mail services of many people.
    """
    labels = email.rpartition("@")[2].lower().strip(". ").split(".")
    at = -3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else -2
    if len(labels) < 2:
        return ""
    if any(label in _SYSTEMS for label in labels[:-1]):
        return _tenant(email, labels)
    label = labels[at]
    return "" if label in _FREEMAIL or label.startswith(_LONG_SYSTEMS) else label


def from_hiring_address(email: str) -> bool:
    """Whether an address says that people are hired there: `jobs@…`, or a hiring system's domain."""
    local, _, domain = email.lower().rpartition("@")
    if any(label.startswith(_LONG_SYSTEMS) for label in domain.split(".")[:-1]):
        return True
    return any(is_hiring(word) for word in re.split(r"[^a-z]+", local) if len(word) > 1)


def _tenant(email: str, labels: list[str]) -> str:
    """Some hiring systems write from `acme@…`: their customer's name, unless it is a desk's."""
    local = email.partition("@")[0].lower()
    told = any(label in _TENANTED for label in labels) and not _NO_REPLY_ADDRESS.search(local)
    return local if told and local not in _NO_PERSON and len(local) > 2 else ""


_TENANTED = frozenset({"myworkday", "workday", "successfactors", "taleo", "icims", "avature"})
_LONG_SYSTEMS = tuple(sorted(name for name in _SYSTEMS if len(name) > 6))


def is_no_reply(message: Message, parts: Parts) -> bool:
    """Tell whether nobody reads answers: by the address they would go to, or by what the mail says."""
    answers_to = message.reply_to or message.sender
    local = answers_to.email.partition("@")[0]
    if _NO_REPLY_ADDRESS.search(local):
        return True
    said = [text.encode() for text in (parts.newest, parts.footer, parts.signature) if text]
    return any(meets(_NO_REPLY_TEXT, text) for text in said)
