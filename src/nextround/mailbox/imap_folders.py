"""The folders of an account: which are read, and where drafts lie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from nextround.library import load_toml
from nextround.mailbox.look import subject_says

LEFT_ALONE = frozenset({r"\drafts", r"\trash", r"\junk"})  # and all that lies in them
NEVER_READ = LEFT_ALONE | {r"\noselect", r"\nonexistent"}
LABELS = frozenset({r"\flagged", r"\important"})  # the same mails once more
READ = {"inbox": 0, r"\all": 0, r"\archive": 1, r"\sent": 2}


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder: its name as a person reads it, what parts its levels, its marks in lower case (`\\sent`)."""

    name: str
    delimiter: str
    special: frozenset[str] = frozenset()

    @property
    def last(self) -> str:
        """The name without the folders above it, in lower case."""
        return (self.name.rpartition(self.delimiter)[2] if self.delimiter else self.name).casefold()


@cache
def _well_known() -> dict[str, str]:
    named = load_toml("mail_folders.toml")["name"]
    return {name.casefold(): "\\" + use for use, names in named.items() for name in names}


def use_of(folder: Folder, told: frozenset[str] = frozenset()) -> str:
    """What a folder is for (`inbox`, `\\sent`, ..., or empty): as the server says, else by its name.

    `told` are the uses the server names itself; for these no name counts.
    """
    if folder.name.upper() == "INBOX":
        return "inbox"
    for use in (*sorted(NEVER_READ | LABELS), *READ):
        if use in folder.special:
            return use
    by_name = _well_known().get(folder.last, "")
    return "" if by_name in told else by_name


def uses(folders: Iterable[Folder]) -> dict[Folder, str]:
    """What each folder is for."""
    everyone = tuple(folders)
    told = frozenset(mark for folder in everyone for mark in folder.special)
    return {folder: use_of(folder, told) for folder in everyone}


def reading_folders(folders: Iterable[Folder]) -> tuple[Folder, ...]:
    """The folders to read: inbox, archive, sent, and the person's own that are named for a job search.

    Where one folder holds all mail (Gmail), that one alone: nothing comes twice. Never drafts, trash or junk.
    """
    known = uses(folders)
    everything = [folder for folder, use in known.items() if use == r"\all" and use in folder.special]
    if everything:
        return tuple(everything[:1])
    core = sorted((f for f, use in known.items() if use in READ), key=lambda f: (READ[known[f]], f.name))
    own = [f for f in other_folders(folders) if subject_says(f.name.encode())]
    return (*core, *own)


def other_folders(folders: Iterable[Folder]) -> tuple[Folder, ...]:
    """The person's own folders, read when they say so; where one folder holds all mail, there are none."""
    known = uses(folders)
    if any(use == r"\all" and use in folder.special for folder, use in known.items()):
        return ()
    aside = {folder for folder, use in known.items() if use in LEFT_ALONE}
    return tuple(
        folder for folder, use in known.items() if not use and not any(_below(folder, one) for one in aside)
    )


def _below(folder: Folder, above: Folder) -> bool:
    return bool(above.delimiter) and folder.name.startswith(above.name + above.delimiter)


def drafts_folder(folders: Iterable[Folder]) -> Folder | None:
    """Where drafts lie: as the server says, else by a well-known name."""
    known = uses(folders)
    found = [folder for folder, use in known.items() if use == r"\drafts"]
    found.sort(key=lambda folder: (r"\drafts" not in folder.special, len(folder.name), folder.name))
    return found[0] if found else None
