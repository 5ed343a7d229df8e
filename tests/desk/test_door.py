from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from nextround import door
from nextround.home import secret_key
from nextround.link import make_link, use_link

HOME: Path = settings.HOME


def token_of(link: str) -> str:
    return link.rsplit("/", 1)[1]


def test_a_link_opens_once(db: None) -> None:
    link = make_link(HOME, 8765)
    assert link.startswith("http://127.0.0.1:8765/in/")
    assert not use_link(HOME, "wrong")
    assert use_link(HOME, token_of(link))
    assert not use_link(HOME, token_of(link))


def test_a_link_ends_after_five_minutes() -> None:
    with time_machine.travel("2026-05-04 09:00:00+00:00", tick=False):
        link = make_link(HOME, 8765)
    with time_machine.travel("2026-05-04 09:05:01+00:00", tick=False):
        assert not use_link(HOME, token_of(link))


def test_the_token_itself_is_nowhere_on_the_disk() -> None:
    link = make_link(HOME, 8765)
    text = (HOME / "link.json").read_text()
    assert token_of(link) not in text
    assert json.loads(text).keys() == {"hash", "until"}
    assert stat.S_IMODE((HOME / "link.json").stat().st_mode) == 0o600
    assert secret_key(HOME) == secret_key(HOME)
    assert stat.S_IMODE((HOME / "secret.key").stat().st_mode) == 0o600


def test_a_fresh_link_ends_the_earlier_one() -> None:
    first = make_link(HOME, 8765)
    make_link(HOME, 8765)
    assert not use_link(HOME, token_of(first))


def test_following_the_link_gives_a_session(db: None) -> None:
    client = Client()
    answer = client.get(f"/in/{token_of(make_link(HOME, 8765))}")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(door.only_owner().pk)
    cookie = answer.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_used_link_answers_with_a_sentence(db: None) -> None:
    link = make_link(HOME, 8765)
    Client().get(f"/in/{token_of(link)}")
    answer = Client().get(f"/in/{token_of(link)}")
    assert answer.status_code == 403
    assert "fresh one" in answer.content.decode()


def test_someone_with_a_session_who_follows_a_used_link_goes_on(client: Client, alice: Any) -> None:
    client.force_login(alice)
    assert client.get("/in/used")["Location"] == "/"


def test_without_a_session_there_is_only_the_closed_door(db: None) -> None:
    answer = Client().get("/in/")
    assert answer.status_code == 403
    assert "nextround open" in answer.content.decode()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.1.5"])
def test_another_host_name_is_turned_away(db: None, host: str) -> None:
    assert Client(headers={"host": host}).get("/in/").status_code == 400


def test_the_page_may_load_from_itself_only(db: None) -> None:
    policy = Client().get("/in/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
