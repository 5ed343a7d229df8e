"""The page of reasons: each rule once, under its step or its article, and a way to it from each step."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nextround.desk import letters, today
from nextround.desk.rules import PLACES
from nextround.playbook.rules import PARTS, rules, sources


@pytest.mark.parametrize("by", ["", "?by=article"])
def test_every_rule_has_one_place_to_land_on(page: Client, by: str) -> None:
    html = page.get(f"/why{by}").content.decode()
    assert sorted(re.findall(r'<li id="(R\d{3})">', html)) == list(rules())


def test_rules_stand_under_their_step_or_under_their_article(page: Client) -> None:
    by_step = page.get("/why").content.decode()
    by_article = page.get("/why?by=article").content.decode()
    assert re.findall(r'<h2 id="([^"]+)" class="section-title"', by_step) == list(PARTS)
    assert re.findall(r'<h2 id="article-(\d+)"', by_article) == list(sources())
    marks = [by_article.index(f'id="{one}"') for one in ("article-002", "R058", "article-003")]
    assert marks == sorted(marks)


def test_rule_says_its_reason_its_place_and_whether_it_is_built(page: Client) -> None:
    html = page.get("/why").content.decode()
    rule = next(r for r in rules().values() if r.status == "done" and r.function.endswith("ask_feedback"))
    piece = html[html.index(f'id="{rule.id}"') :].split("</li>")[0]
    assert rule.advice.replace("'", "&#x27;") in piece
    assert f'<a href="{reverse("today")}">on Today</a>' in piece
    assert sources()[rule.sources[0]].label in piece
    later = next((r for r in rules().values() if r.status == "next"), None)
    assert html.count("Not built yet") == sum(r.status == "next" for r in rules().values())
    assert later is None or "Not built yet" in html[html.index(f'id="{later.id}"') :].split("</li>")[0]


def test_rule_made_by_a_page_leads_to_that_page(page: Client) -> None:
    rule = next(r for r in rules().values() if r.function == "nextround.web.views.feelings.feeling")
    html = page.get("/why").content.decode()
    assert f'href="{reverse("feeling")}"' in html[html.index(f'id="{rule.id}"') :].split("</li>")[0]


def test_every_place_that_has_a_page_leads_to_one_that_opens(page: Client, lumen: int) -> None:
    for _, words, name in PLACES:
        if name:
            assert page.get(reverse(name)).status_code == 200, words


def test_step_on_today_and_on_the_application_names_its_reasons(page: Client, lumen: int, alice: Any) -> None:
    step = today.today(alice).next
    assert step is not None
    assert step.rules
    for address in ("/", reverse("application", args=[step.application_pk])):
        html = page.get(address).content.decode()
        assert all(f'href="/why#{one}"' in html for one in step.rules)
        assert rules()[step.rules[0]].advice in html


def test_note_beside_a_letter_leads_to_its_rule(page: Client, letter: int, alice: Any) -> None:
    sorry = "I am so sorry for how badly I answered."
    letters.save(alice, letter, {}, sorry, letters.view(alice, letter).version)
    html = page.get(reverse("letter", args=[letter])).content.decode()
    assert 'href="/why#R015"' in html
