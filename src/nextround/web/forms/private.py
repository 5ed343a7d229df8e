"""Private writing, three kind lines, and a thought looked at again: every field may stay empty."""

from __future__ import annotations

from django import forms

from nextround.desk.private import LONGEST
from nextround.web.forms.fields import Form


def _words(label: str, rows: int = 2, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        error_messages={"max_length": "This is longer than a page can hold. Please keep it in two pages."},
    )


class PageForm(Form):
    """Free writing."""

    text = _words("For your eyes only", 14)


class KindForm(Form):
    """Three lines of kindness: what hurts, who else knows it, what one would say to a friend."""

    hurts = _words("What hurts", help_text="As plainly as it is.")
    others = _words("Who else knows this", help_text="Someone you know, or all who read such a mail today.")
    friend = _words("What you would say to a friend", help_text="If it had happened to them.")


class ThoughtForm(Form):
    """A thought, and a kinder sentence that is true."""

    thought = _words("The thought", help_text="In the words in which it comes.")
    kinder = _words("A kinder sentence that is true", help_text="It need not be cheerful. True is enough.")


FORMS: dict[str, type[Form]] = {"page": PageForm, "kind": KindForm, "thought": ThoughtForm}
