"""The person's answer about an interview's time."""

from __future__ import annotations

from django import forms

from nextround.web.forms.fields import DayInput, Form

ANSWERS = ("yes", "no", "off", "other")


class AnswerForm(Form):
    """Yes, no, it is off, or another day and time."""

    mail = forms.IntegerField(min_value=1, max_value=2**62)
    answer = forms.ChoiceField(choices=[(one, one) for one in ANSWERS])
    start = forms.CharField(required=False, max_length=40)
    day = forms.DateField(
        required=False, widget=DayInput, error_messages={"invalid": "Give the day as 2026-03-31."}
    )
    time = forms.TimeField(
        required=False,
        input_formats=["%H:%M"],
        error_messages={"invalid": "Give the time as 14:30."},
    )

    def clean(self) -> dict[str, object]:
        """Another time needs both a day and an hour."""
        told = super().clean() or {}
        lacking = told.get("day") is None or told.get("time") is None
        if told.get("answer") == "other" and lacking and not self.errors:
            raise forms.ValidationError("Give both the day and the time. Nothing was changed.")
        return told
