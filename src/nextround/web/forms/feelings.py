"""Naming a feeling: a field for any form, never required."""

from __future__ import annotations

from django import forms

from nextround.desk import feelings
from nextround.web.forms.fields import Form


class FeelingField(forms.ChoiceField):
    """One word for how it feels, or none. Draw it with `partials/feelings.html`."""

    def __init__(self, label: str = "How is it for you?") -> None:
        super().__init__(
            label=label,
            required=False,
            choices=feelings.choices,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": "Choose one of these words, or none of them."},
        )


class FeelingForm(Form):
    """The feeling alone."""

    feeling = FeelingField()
