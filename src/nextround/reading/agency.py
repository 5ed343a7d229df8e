"""Agencies: how they show themselves, and where their mails name the employer they write for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import re2

from nextround.library import load_toml
from nextround.reading.firms import name_at_start
from nextround.reading.names import same_company
from nextround.reading.sender import is_person
from nextround.reading.tokens import bare, has_trade

_AGENCY = frozenset(load_toml("employer.toml")["agency"])
_HIRING = frozenset(load_toml("names.toml")["hiring"])
_SAYS = (
    r"(?:have|has|want|wants|passed|decided|liked|chose|went|declined|would like|were|came|got|asked|said"
    r"|told|offered|pulled|closed|cancelled|cut|felt|confirmed|need|needs|prefer|are|will)\b"
)
_NAME = r"(?:\p{Lu}[\p{L}’']+ (?:&|and|of) |\p{Lu}[\p{L}’']+ )"
SAID_OF = re2.compile(rf"(?m)(?:^|[.!?:] )({_NAME}{{1,3}}\p{{Lu}}[\p{{L}}]+) {_SAYS}")
_CLIENT_SAYS = re2.compile(rf"(?m)(?:^|[.!?:,] )({_NAME}{{0,3}}\p{{Lu}}[\p{{L}}]+) {_SAYS}")
_CLIENT_AT = re2.compile(
    r"(?:^|[^\p{L}])(?:[Aa]t|[Ff]or|[Tt]o|[Ff]rom|[Bb]y|[Bb]ei|[Ff]ür|[Vv]on|[Cc]hez|[Pp]our|[Pp]ara"
    r"|[Cc]lient,?) (\p{Lu})"
)


@cache
def calls_itself_agency(name: str) -> bool:
    """Whether a word of a name says that it is an agency's."""
    return any(bare(word) in _AGENCY for word in name.replace("-", " ").split())


def agency_line(line: str) -> list[str]:
    """`Consultant, Harrow & Vane Recruitment` names an agency, if it is none of a firm's departments."""
    name = re.split(r"[|,•·–] ?", line)[-1].strip()
    head, _, last = name.rpartition(" ")
    named = name_at_start(head.split()) == head != "" and not has_trade(head)
    department = all(bare(word) in _HIRING for word in head.split())
    return [name] if bare(last) in _AGENCY and named and not department else []


def clients(body: str, agency: str) -> Iterator[tuple[str, bool, bool]]:
    """Names that stand where an agency's mail names its client: `Acme came back`, `at Acme`, `für Acme`.

    With each, whether it speaks or acts there, and whether it may be a human's.
    """
    for pattern, speaks in ((_CLIENT_SAYS, True), (_CLIENT_AT, False)):
        for found in pattern.finditer(body):
            name = name_at_start(body[found.start(1) : found.start(1) + 60].partition("\n")[0].split())
            if name and not has_trade(name) and not same_company(name, agency):
                yield name, speaks, is_person(name)
