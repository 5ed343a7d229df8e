"""What the lines under a mail's closing words name: the employer, an agency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import re2

from nextround.library import load_toml
from nextround.reading.agency import agency_line
from nextround.reading.desk import is_hiring, is_school, tidy_company, without_desk
from nextround.reading.firms import name_at_start
from nextround.reading.names import normal_company
from nextround.reading.newest import Parts, is_closing
from nextround.reading.sender import bears_known_name, is_person
from nextround.reading.tokens import bare, has_trade

_LIBRARY = load_toml("employer.toml")
_NAMES = load_toml("names.toml")
_LINE_NAME = re.compile(rf"(?:{'|'.join(_LIBRARY['team_of'])})?\s*(.{{2,60}})", re.IGNORECASE)
_CLOSED = re2.compile(rf"(?i)(?:{'|'.join(_LIBRARY['closings'])}),?\s+([^\n.!?]{{2,70}}[^\n!?]?)$")
_PIECES = re.compile(r"\s*[|,@•·–]\s*| - | at | bei | chez | en | na | no | presso ")
_FIELDS = frozenset(_LIBRARY["fields"])
_PLACES = frozenset(_NAMES["places"])
_SENTENCE = re.compile(
    r"[\d。，、！？：:@+]|(?:です|ます|니다|드림|올림|专员|经理|主管|总监|担当|部|課|팀|매니저|담당자)$|招聘|人事|人力|採用|채용|인사"
)

FIRM = 2.5
"""What a line weighs that can only be an employer's: under a human's name, behind a title."""
NAME, MAYBE_A_HUMAN = 1.5, 0.5


@dataclass(frozen=True, slots=True)
class Signed:
    """A name under the closing words and how much it weighs.

    One of `MAYBE_A_HUMAN` counts where something else speaks for it too.
    """

    name: str
    weight: float


def closing_lines(parts: Parts, body: str) -> list[str]:
    """The lines under the closing words, one name or title each."""
    if parts.signature and not parts.forwarded:
        lines = parts.signature.splitlines()
    elif found := _CLOSED.search(body[-300:].rstrip()):
        return [found.group(1).strip()]
    else:
        lines = body.splitlines()[-4:]
    told = [line.strip() for line in lines]
    kept = [line.strip(" *_|/-–,") for line in told if _shortest(line) <= len(line) <= 70][:10]
    return [line for line in kept if not (is_person(line) and is_closing(line))]


def _shortest(line: str) -> int:
    """Letters of a name at least: `林静` has two."""
    return 3 if line.isascii() else 2


def signed_names(lines: list[str], person: str) -> Iterator[Signed]:
    """Employers that the lines name; once a human has signed, a second name is the employer's."""
    signed = False
    for line in lines:
        if person and set(line.split()) <= set(person.split()):
            signed = True
            continue
        if signed and (firm := _without_capitals(without_desk(line))):
            yield Signed(firm, FIRM)
        for name, weight in _line(without_desk(line), signed, person):
            if not set(name.split()) <= set(person.split()):
                yield Signed(name, weight)
        signed = signed or is_person(line) or bears_known_name(line)


def _without_capitals(line: str) -> str:
    """The firm below a human's name in letters that know no capitals; no desk, no title, no sentence."""
    if line.lower() != line.upper() or len(line.split()) > 4 or len(line) > 25 or _SENTENCE.search(line):
        return ""
    return "" if bears_known_name(line) or _is_title(line) else line


def signed_agencies(lines: list[str]) -> list[str]:
    """Names that the lines say are agencies'."""
    return [name for line in lines for name in agency_line(line)]


def _line(line: str, signed: bool, person: str) -> Iterator[tuple[str, float]]:
    """Employers a line names: `The Acme Team`, `Recruiter | Acme`, `Mia Holm, Acme`, `Acme`."""
    found = _LINE_NAME.fullmatch(line)
    name = found.group(1) if found else line
    tokens = name.split()
    pieces = _PIECES.split(line)
    if len(pieces) > 1 and any(_is_title(piece) for piece in pieces[:-1]):
        last = pieces[-1].strip()
        yield last if last.istitle() and len(last) < 40 else name_at_start(last.split()), FIRM
    elif (
        len(pieces) == 2
        and (pieces[0] == person or is_person(pieces[0]))
        and _may_be_firm(firm := tidy_company(pieces[1]))
    ):
        yield firm, FIRM
    elif _is_title(name):
        yield from ((kept, FIRM) for kept in (_team_name(tokens),) if kept)
    elif name_at_start(tokens) == name.rstrip(".") and len(tokens) <= 5:
        yield name, FIRM if signed and len(tokens) > 1 else MAYBE_A_HUMAN if is_person(name) else NAME


def _may_be_firm(piece: str) -> bool:
    """What stands behind a human's name and a comma: a firm, if it is no title, no field and no place."""
    key = bare(piece)
    named = name_at_start(piece.split()) == piece.rstrip(".")
    return named and not has_trade(piece) and key not in _FIELDS and normal_company(piece) not in _PLACES


def _is_title(words: str) -> bool:
    return has_trade(words) or any(is_hiring(word) and not is_school(word) for word in words.split())


def _team_name(tokens: list[str]) -> str:
    """`Acme Talent Team` is Acme; a title alone names nobody."""
    kept = name_at_start(tokens)
    tidy = tidy_company(kept)
    told = len(tidy) > 1 and len(tidy.split()) < len(tokens)
    return tidy if told and not has_trade(kept) and not all(map(is_hiring, tidy.split())) else ""
