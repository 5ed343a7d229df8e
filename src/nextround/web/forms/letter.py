"""Who a letter goes to."""

from __future__ import annotations

from django import forms

from nextround.web.forms.fields import Form


class RecipientForm(Form):
    """A name and an address."""

    name = forms.CharField(label="Name", max_length=200, required=False)
    email = forms.EmailField(
        label="E-mail",
        required=False,
        max_length=254,
        error_messages={"invalid": "That does not look like an address. It needs an @ and a domain."},
    )
