"""What they told the person, word for word, and whom to stay in touch with."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from nextround.records.models.applications import Application, Mail
from nextround.records.models.owned import Owned


class WordsStay(Exception):
    """Somebody tried to change words that are kept as they came."""


class KeptWords(models.QuerySet["Feedback"]):
    """Rows whose words nobody can change."""

    def update(self, **columns: Any) -> int:
        """Change other columns than the words."""
        if "words" in columns:
            raise WordsStay
        return super().update(**columns)


class Feedback(Owned):
    """One feedback, in the words in which it came. What is made of it stands in columns beside."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="feedback")
    mail = models.ForeignKey(Mail, null=True, on_delete=models.SET_NULL, related_name="feedback")
    words = models.TextField()
    source = models.CharField(max_length=12, default="employer")
    channel = models.CharField(max_length=12, default="mail")
    said_by = models.TextField(default="")  # a name, where one is known
    at = models.DateTimeField()
    by_person = models.BooleanField(default=False)  # the person wrote it down, or chose to keep it
    away = models.BooleanField(default=False)  # of a mail, and taken away by the person
    # what was made of it
    sort = models.CharField(max_length=12)
    themes = models.JSONField(default=list)  # [id, confidence], best first
    # the person's word about it, which wins
    said_sort = models.CharField(max_length=12, default="")
    said_theme = models.CharField(max_length=32, default="")

    objects = KeptWords.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "application", "at"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mail"], condition=models.Q(mail__isnull=False), name="one_feedback_a_mail"
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save all but changed words: those stay as they came."""
        if self.pk and type(self).objects.filter(pk=self.pk).exclude(words=self.words).exists():
            raise WordsStay
        super().save(*args, **kwargs)


class OwnView(Owned):
    """How good the person found something of an interview themselves: 1 to 5, by theme."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="own_views")
    theme = models.CharField(max_length=32)
    stars = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "theme"], name="one_view_a_theme"),
        ]


class Contact(Owned):
    """Someone from an application whom the person keeps in touch with, or chose not to (`declined`)."""

    application = models.ForeignKey(
        Application, null=True, on_delete=models.SET_NULL, related_name="contacts"
    )
    name = models.TextField(default="")
    email = models.TextField(default="")
    firm = models.TextField(default="")
    declined = models.BooleanField(default=False)
    interest = models.TextField(default="")  # what they care about: a reason to write
    hello = models.TextField(default="")  # the person's own words for connecting
    hello_at = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "name", "email"], name="one_contact_once"),
        ]


class Lead(Owned):
    """An opening that a contact told the person of."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="leads")
    what = models.TextField()
    at = models.DateTimeField()


ANSWERS = (Lead, Contact, OwnView, Feedback)
