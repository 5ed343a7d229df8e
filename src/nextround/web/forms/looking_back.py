"""One small step of looking back."""

from __future__ import annotations

from django import forms

from nextround.desk.looking_back import LONGEST
from nextround.web.forms.fields import Form


class AnswerForm(Form):
    """The answer to one question; it may stay empty."""

    words = forms.CharField(
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 7, "dir": "auto", "aria-labelledby": "question"}),
        error_messages={"max_length": "This is longer than an answer can hold. A shorter one is kept."},
    )
