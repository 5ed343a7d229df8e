"""What is remembered: one class a table, an owner on every row.

Two sorts of columns. *Words* are what the person or a mailbox said, and are never recomputed. *Derived*
columns (an application's outcome, the events read from mail, the questions) follow from the words and may
be written afresh at any time; see `desk.arranging`. Only `records` and `desk` import this module.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models


class Owned(models.Model):
    """A row that belongs to one person."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)

    class Meta:
        abstract = True


class Import(Owned):
    """One reading of one mailbox. The row is the queue: whoever works looks for a state that is not ended.

    One without a path stands for all that a connected account brings.
    """

    class State(models.TextChoices):
        """How far the reading is."""

        WAITING = "waiting"
        READING = "reading"
        PAUSED = "paused"
        CANCELLED = "cancelled"
        FAILED = "failed"
        DONE = "done"

    path = models.TextField()
    name = models.TextField()
    uploaded = models.BooleanField(default=False)  # the file is our copy: delete it at the end
    demo = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    asked_to_stop = models.BooleanField(default=False)
    bytes_total = models.BigIntegerField(default=0)
    bytes_done = models.BigIntegerField(default=0)
    messages = models.BigIntegerField(default=0)
    received = models.BigIntegerField(default=0)
    kept = models.BigIntegerField(default=0)
    checkpoint = models.JSONField(null=True)
    sentence = models.TextField(default="")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "-created_at"]), models.Index(fields=["state"])]


class Account(Owned):
    """A mail account that the person connected.

    The row is the queue of its looks: whoever works looks for one that waits and whose time has come. What a
    look brings hangs on `source`, whose checkpoint is the marks of its folders.
    """

    class State(models.TextChoices):
        """What the account is at."""

        WAITING = "waiting"  # for its next look, or for the server to be well again
        LOOKING = "looking"
        STOPPED = "stopped"  # the person is needed, for a new password for instance

    address = models.TextField()
    user = models.TextField()
    host = models.TextField()
    port = models.PositiveIntegerField()
    security = models.CharField(max_length=12)
    how = models.CharField(max_length=12)
    secret = models.TextField()  # sealed, see `records.safe`
    drafts = models.BooleanField(default=False)  # the person allows letters to be put into its drafts
    source = models.OneToOneField(Import, on_delete=models.CASCADE, related_name="account")
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    asked = models.BooleanField(default=False)  # by the person, to look now
    fresh = models.BooleanField(default=False)  # mails came in that nobody filed yet
    sentence = models.TextField(default="")  # what went wrong at the last attempt
    attempts = models.PositiveIntegerField(default=0)  # since it last went well
    next_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    total = models.BigIntegerField(default=0)  # mails in its folders
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "address"], name="one_account_once"),
        ]


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


class Problem(Owned):
    """Something in a mailbox that could not be read; the rest went on."""

    source = models.ForeignKey(Import, on_delete=models.CASCADE)
    where = models.TextField()
    what = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "where", "what"], name="one_problem_once"),
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


class Letter(Owned):
    """A letter in the person's own words. `version` rises at each save, so two tabs cannot lose a text."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="letters")
    mail = models.ForeignKey(Mail, null=True, on_delete=models.SET_NULL)  # what it answers
    kind = models.CharField(max_length=24)
    answers = models.JSONField(default=dict)
    text = models.TextField(default="")
    other_text = models.TextField(default="")  # what another window held when two were open
    kept = models.JSONField(default=list)  # findings the person chose to keep: [rule, words]
    recipient_name = models.TextField(default="")
    recipient_email = models.TextField(default="")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    sent_as = models.TextField(default="")  # the id of the mail that was found to be it
    drafted_at = models.DateTimeField(null=True)
    drafted_to = models.TextField(default="")  # the account in whose drafts it was put
    drafted_text = models.TextField(default="")  # as it was put there

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "application"])]


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
    put_away_until = models.DateTimeField(null=True)
    calendar_link = models.TextField(default="", db_index=True)  # the secret word of its address
    arranged = models.BooleanField(default=True)  # false while the derived rows lag behind the words
