"""What the person told about themselves, and what they did."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from nextround.records.models.applications import Application
from nextround.records.models.owned import Owned


class StepState(Owned):
    """What the person did with a step: let it go, or put it off until a time."""

    application = models.ForeignKey(Application, null=True, on_delete=models.CASCADE)
    step = models.TextField()  # the step's key
    skipped = models.BooleanField(default=False)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "step"], name="one_state_a_step"),
        ]


class Deed(Owned):
    """Something the person did, with all that is needed to take it back."""

    sentence = models.TextField()
    at = models.DateTimeField()
    rows = models.JSONField(default=list)  # [{model, pk, before, after}]
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "-at"])]


class Preferences(models.Model):
    """What the person told about themselves; one row a person."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    name = models.TextField(default="")
    addresses = models.JSONField(default=list)
    addresses_guessed = models.BooleanField(default=True)
    country = models.CharField(max_length=2, default="")
    zone = models.TextField(default="")
    theme = models.CharField(max_length=8, default="auto")
    quiet_from = models.TimeField(null=True)  # quiet hours, on the person's clocks
    quiet_to = models.TimeField(null=True)
    put_away_until = models.DateTimeField(null=True)
    calendar_link = models.TextField(default="", db_index=True)  # the secret word of its address
    arranged = models.BooleanField(default=True)  # false while the derived rows lag behind the words
