"""Putting a step off to a day of one's own."""

from __future__ import annotations

from django import forms

from nextround.web.forms.fields import DayInput, Form


class PutOffForm(Form):
    """The step, and the day on which it may come back."""

    step = forms.CharField(max_length=200)
    day = forms.DateField(
        widget=DayInput,
        error_messages={
            "required": "Choose a day. Nothing was changed.",
            "invalid": "Give the day as 2026-03-31. Nothing was changed.",
        },
    )
