"""What the person told about a no and its employer: values that the steps look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Channel(StrEnum):
    """How an answer came. Being told nothing is a way too, and never a no."""

    MAIL = "mail"
    PHONE = "phone"
    IN_PERSON = "in_person"
    PORTAL = "portal"
    POST = "post"
    AGENCY = "agency"
    NOTHING = "nothing"


SPOKEN = frozenset({Channel.PHONE, Channel.IN_PERSON})


@dataclass(frozen=True, slots=True)
class Told:
    """A no that the person wrote down. `at` is its event's date; `asked` whether they got to ask in the
    talk, None while they have not said."""

    at: datetime
    channel: Channel
    sure: bool = True
    asked: bool | None = None

    @property
    def spoken(self) -> bool:
        """Whether it was said in a talk, where one can ask right there."""
        return self.channel in SPOKEN


@dataclass(frozen=True, slots=True)
class Watch:
    """The person would like to look at an employer's open roles now and then.

    `next_at` is the next look, `looks` how many in a row found nothing, `roles` what they are open to.
    """

    next_at: datetime
    looks: int = 0
    roles: str = ""
