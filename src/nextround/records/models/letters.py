"""Letters in the person's own words."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nextround.records.models.applications import Application, Mail
from nextround.records.models.owned import Owned


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
