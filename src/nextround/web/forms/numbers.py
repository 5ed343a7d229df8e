"""Numbers to try the arithmetic with."""

from __future__ import annotations

from django import forms

from nextround.web.forms.fields import Form

_NUMBER = "Give a number between 0 and 100,000."
_SHARE = "Give a number between 0 and 100."


class LuckForm(Form):
    """How many applications, and how many in a hundred lead to an interview."""

    count = forms.IntegerField(
        label="Applications",
        min_value=0,
        max_value=100_000,
        error_messages={"invalid": _NUMBER, "min_value": _NUMBER, "max_value": _NUMBER, "required": _NUMBER},
    )
    percent = forms.FloatField(
        label="Interviews in 100 applications",
        min_value=0,
        max_value=100,
        error_messages={"invalid": _SHARE, "min_value": _SHARE, "max_value": _SHARE, "required": _SHARE},
    )
