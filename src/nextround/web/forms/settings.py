"""What a person tells about themselves."""

from __future__ import annotations

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from nextround.web.countries import COUNTRIES
from nextround.web.forms.fields import Form

THEMES = (("auto", "As the computer has it"), ("light", "Light"), ("dark", "Dark"))


@cache
def zones() -> list[tuple[str, str]]:
    """Every place with its own time, and the wish not to say."""
    names = sorted(
        name
        for name in available_timezones()
        if "/" in name and not name.startswith(("Etc/", "SystemV/", "posix/", "right/"))
    )
    return [("", "As the computer has it"), *((name, name.replace("_", " ")) for name in names)]


class HourField(forms.TimeField):
    """An hour of the day, or none."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def __init__(self, **words: Any) -> None:
        super().__init__(
            required=False,
            input_formats=["%H:%M", "%H:%M:%S"],
            error_messages={"invalid": "Give the time as 21:30."},
            **words,
        )


class SettingsForm(Form):
    """Name, addresses, place and look."""

    name = forms.CharField(
        label="Your name", max_length=200, required=False, help_text="Stands under your letters."
    )
    addresses = forms.CharField(
        label="Your own e-mail addresses",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text="One a line. They tell your own mail from theirs.",
    )
    country = forms.ChoiceField(
        label="Country",
        required=False,
        choices=[("", "I would rather not say"), *COUNTRIES],
        help_text="For working days, and for people you can talk to.",
    )
    zone = forms.ChoiceField(label="Time zone", required=False, choices=zones)
    quiet_from = HourField(label="Quiet hours from")
    quiet_to = HourField(
        label="Quiet hours until",
        help_text="In these hours no call is suggested and no mail to yourself is written.",
    )
    theme = forms.ChoiceField(label="Light or dark", required=False, choices=THEMES)

    def clean_addresses(self) -> list[str]:
        """The addresses, lower case, each once."""
        found = list(dict.fromkeys(str(self.cleaned_data["addresses"]).replace(",", " ").lower().split()))
        for address in found:
            try:
                validate_email(address)
            except ValidationError:
                raise forms.ValidationError(
                    f"“{address}” does not look like an address. It needs an @ and a domain."
                ) from None
        return found

    def clean(self) -> dict[str, object]:
        """Quiet hours have both ends, or none."""
        told = super().clean() or {}
        ends = [told.pop("quiet_from", None), told.pop("quiet_to", None)]
        if not self.errors and ends.count(None) == 1:
            raise forms.ValidationError("Give both ends of the quiet hours, or neither. Nothing was saved.")
        return told | {"quiet": None if None in ends else tuple(ends)}

    def clean_theme(self) -> str:
        """A theme, even when the form did not say one."""
        return str(self.cleaned_data["theme"] or "auto")
