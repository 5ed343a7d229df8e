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


class Debrief(Owned):
    """The person's look back over an application: their answers by question, and how far they came."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="debriefs")
    answers = models.JSONField(default=dict)
    fit = models.CharField(max_length=12, default="")
    fit_points = models.JSONField(default=list)
    reached = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()


class Matter(Owned):
    """Something that had a hand in a no: where the person sees it, and what they did with it.

    `line` and `let_go_at` are set once it was let go; `goal` is what the person wants to do about it, with
    `months` where it takes that long; `filter` is a wish for the search instead.
    """

    application = models.ForeignKey(Application, null=True, on_delete=models.SET_NULL)
    text = models.TextField()
    theme = models.CharField(max_length=32, default="")
    control = models.CharField(max_length=4, default="")  # the person's own word; empty: the theme's
    goal = models.TextField(default="")
    months = models.PositiveIntegerField(default=0)
    filter = models.BooleanField(default=False)
    line = models.TextField(default="")
    let_go_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()


class MockRun(Owned):
    """A practice interview: the person's own marks and the observer's, by item, from 1 to 5."""

    who = models.TextField(default="")
    at = models.DateTimeField()
    own = models.JSONField(default=dict)
    observer = models.JSONField(default=dict)
    line = models.TextField(default="")  # what worked best, in the observer's words


# Every table of this kind, for deleting everything.
OWN_WORDS = (Mood, Offered, Pause, PrivateNote, OwnLine, Debrief, Matter, MockRun)
