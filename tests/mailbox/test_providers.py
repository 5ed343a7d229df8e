"""From an address to its provider."""

from __future__ import annotations

import pytest

from nextround.library import load_toml
from nextround.mailbox.providers import domain_of, settings_for, settings_for_exchanger

ROWS = load_toml("mail_providers.toml")["provider"]


@pytest.mark.parametrize(
    ("address", "host", "sign_in"),
    [
        ("me@gmail.com", "imap.gmail.com", "app"),
        ("Me@GoogleMail.com", "imap.gmail.com", "app"),
        ("me@outlook.com", "outlook.office365.com", "token"),
        ("me@hotmail.co.uk", "outlook.office365.com", "token"),
        ("me@live.fr", "outlook.office365.com", "token"),
        ("me@yahoo.fr", "imap.mail.yahoo.com", "app"),
        ("me@yahoo.co.jp", "imap.mail.yahoo.co.jp", "password"),
        ("me@icloud.com", "imap.mail.me.com", "app"),
        ("me@fastmail.com", "imap.fastmail.com", "app"),
        ("me@gmx.de", "imap.gmx.net", "password"),
        ("me@gmx.fr", "imap.gmx.com", "password"),
        ("me@web.de", "imap.web.de", "password"),
        ("me@posteo.net", "posteo.de", "password"),
        ("me@t-online.de", "secureimap.t-online.de", "app"),
        ("me@orange.fr", "imap.orange.fr", "password"),
        ("me@seznam.cz", "imap.seznam.cz", "password"),
        ("me@tuta.com", "", "none"),
    ],
)
def test_well_known_address_has_settings(address: str, host: str, sign_in: str):
    provider = settings_for(address)
    assert provider is not None
    assert (provider.host, provider.sign_in) == (host, sign_in)


@pytest.mark.parametrize(
    "address",
    ["me@firm.example", "me@gmail.com.firm.example", "me@notgmail.com", "me@yahoo.firm.example", "gmail.com",
     "me@live.example", "me@mail.yahoo.com", "me@.com", "me@gmail..com", "me@" + "ü" * 80 + ".example", "me@",
     ""],
)  # fmt: skip
def test_other_address_has_none(address: str):
    assert settings_for(address) is None


def test_domain_is_read_in_lower_case_and_ascii():
    assert domain_of("Me@Bücher.Example.") == "xn--bcher-kva.example"


def test_bridge_runs_on_this_computer():
    provider = settings_for("me@proton.me")
    assert provider is not None
    assert (provider.host, provider.security, provider.sign_in) == ("127.0.0.1", "plain", "bridge")


def test_token_only_provider_makes_a_login_with_a_token():
    provider = settings_for("me@outlook.com")
    assert provider is not None
    login = provider.login("me@outlook.com", "t")
    assert (login.how, login.user, login.security) == ("xoauth2", "me@outlook.com", "tls")


def test_name_alone_signs_in_where_the_provider_wants_it_so():
    provider = settings_for("anna.b@riseup.net")
    assert provider is not None
    assert provider.login("anna.b@riseup.net", "s").user == "anna.b"


@pytest.mark.parametrize(
    ("exchanger", "name"),
    [
        ("aspmx.l.google.com.", "Gmail"),
        ("firm-example.mail.protection.outlook.com", "Outlook"),
        ("in1-smtp.messagingengine.com", "Fastmail"),
        ("mx.firm.example", None),
        ("notgoogle.com", None),
    ],
)
def test_exchanger_of_an_own_domain_tells_the_provider(exchanger: str, name: str | None):
    provider = settings_for_exchanger(exchanger)
    assert (provider.name if provider else None) == name


def test_no_domain_stands_with_two_providers():
    for key in ("domains", "mx"):
        every = [one for row in ROWS for one in row.get(key, ())]
        assert sorted(every) == sorted(set(every))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_provider_is_told_whole(row: dict):
    assert row["sign_in"] in {"password", "app", "token", "bridge", "none"}
    assert bool(row["host"]) == (row["sign_in"] != "none")
    assert row.get("security", "tls") in {"tls", "starttls"} or row["host"] == "127.0.0.1"
    assert row["domains"] or row["mx"]
    assert all(one == one.lower() and one.isascii() for one in (*row["domains"], *row.get("mx", ())))
    assert row["steps"]
    assert all(step.endswith(".") and len(step) < 160 for step in row["steps"])
    assert row["link"] == "" or row["link"].startswith("https://")
    assert "last_checked" in row
