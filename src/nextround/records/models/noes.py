"""What the person tells about a no: how it came, how the application ended, and what stays of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nextround.records.models.applications import Application, Event
from nextround.records.models.owned import Owned


class HowTold(Owned):
    """How a no that the person wrote down came to them."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="how_told")
    channel = models.CharField(max_length=12)
    who = models.TextField(default="")  # who told it
    asked = models.BooleanField(null=True)  # in a talk: whether they got to ask; null while nobody said


class Closing(Owned):
    """The person's own end of an application. `closed_at` is null while only the one question was asked."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="closing")
    asked_at = models.DateTimeField(null=True)  # when "ask first, or let it go?" was put
    closed_at = models.DateTimeField(null=True)
    seen_to = models.DateTimeField(null=True)  # the last thing known then, the person's own mails aside
    takes = models.TextField(default="")  # one thing the person takes with them


class Later(Owned):
    """An employer kept for later: would the person work with them, and for which other roles."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="later")
    again = models.CharField(max_length=4, default="")  # yes, no, or not said
    open_roles = models.BooleanField(default=False)
    roles = models.TextField(default="")
    look_at = models.DateTimeField(null=True)  # the next look at their open roles; null for none
    looks = models.PositiveSmallIntegerField(default=0)  # looks in a row that found nothing


class Gain(Owned):
    """Something that came from a no: a contact, a lead, a lesson, a skill. A list, never a count."""

    application = models.ForeignKey(Application, null=True, on_delete=models.SET_NULL, related_name="gains")
    kind = models.CharField(max_length=12)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "-at"])]


class PhoneCard(Owned):
    """The person's own words for the call that may bring the answer."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="phone_card")
    question = models.TextField(default="")
    thanks = models.TextField(default="")
    changed_at = models.DateTimeField()


# Whatever these tables hold goes when a person deletes everything.
NOES: tuple[type[Owned], ...] = (Gain, HowTold, Closing, Later, PhoneCard)
