"""How many people a week somebody would like to hear from, and when they last did."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nextround.records.models.answers import Contact
from nextround.records.models.owned import Owned


class Circle(Owned):
    """The person's own size of a week; one row a person, none while they have not said."""

    size = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["owner"], name="one_circle_a_person")]


class Tie(Owned):
    """What the person says about someone they keep: how near, and when they last wrote or spoke."""

    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="tie")
    close = models.BooleanField(default=False)
    last_at = models.DateTimeField(null=True)
    rests_until = models.DateTimeField(null=True)


# Whatever these tables hold goes when a person deletes everything.
CIRCLE: tuple[type[Owned], ...] = (Tie, Circle)
