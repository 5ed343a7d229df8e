"""Calls: where the other side can be rung, and the calls that were made."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nextround.records.models.applications import Application
from nextround.records.models.owned import Owned


class Office(Owned):
    """Where an application's people can be rung, in the person's words; `records.models` holds no guess."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="office")
    number = models.TextField(default="")
    country = models.CharField(max_length=2, default="")
    part = models.CharField(max_length=16, default="")  # of the country, where it has holidays of its own
    zone = models.TextField(default="")
    welcome = models.BooleanField(default=False)  # they rang, or gave a number for questions


class Call(Owned):
    """A call about an application: made by the person, or (`rang_back`) by them."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="calls")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=12)  # a CallOutcome
    back_at = models.DateTimeField(null=True)  # when they asked to be rung again
    rang_back = models.BooleanField(default=False)
    whom = models.TextField(default="")
    said = models.TextField(default="")  # a note; what they said in a talk is kept as their feedback

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "application", "at"])]


# Whatever these tables hold goes when a person deletes everything.
CALLS: tuple[type[Owned], ...] = (Call, Office)
