"""A row that belongs to somebody."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Owned(models.Model):
    """A row that belongs to one person."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)

    class Meta:
        abstract = True
