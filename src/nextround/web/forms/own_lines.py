"""A line of one's own."""

from __future__ import annotations

from django import forms

from nextround.desk.own_lines import SPACES
from nextround.web.forms.fields import Form


class TrueForm(Form):
    """What stays true about me."""

    text = forms.CharField(
        label="Something that stays true about you",
        help_text="A person who likes you, something you value, something you can do.",
        error_messages={"required": "There are no words in it yet, so nothing was kept."},
    )


class NextForm(Form):
    """A sentence for the next no."""

    text = forms.CharField(
        label="If a no comes, then",
        help_text="For example what you will do in the first hour, or what you want to remember.",
        error_messages={"required": "There are no words in it yet, so nothing was kept."},
    )
    every = forms.TypedChoiceField(
        label="Show it", coerce=int, required=False, choices=list(SPACES.items()), initial=0
    )
