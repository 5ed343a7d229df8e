from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from typing import Any

import pytest

from nextround.desk import Refused, applications, closing, exports, noes
from nextround.records.models import Application, Person
from tests.desk.builders import DAY


def test_export_holds_the_search(alice: Any) -> None:
    applications.add(alice, "=cmd()", "Planner", DAY, now=DAY)
    plain = json.loads(exports.export(alice, "json", DAY))
    assert [(a["company"], a["outcome"], len(a["events"])) for a in plain["applications"]] == [
        ("=cmd()", "open", 1)
    ]
    (line,) = list(csv.DictReader(io.StringIO(exports.export(alice, "csv", DAY))))
    assert (line["company"], line["state"], line["first"]) == ("'=cmd()", "open", "2026-03-02")
    with pytest.raises(Refused):
        exports.export(alice, "xml")


def test_export_holds_how_a_no_came_and_what_was_said_at_the_end(alice: Any) -> None:
    pk = applications.add(alice, "Quern Mill", "Baker", DAY, now=DAY)
    applications.add(alice, "Lumen Yard", "Planner", DAY, now=DAY)
    later = DAY + timedelta(days=4)
    noes.record(alice, pk, noes.Heard("post", later, who="Kim Vale"), later)
    closing.close(alice, pk, "Bring the plans", later)
    closing.keep_for_later(alice, pk, closing.Wishes("yes", roles="lab roles"), later)
    closing.add_gain(alice, "contact", "Met Ola", pk, later)
    plain = json.loads(exports.export(alice, "json", later))
    ended, waiting = plain["applications"]
    assert ended["events"][1]["channel"] == "post"
    assert (ended["events"][1]["told_by"], ended["let_rest"]["takes"]) == ("Kim Vale", "Bring the plans")
    assert (ended["later"]["roles"], ended["came_of_it"][0]["text"]) == ("lab roles", "Met Ola")
    assert "channel" not in waiting["events"][0]
    assert "let_rest" not in waiting
    assert waiting["came_of_it"] == []


def test_a_card_is_written_once_for_everyone_who_reads_mail(alice: Any, charlie: Any) -> None:
    for company in ("Lumen Yard", "Tide; Sons, Ltd"):
        applications.add(alice, company, "Planner", DAY, now=DAY)
    one, two = Application.objects.order_by("pk")
    people = [
        (one, "Kim Vale", "kim@lumen.example", False),
        (two, "Kim Vale", "kim@lumen.example", False),
        (two, "Åsa\nBCC: all", "asa@tide.example", False),
        (two, "", "noreply@tide.example", True),
        (two, "", "tide@hiring.example", False),
        (two, "Nobody", "", False),
    ]
    for row, name, email, no_reply in people:
        Person.objects.create(owner=alice, application=row, name=name, email=email, no_reply=no_reply)
    cards = exports.export(alice, "vcf", DAY)
    assert cards.count("BEGIN:VCARD\r\nVERSION:4.0\r\n") == cards.count("END:VCARD\r\n") == 2
    assert "EMAIL:kim@lumen.example\r\n" in cards
    assert "ORG:Tide\\; Sons\\, Ltd\r\n" in cards
    assert "FN:Åsa\\nBCC: all\r\n" in cards
    assert "noreply" not in cards
    assert "hiring.example" not in cards
    assert exports.export(charlie, "vcf", DAY) == ""
