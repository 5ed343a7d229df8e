"""The room's name inside Django."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """What is remembered."""

    name = "nextround.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
