"""Where they can be rung, and how a call went."""

from __future__ import annotations

from django import forms

from nextround.desk.calls import CallView
from nextround.web.countries import COUNTRIES
from nextround.web.forms.fields import DayInput, Form


class OfficeForm(Form):
    """A number and a place; the part of the country and the clocks are asked where they matter."""

    number = forms.CharField(
        label="Their number",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
        help_text="Best with the country in front, like +44.",
    )
    country = forms.ChoiceField(
        label="Country", required=False, choices=[("", "As the number says"), *COUNTRIES]
    )
    part = forms.ChoiceField(
        label="Part of the country", required=False, help_text="Some holidays are kept in one part alone."
    )
    zone = forms.ChoiceField(label="Their clocks", required=False)
    welcome = forms.BooleanField(label="They rang me, or gave me this number for questions", required=False)

    def __init__(self, view: CallView, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._offer("part", [("", "I do not know"), *view.parts] if view.parts else [])
        zones = [(name, name.replace("_", " ")) for name in view.zones]
        self._offer("zone", [("", "As the number or the country says"), *zones] if len(zones) > 1 else [])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Ask only where there is something to choose."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- as declared above
        field.choices = choices
        if not choices:
            del self.fields[name]


class LogForm(Form):
    """How it went, with a name and their words where there are any."""

    outcome = forms.ChoiceField(
        label="How it went",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the call went."},
    )
    day = forms.DateField(
        label="Day to ring again",
        required=False,
        widget=DayInput,
        error_messages={"invalid": "Give the day as 2026-03-31."},
    )
    time = forms.TimeField(
        label="Time, on their clocks",
        required=False,
        input_formats=["%H:%M"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Give the time as 14:30."},
    )
    whom = forms.CharField(
        label="Who is the right person, or whom did you speak with?", required=False, max_length=300
    )
    said = forms.CharField(
        label="What they said, in their words",
        required=False,
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="It is kept as you write it.",
    )

    def __init__(self, view: CallView, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- as declared above
        field.choices = view.outcomes
        if len(view.outcomes) == 1:  # only a call of theirs can be told: nothing to choose, nobody to ring
            field.widget, field.initial = forms.HiddenInput(), view.outcomes[0][0]
            del self.fields["day"], self.fields["time"]
