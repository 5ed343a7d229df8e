"""One thing a person may do now, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nextround.playbook.case import StepKind


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a person may do now; every one can be skipped or put off.

    `why` is one or two kind sentences; `rules` are ids of the playbook and `sources` the articles behind
    them. `window_sentence` says when, in words; `due` is the target behind it, if there is one. `since`
    is what the step answers to, for ordering.
    """

    kind: StepKind
    application_key: str
    title: str
    why: str
    window_sentence: str = ""
    rules: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    due: datetime | None = None
    since: datetime | None = None

    @property
    def key(self) -> str:
        """A name for this step that stays the same from day to day."""
        return f"{self.application_key}:{self.kind.value}"
