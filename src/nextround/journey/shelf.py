"""All known applications, laid out so that the few that a mail may concern are found at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from nextround.journey.application import Application
from nextround.reading.names import normal_company, normal_role

BEGINNING = 4  # letters that two spellings of one name are expected to share
SHORTEST_NAME = 4  # letters; a shorter name is a part of too many others


class Shelf:
    """Applications by key, and by the things that a mail may share with them."""

    def __init__(self, applications: Iterable[Application] = ()) -> None:
        self._by_key: dict[str, Application] = {}
        self._by_clue: defaultdict[str, set[str]] = defaultdict(set)
        self._by_name: defaultdict[str, set[str]] = defaultdict(set)
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
        for clue in clues(application):
            self._by_clue[clue].add(application.key)
        self._by_name[joined_name(application.company)].add(application.key)

    def sharing(self, found: Iterable[str], labels: Iterable[str] = ()) -> list[Application]:
        """The applications that share a clue, or whose employer a domain's label names; in a stable order."""
        keys = {key for clue in found for key in self._by_clue.get(clue, ())}
        for label in labels:
            keys.update(*(k for name, k in self._by_name.items() if bears(label, name)))
        return [self._by_key[key] for key in sorted(keys)]


def joined_name(company: str) -> str:
    """An employer's name in one word, as it may stand in a domain."""
    return normal_company(company).replace(" ", "")


def bears(label: str, name: str) -> bool:
    """Whether a domain's label names an employer (`joined_name`); short names must be the whole label."""
    if min(len(name), len(label)) < SHORTEST_NAME:
        return bool(name) and name == label
    return any(a.startswith(b) or a.endswith(b) for a, b in ((name, label), (label, name)))


def company_clues(name: str) -> set[str]:
    """Clues under which an employer is found again; two spellings of a name share one at least."""
    key = normal_company(name)
    beginning = joined_name(name)[:BEGINNING]
    return {f"company:{beginning}", *(f"word:{w}" for w in key.split() if len(w) > 2)} if key else set()


def role_clues(role: str) -> set[str]:
    """The clue under which a title is found again; a title of one word is too common to be one."""
    key = normal_role(role)
    return {f"role:{key}"} if " " in key else set()


def clues(application: Application) -> set[str]:
    """Everything that a mail may share with an application."""
    found = {f"thread:{i}" for i in application.thread_ids}
    found |= company_clues(application.company) | company_clues(application.agency)
    found |= role_clues(application.role)
    if application.requisition:
        found.add(f"requisition:{application.requisition.casefold()}")
    return found
