"""A practice interview: who listened, and marks from 1 to 5, each of which may be left out."""

from __future__ import annotations

from django import forms

from nextround.desk import practice
from nextround.web.forms.fields import Form

_MARKS = [("", "no mark"), *((str(mark), str(mark)) for mark in range(1, 6))]


class WhoForm(Form):
    """Whom one practised with."""

    who = forms.CharField(
        label="Who listened?", required=False, max_length=200, help_text="A name, or nobody in particular."
    )


class MarksForm(Form):
    """One mark an item."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for item in practice.pack().items:
            self.fields[item.id] = forms.TypedChoiceField(
                label=item.name,
                help_text=f"1: {item.low}. 5: {item.high}.",
                required=False,
                coerce=int,
                choices=_MARKS,
                error_messages={"invalid_choice": "Marks go from 1 to 5."},
            )

    def marks(self) -> dict[str, int]:
        """The marks that were given, by item."""
        ids = [item.id for item in practice.pack().items]
        return {key: self.cleaned_data[key] for key in ids if self.cleaned_data.get(key)}


class ObserverForm(MarksForm):
    """The same, with the sheet as text and one line of theirs."""

    sheet = forms.CharField(
        label="Or paste their sheet",
        required=False,
        max_length=20_000,
        help_text="As it came back to you. Marks are read from lines like “2. Gives an example: 4”.",
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    line = forms.CharField(label="What worked best, in their words", required=False, max_length=1_000)
