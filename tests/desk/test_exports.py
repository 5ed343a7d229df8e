from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from nextround.desk import Refused, applications, exports
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


def test_a_card_is_written_once_for_everyone_who_reads_mail(alice: Any, charlie: Any) -> None:
    for company in ("Lumen Yard", "Tide; Sons, Ltd"):
        applications.add(alice, company, "Planner", DAY, now=DAY)
    one, two = Application.objects.order_by("pk")
    people = [
        (one, "Kim Vale", "kim@lumen.example", False),
        (two, "Kim Vale", "kim@lumen.example", False),
        (two, "Åsa\nBCC: all", "asa@tide.example", False),
        (two, "", "noreply@tide.example", True),
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
    assert exports.export(charlie, "vcf", DAY) == ""
