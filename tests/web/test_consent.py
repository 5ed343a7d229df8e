from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from nextround.records.models import Account
from tests.consenting import DOMAIN, Consenting, consenting
from tests.desk.post import search, someone
from tests.dovecot import Dovecot


@pytest.fixture
def provider(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Consenting]:
    with consenting(dovecot, monkeypatch) as state:
        yield state


@pytest.fixture
def address(dovecot: Dovecot) -> str:
    name = someone()
    dovecot.fill(name, search())
    return f"{name}@{DOMAIN}"


def sealed_in(html: str) -> str:
    found = re.search(r'name="sealed" value="([^"]+)"', html)
    assert found
    return found[1]


def test_outlook_offers_consent_and_says_how_to_get_a_client(page: Client) -> None:
    html = page.get("/accounts/add", {"address": "ines@outlook.com"}).content.decode()
    assert "With a client ID of your own" in html
    assert "App registrations" in html
    assert 'action="/accounts/consent"' in html
    assert (
        'action="/accounts/consent"'
        not in page.get("/accounts/add", {"address": "i@gmail.com"}).content.decode()
    )


def test_code_then_yes_connects(page: Client, provider: Consenting, address: str) -> None:
    answer = page.post("/accounts/consent", {"address": address, "client": "client-1"})
    html = answer.content.decode()
    assert "WXYZ-7788" in html
    assert 'href="https://localhost/enter"' in html
    assert "device-1" not in html
    assert "no-store" in answer.headers["Cache-Control"]
    html = page.post("/accounts/consent", {"sealed": sealed_in(html)}).content.decode()
    assert "has not heard your yes so far" in html
    provider.yes(address.partition("@")[0])
    answer = page.post("/accounts/consent", {"sealed": sealed_in(html)}, follow=True)
    assert answer.context["account"].how == "consent"
    assert "You gave access by consent" in answer.content.decode()


@pytest.mark.parametrize("said", [{"client": ""}, {"client": "x" * 300}, {"address": "ines"}])
def test_what_cannot_be_is_told_beside_its_field(
    page: Client, provider: Consenting, said: dict[str, str]
) -> None:
    answer = page.post("/accounts/consent", {"address": f"ines@{DOMAIN}", "client": "c"} | said)
    assert answer.status_code == 400
    assert 'class="error"' in answer.content.decode()
    assert provider.asked == []


def test_domain_of_ones_own_is_connected_at_the_provider_it_was_found_at(
    page: Client, provider: Consenting, address: str
) -> None:
    own = address.replace(DOMAIN, "lumenyard.example")
    said = {"address": own, "client": "client-1", "provider": "Mail House"}
    assert "With a client ID" in page.post("/accounts/consent", said | {"client": ""}).content.decode()
    html = page.post("/accounts/consent", said).content.decode()
    provider.yes(own.partition("@")[0])
    answer = page.post("/accounts/consent", {"sealed": sealed_in(html)}, follow=True)
    assert answer.context["account"].address == own
    assert page.post("/accounts/consent", said | {"provider": "Nobody"}).status_code == 400


def test_refusal_of_the_provider_is_a_sentence(page: Client, provider: Consenting, address: str) -> None:
    told = provider.told
    provider.told = lambda _: {"error": "invalid_client"}  # type: ignore[method-assign]
    answer = page.post("/accounts/consent", {"address": address, "client": "c-1", "client_secret": "hush"})
    assert answer.status_code == 400
    assert "does not know this client ID" in answer.content.decode()
    assert "hush" not in answer.content.decode()
    provider.told = told  # type: ignore[method-assign]
    html = page.post("/accounts/consent", {"address": address, "client": "c-1"}).content.decode()
    provider.error = "expired_token"
    answer = page.post("/accounts/consent", {"sealed": sealed_in(html)})
    assert answer.status_code == 400
    assert "too old" in answer.content.decode()
    assert Account.objects.count() == 0
