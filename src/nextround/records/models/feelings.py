"""How it feels, and what was offered once: the person's own words about themselves."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nextround.records.models.applications import Application
from nextround.records.models.owned import Owned


class Mood(Owned):
    """A feeling that the person named after a no, or "not now"."""

    application = models.ForeignKey(Application, null=True, on_delete=models.SET_NULL)
    feeling = models.CharField(max_length=24)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "-at"])]


class Offered(Owned):
    """Something that is offered once, or seldom, and when that was last."""

    what = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "what"], name="one_time_an_offer")]


class Pause(Owned):
    """The last pause of the person's choice, and the small offers since it ended; one row a person."""

    began = models.DateTimeField()
    until = models.DateTimeField()
    offers = models.PositiveIntegerField(default=0)
    offered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["owner"], name="one_pause_a_person")]


class PrivateNote(Owned):
    """Private writing. Never searched, read by any rule, put into a deed, or exported unless asked for.

    `kind` is `page` (free writing), `kind` (three lines of kindness) or `thought` (looked at again);
    `parts` holds the words by the name of their field.
    """

    kind = models.CharField(max_length=8, default="page")
    parts = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "-made_at"])]


class OwnLine(Owned):
    """A line of the person's own: `true` (what stays true about me) or `next` (for the next no)."""

    kind = models.CharField(max_length=8)
    text = models.TextField()
    on = models.BooleanField(default=True)
    every_days = models.PositiveIntegerField(default=0)  # the least time between two showings; 0: every no
    shown_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()


# Every table of this kind, for deleting everything.
OWN_WORDS = (Mood, Offered, Pause, PrivateNote, OwnLine)
