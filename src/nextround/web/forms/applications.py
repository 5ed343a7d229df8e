"""An application by hand, its names, and what happened to it."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils import timezone

from nextround.desk.words import KIND_WORDS, STAGE_WORDS
from nextround.web.forms.fields import DayInput, Form

TOLD = ("interview", "assessment", "rejection", "feedback", "offer", "cancelled", "own", "other")


def not_ahead(day: date | None) -> None:
    """Refuse a day that has not come yet."""
    if day and day > timezone.localdate():
        raise forms.ValidationError("That day has not come yet. Choose today or a day before.")


class NamesForm(Form):
    """Who and what."""

    company = forms.CharField(
        label="Employer",
        max_length=300,
        error_messages={"required": "Give the employer a name, so that you find it again."},
    )
    role = forms.CharField(label="Role", max_length=300, required=False)
    agency = forms.CharField(
        label="Agency",
        max_length=300,
        required=False,
        help_text="If someone stands between you and the employer.",
    )
    note = forms.CharField(
        label="Note to yourself", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=5000
    )


class AddForm(NamesForm):
    """A new one, with the day of the application."""

    applied_on = forms.DateField(
        label="Applied on",
        required=False,
        widget=DayInput,
        validators=[not_ahead],
        error_messages={"invalid": "Give the day as 2026-03-31."},
    )
    field_order = ("company", "role", "applied_on", "agency", "note")


OUTCOMES = (
    ("rejected", "It was a no"),
    ("offer", "I have an offer"),
    ("withdrawn", "I withdrew"),
    ("cancelled", "The position was closed"),
    ("open", "It is open"),
)
STAGES = [
    ("", "I do not know"),
    *((value, words.capitalize()) for value, words in STAGE_WORDS.items() if value),
]


class MarkForm(Form):
    """What the answer was, when it came, and how far it had come; the last two may stay as they are."""

    outcome = forms.CharField(label="What it was", required=False, widget=forms.Select(choices=OUTCOMES))
    when = forms.DateField(
        label="When",
        required=False,
        widget=DayInput,
        validators=[not_ahead],
        error_messages={"invalid": "Give the day as 2026-03-31."},
    )
    stage = forms.ChoiceField(label="How far it had come", required=False, choices=STAGES)
    note = forms.CharField(label="In your words", required=False, max_length=5000)


class EventForm(Form):
    """Something that happened by phone or in person."""

    kind = forms.ChoiceField(
        label="What", choices=[(value, KIND_WORDS[value].capitalize()) for value in TOLD]
    )
    when = forms.DateField(
        label="When",
        widget=DayInput,
        validators=[not_ahead],
        error_messages={"required": "Choose the day.", "invalid": "Give the day as 2026-03-31."},
    )
    stage = forms.ChoiceField(
        label="How far it had come",
        required=False,
        choices=STAGES,
    )
    note = forms.CharField(
        label="In your words", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=5000
    )
