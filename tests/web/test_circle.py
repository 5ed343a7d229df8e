"""The week's people on their page and on Today."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from nextround.records.models import Contact


def test_someone_is_added_suggested_and_heard_from(page: Client, lumen: int) -> None:
    page.post("/people/add", {"name": "Ada Birch", "nearness": "dormant"})
    assert "This week, if you like: a line to" not in page.get("/").content.decode()
    page.post("/people/week", {"size": "1"})
    html = page.get("/people").content.decode()
    assert "not heard of for a while" in html
    assert "Ada Birch" in page.get("/").content.decode()
    address = reverse("circle-said", args=[Contact.objects.get().pk])
    page.post(address, {"do": "heard"})
    html = page.get("/people").content.decode()
    assert "Nobody more this week." in html
    assert "a line to" not in page.get("/").content.decode()


def test_not_now_and_a_wrong_number_get_a_sentence(page: Client, stranger: Client, alice: Any) -> None:
    page.post("/people/add", {"name": "Ada Birch", "nearness": "weak"})
    address = reverse("circle-said", args=[Contact.objects.get().pk])
    answer = page.post(address, {"do": "later"}, follow=True)
    assert "Not now: Ada Birch" in answer.content.decode()
    for wrong in ("", "many", "77", "999"):
        answer = page.post("/people/week", {"size": wrong}, follow=True)
        assert "Choose one of the numbers" in answer.content.decode()
    assert "Write their name." in page.post("/people/add", {"name": ""}, follow=True).content.decode()
    assert stranger.post(address, {"do": "heard"}).status_code == 404
