"""A no, however it came; the card for a call; and the end of an application."""

from __future__ import annotations

from django import forms

from nextround.desk.closing import GAIN_WORDS
from nextround.desk.noes import CHANNEL_WORDS
from nextround.web.forms.applications import STAGES, not_ahead
from nextround.web.forms.feelings import FeelingField
from nextround.web.forms.fields import DayInput, Form

SURE = (("yes", "It is a no"), ("no", "I am not sure"))
AGAIN = (("yes", "Yes"), ("no", "No"), ("", "Not now"))


class NoForm(Form):
    """How it feels, how it came, when, in which round, who told it, and whether it is certain."""

    feeling = FeelingField()
    channel = forms.ChoiceField(
        label="How it came",
        choices=[(channel.value, words) for channel, words in CHANNEL_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it came; “I was told nothing” is one of the ways."},
    )
    when = forms.DateField(
        label="When",
        widget=DayInput,
        validators=[not_ahead],
        error_messages={"required": "Choose the day.", "invalid": "Give the day as 2026-03-31."},
    )
    stage = forms.ChoiceField(label="Which round it was", required=False, choices=STAGES)
    who = forms.CharField(
        label="Who told you",
        required=False,
        max_length=300,
        help_text="A name, if there is one.",
        widget=forms.TextInput(attrs={"list": "people-known"}),
    )
    agency = forms.CharField(
        label="Which agency",
        required=False,
        max_length=300,
        help_text="Their recruiter often hears more than you do, and is the first to ask.",
    )
    sure = forms.ChoiceField(
        label="How certain it is", required=False, choices=SURE, widget=forms.RadioSelect, initial="yes"
    )
    note = forms.CharField(
        label="In your words", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=5000
    )


class NewNoForm(NoForm):
    """The same for an application that is not in the list yet."""

    company = forms.CharField(
        label="Employer",
        max_length=300,
        error_messages={"required": "Give the employer a name, so that you find it again."},
    )
    role = forms.CharField(label="Role", max_length=300, required=False)


class CardForm(Form):
    """The person's words for the call that may come."""

    question = forms.CharField(
        label="One question",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        help_text="About next time, in your words. One is enough.",
    )
    thanks = forms.CharField(
        label="One thank-you",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        help_text="For something that you remember.",
    )


class LaterForm(Form):
    """Working with them later; every field may be left out."""

    again = forms.ChoiceField(
        label="Would you work with them?", required=False, choices=AGAIN, widget=forms.RadioSelect
    )
    open_roles = forms.BooleanField(label="I am open to other roles there", required=False)
    roles = forms.CharField(
        label="Which ones", required=False, max_length=500, help_text="For example: lab roles, part time."
    )


class CloseForm(LaterForm):
    """The same, with what the person takes along and what came of it."""

    takes = forms.CharField(
        label="One thing I take with me",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        help_text="Leaving it empty is fine.",
    )
    gain = forms.CharField(
        label="In one line",
        required=False,
        max_length=1000,
        help_text="Someone you met, another opening, something you learned.",
    )
    gain_kind = forms.ChoiceField(
        label="What it is", required=False, choices=list(GAIN_WORDS.items()), initial="lesson"
    )
    field_order = ("takes", "gain", "gain_kind", "again", "open_roles", "roles")


class GainForm(Form):
    """One thing that came from a no."""

    kind = forms.ChoiceField(label="What it is", choices=list(GAIN_WORDS.items()))
    text = forms.CharField(
        label="In one line",
        max_length=1000,
        error_messages={"required": "Write one line about what came of it."},
    )
