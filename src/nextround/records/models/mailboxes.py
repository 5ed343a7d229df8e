"""Where mail comes from."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nextround.records.models.owned import Owned


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


class Problem(Owned):
    """Something in a mailbox that could not be read; the rest went on."""

    source = models.ForeignKey(Import, on_delete=models.CASCADE)
    where = models.TextField()
    what = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "where", "what"], name="one_problem_once"),
        ]
