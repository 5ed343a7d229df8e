"""What they said, as they said it."""

from __future__ import annotations

from django import forms

from nextround.desk.answers import CHANNELS, SOURCES
from nextround.web.forms.applications import not_ahead
from nextround.web.forms.fields import DayInput, Form


class AnswerForm(Form):
    """Words that came by phone, in person or on a portal."""

    words = forms.CharField(
        label="What they said, in their words",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="As close as you remember. It is kept as it is, and nothing is made of it before you look.",
        error_messages={"required": "There are no words yet. Write down what they said, as they said it."},
    )
    source = forms.ChoiceField(
        label="Who said it", choices=[(value, words.capitalize()) for value, words in SOURCES.items()]
    )
    said_by = forms.CharField(label="Their name, if you know it", required=False, max_length=200)
    channel = forms.ChoiceField(
        label="How it came",
        choices=[(value, words.capitalize()) for value, words in CHANNELS.items()],
        initial="call",
    )
    when = forms.DateField(
        label="When",
        widget=DayInput,
        validators=[not_ahead],
        error_messages={"required": "Choose the day.", "invalid": "Give the day as 2026-03-31."},
    )
