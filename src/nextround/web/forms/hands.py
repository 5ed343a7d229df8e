"""What had a hand in it, and where it belongs."""

from __future__ import annotations

from django import forms

from nextround.desk import hands
from nextround.web.forms.fields import Form

_LIST = {"invalid_choice": "Choose from the list. Nothing was changed."}


def _themes() -> list[tuple[str, str]]:
    return [("", "none of these"), *hands.theme_choices()]


class MatterForm(Form):
    """Something to write down; the column may be left to its theme."""

    text = forms.CharField(
        label="What had a hand in it?", required=False, help_text="Their words, or what you think yourself."
    )
    theme = forms.ChoiceField(label="It is about", required=False, choices=_themes, error_messages=_LIST)
    control = forms.ChoiceField(
        label="It belongs to",
        required=False,
        choices=[("", "where its theme usually stands"), *hands.COLUMN_CHOICES],
        error_messages=_LIST,
    )
