"""Applications, the mail behind them, and what happened."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from nextround.records.models.mailboxes import Import
from nextround.records.models.owned import Owned

# What follows from an application's events: judged anew after each change, never a word of its own.
STANDING_COLUMNS = (
    "outcome",
    "stage",
    "asking",
    "first_event_at",
    "last_event_at",
    "last_event_kind",
    "since",
    "quiet_from",
    "met",
)


class Application(Owned):
    """One role at one employer, applied to once."""

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    company = models.TextField(default="")
    role = models.TextField(default="")
    agency = models.TextField(default="")
    requisition = models.TextField(default="")
    by_person = models.BooleanField(default=False)  # the person vouches for it: names and mails stay
    note = models.TextField(default="")
    # derived
    outcome = models.CharField(max_length=12, default="open")
    stage = models.CharField(max_length=12, default="")
    asking = models.BooleanField(default=False)  # a question about it waits
    first_event_at = models.DateTimeField(null=True)
    last_event_at = models.DateTimeField(null=True)
    last_event_kind = models.CharField(max_length=12, default="")
    since = models.DateTimeField(null=True)  # when the outcome came to be
    quiet_from = models.DateTimeField(null=True)  # an open one counts as silent from here on
    met = models.BooleanField(default=False)  # people spoke

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["owner", "-last_event_at"]),
            models.Index(fields=["owner", "outcome", "quiet_from"]),
        ]


class Mail(Owned):
    """One mail that concerns the search, as it came."""

    source = models.ForeignKey(Import, null=True, on_delete=models.SET_NULL)
    message_id = models.TextField()
    digest = models.CharField(max_length=64)
    date = models.DateTimeField(null=True)
    sender_name = models.TextField(default="")
    sender_email = models.TextField(default="")
    subject = models.TextField(default="")
    facts = models.JSONField(default=dict)  # to, cc, threads: what filing needs without the raw bytes
    raw = models.BinaryField()  # zlib
    # derived; null means that it waits to be read
    filed_at = models.DateTimeField(null=True)
    finding = models.JSONField(null=True)
    reading_version = models.CharField(max_length=20, default="")
    times = models.JSONField(null=True)  # the interviews it names, see `desk.named`; null: nobody looked yet
    # the person's words about it
    said_kind = models.CharField(max_length=12, default="")
    pinned = models.ForeignKey(Application, null=True, on_delete=models.SET_NULL, related_name="pinned_mail")
    later = models.BooleanField(default=False)
    alone = models.BooleanField(default=False)  # what was said about it holds for no other mail

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "digest"], name="one_mail_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner", "message_id"]),
            models.Index(fields=["owner", "filed_at"]),
        ]


class Event(Owned):
    """One dated thing that happened to an application: read from a mail, or told by the person."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="events")
    mail = models.ForeignKey(Mail, null=True, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12)
    date = models.DateTimeField()
    sure = models.BooleanField(default=True)
    stage = models.CharField(max_length=12, default="")
    by_person = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    outcome = models.CharField(max_length=12, default="")
    note = models.TextField(default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "application", "date"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mail"], condition=models.Q(mail__isnull=False), name="one_event_a_mail"
            ),
        ]


class Meeting(Owned):
    """The person's word about an interview's time: confirmed, or (`declined`) no to a suggestion."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="meetings")
    mail = models.ForeignKey(Mail, null=True, on_delete=models.SET_NULL, related_name="meetings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    zone = models.TextField(default="")  # on whose clocks it was told
    place = models.TextField(default="")
    all_day = models.BooleanField(default=False)
    declined = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "declined", "starts_at"])]


class Question(Owned):
    """What a person is asked about one mail: derived, so it goes away as soon as it is answered."""

    mail = models.OneToOneField(Mail, on_delete=models.CASCADE)
    application = models.ForeignKey(Application, null=True, on_delete=models.CASCADE)
    kind = models.CharField(max_length=12)  # the kind that the mail would be
    text = models.TextField()
    options = models.JSONField(default=list)  # pks of applications it may belong to


class Person(Owned):
    """Someone met in an application's mails, or named by the person."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="people")
    name = models.TextField(default="")
    email = models.TextField(default="")
    no_reply = models.BooleanField(default=False)
    by_person = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "email", "name"], name="one_person_once"),
        ]
