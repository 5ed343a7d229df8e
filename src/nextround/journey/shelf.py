"""All known applications, laid out so that the few that a mail may concern are found at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from nextround.journey.application import Application
from nextround.journey.domains import own_site
from nextround.reading.names import flat_label, normal_company, normal_role, plain

EDGE = 4  # letters at either end of a name that a domain must share; a shorter name must be all of it


PART = 3  # letters of a word that a domain put together from beginnings of words shares with it


class Shelf:
    """Applications by key, and by the things that a mail may share with them."""

    def __init__(self, applications: Iterable[Application] = ()) -> None:
        self._by_key: dict[str, Application] = {}
        self._by_clue: defaultdict[str, set[str]] = defaultdict(set)
        self._clues_of: defaultdict[str, set[str]] = defaultdict(set)
        self._news: dict[str, int] = {}  # by clue, which laying of an application with it was the latest
        self._laid = 0
        for application in applications:
            self.put(application)

    def __iter__(self) -> Iterator[Application]:
        return iter(self._by_key.values())

    def get(self, key: str) -> Application | None:
        """The application with this key."""
        return self._by_key.get(key)

    def put(self, application: Application) -> None:
        """Lay an application on the shelf, or its newer state in place of the older one."""
        self._by_key[application.key] = application
        known = self._clues_of[application.key]
        known |= clues(application)
        self._laid += 1
        for clue in known:
            self._by_clue[clue].add(application.key)
            self._news[clue] = self._laid

    def latest(self, found: Iterable[str]) -> int:
        """A number that changes when an application that shares one of the clues is laid down anew."""
        return max((self._news.get(clue, 0) for clue in found), default=0)

    def sharing(self, found: Iterable[str]) -> list[Application]:
        """The applications that share a clue, in a stable order."""
        keys = {key for clue in found for key in self._by_clue.get(clue, ())}
        return [self._by_key[key] for key in sorted(keys)]


def joined_name(company: str) -> str:
    """An employer's name in one word, as it may stand in a domain."""
    return normal_company(company).replace(" ", "")


def bears(label: str, name: str) -> bool:
    """Whether a domain's label names an employer (`joined_name`).

    One begins with the other, or ends with a large part of it: `health` is no name of Ironport Health.
    Short names must be the whole label.
    """
    short, long = sorted((label, name), key=len)
    if len(short) < EDGE:
        return bool(short) and short == long
    return long.startswith(short) or (long.endswith(short) and len(short) > max(EDGE + 1, 0.45 * len(long)))


def company_clues(name: str) -> set[str]:
    """Clues under which an employer is found again; two spellings of a name share one."""
    key = normal_company(name)
    return {f"name:{joined_name(name)}", f"word:{key.split()[0]}"} if key else set()


def word_clues(name: str) -> set[str]:
    """Clues under which a name is found by a domain that is put together from its words."""
    words = (flat_label(word) for word in plain(name).replace("-", " ").split())
    return {f"part:{word[:PART]}" for word in words if len(word) >= PART}


def part_clues(label: str) -> set[str]:
    """Clues that such a domain shares with the words it is put together from."""
    flat = flat_label(label)
    return {f"part:{flat[at : at + PART]}" for at in range(len(flat) - PART + 1)}


def label_clues(label: str) -> set[str]:
    """Clues that the label of a domain shares with the names it may bear."""
    return {f"first:{label[:EDGE]}", f"last:{label[-EDGE:]}"}


def role_clues(role: str, *, named: bool) -> set[str]:
    """Under what an application's title is found; `named` when it names an employer or an agency.

    A title of one word is too common to be a clue.
    """
    key = normal_role(role)
    return {f"role {'named' if named else 'nameless'}:{key}"} if " " in key else set()


def sought_roles(role: str, *, named: bool) -> set[str]:
    """Where to look for a mail's title: a title alone never links two sides that both have names."""
    return role_clues(role, named=False) | (set() if named else role_clues(role, named=True))


def clues(application: Application) -> set[str]:
    """Everything that a mail may share with an application."""
    found = {f"thread:{i}" for i in application.thread_ids}
    found |= company_clues(application.company) | company_clues(application.agency)
    found |= {f"person:{p}" for p in application.people} | {f"site:{own_site(p)}" for p in application.people}
    found |= label_clues(joined_name(application.company)) if application.company else set()
    found |= word_clues(application.company)
    if " " not in normal_company(application.company):  # it may be called by its domain so far
        found |= part_clues(joined_name(application.company))
    found |= role_clues(application.role, named=bool(application.company or application.agency))
    if application.requisition:
        found.add(f"requisition:{application.requisition.casefold()}")
    return found
