"""A mail account: its address, then how to get in."""

from __future__ import annotations

from django import forms

from nextround.web.forms.fields import Form

SECURITY = (
    ("tls", "TLS from the start (usually port 993)"),
    ("starttls", "STARTTLS (usually port 143)"),
    ("plain", "None: a server on this very computer"),
)
HOW = (("password", "Password or app password"), ("xoauth2", "Access token (XOAUTH2)"))


class AddressForm(Form):
    """Whose account."""

    address = forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        error_messages={
            "required": "Write down the address of the account.",
            "invalid": "That does not look like an address. It needs an @ and a domain.",
        },
    )


class SecretInput(forms.PasswordInput):
    """A field whose words are hidden, and never come back on a page."""

    def __init__(self) -> None:
        super().__init__(attrs={"autocomplete": "off", "spellcheck": "false"}, render_value=False)


class SecretForm(Form):
    """A password, or where only that works an access token."""

    def __init__(self, *args: object, how: str = "password", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if how == "xoauth2":
            self.fields["secret"].label = "Access token"

    secret = forms.CharField(
        label="Password or app password",
        widget=SecretInput,
        strip=True,
        max_length=20_000,
        error_messages={"required": "Enter the password, or the access token."},
    )


class ClientForm(Form):
    """A client of the person's own, for a provider that gives access by consent."""

    client = forms.CharField(
        label="Client ID",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Paste the client ID."},
    )
    client_secret = forms.CharField(
        label="Client secret",
        widget=SecretInput,
        required=False,
        max_length=500,
        help_text="Only if the client has one.",
    )


class AccountForm(SecretForm):
    """All that signing in needs; what a provider's address tells is filled in already."""

    drafts = forms.BooleanField(label="Nextround may put letters into my drafts when I click", required=False)
    host = forms.CharField(
        label="Incoming mail server (IMAP)",
        max_length=253,
        help_text="For example imap.provider.example. Your provider’s help pages name it.",
        error_messages={"required": "Write down the name of the server."},
    )
    port = forms.IntegerField(
        label="Port",
        min_value=1,
        max_value=65535,
        initial=993,
        error_messages={
            "required": "Write down the port, usually 993.",
            "invalid": "A port is a number, usually 993.",
            "min_value": "A port is a number from 1 to 65535, usually 993.",
            "max_value": "A port is a number from 1 to 65535, usually 993.",
        },
    )
    security = forms.ChoiceField(label="Protection on the way", choices=SECURITY, initial="tls")
    how = forms.ChoiceField(label="What you sign in with", choices=HOW, initial="password")
    user = forms.CharField(
        label="Name to sign in with",
        max_length=254,
        required=False,
        help_text="Only if it is not your address.",
    )

    def clean_host(self) -> str:
        """A server's name has no spaces and no path."""
        host = str(self.cleaned_data["host"]).strip().lower()
        if any(c.isspace() or c in "/@?#" for c in host):
            raise forms.ValidationError("That is not a server’s name. It looks like imap.provider.example.")
        return host
