"""The texts of the benchmark: whole, held apart, and enough of them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from benchmarks.reading.fill import fill, job
from benchmarks.reading.texts import KINDS, Language, Text, codes, load

LIBRARY = Path(__file__).parents[2] / "src" / "nextround" / "library"
COMPLETE = {
    "rejection": 33, "applied": 16, "interview": 13, "assessment": 6, "offer": 5, "cancelled": 5,
    "feedback": 5, "outreach": 6, "alert": 5, "other": 15, "own": 3,
}  # fmt: skip
WORKING = {
    "rejection": 5, "applied": 3, "interview": 2, "assessment": 1, "offer": 1, "cancelled": 1,
    "outreach": 1, "alert": 1, "other": 3,
}  # fmt: skip
SLOT = re.compile(r"\{(\w*)\}")
KNOWN = {"first", "last", "name", "company", "domain", "role", "sign", "ref", "day", "when"}
LANGUAGES = {code: load(code) for code in codes()}
EVERY = [text for language in LANGUAGES.values() for text in language.texts]


@pytest.fixture(params=LANGUAGES.values(), ids=list(LANGUAGES))
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


def test_language_has_enough_texts_of_each_kind(language):
    counts = Counter(text.kind for text in language.texts)
    wanted = COMPLETE if language.complete else WORKING
    assert {kind: (counts[kind], least) for kind, least in wanted.items() if counts[kind] < least} == {}


def test_language_has_its_authors_each_with_noes_receipts_and_look_alikes(language):
    assert set(language.worlds) == (set("abcd") if language.complete else {"a", "c"})
    for author in language.worlds:
        kinds = {text.kind for text in language.texts if text.author == author}
        assert {"rejection", "applied", "other"} <= kinds


def test_complete_language_has_noes_from_every_round_by_every_author(language):
    if language.complete:
        noes = {(t.author, t.stage) for t in language.texts if t.stage}
        assert len(noes) == 4 * 5


def test_texts_use_known_slots_and_have_a_subject(language):
    for text in language.texts:
        assert text.subject, text.id
        assert text.body, text.id
        assert set(SLOT.findall(text.sender + text.subject + text.body)) <= KNOWN, text.id
        assert text.kind in KINDS


def test_texts_are_filled_without_a_slot_left(language):
    rng, date = Random(4), datetime(2026, 3, 4, 10, tzinfo=UTC)
    for text in language.texts:
        one = fill(language, text, job(language, text.author, rng, "x", date), date, rng)
        assert "{" not in one.subject + one.body + one.sender.name
        assert one.sender.email.isascii()
        assert (one.meeting is not None) == ("{when}" in text.subject + text.body)


def test_no_employer_or_text_stands_with_two_authors():
    employers = Counter(
        e.name for one in LANGUAGES.values() for w in one.worlds.values() for e in w.employers
    )
    assert [name for name, count in employers.items() if count > 1] == []
    bodies = Counter(" ".join(text.body.split()) for text in EVERY)
    assert [body for body, count in bodies.items() if count > 1] == []


def test_addresses_are_made_up():
    domains = {e.domain for one in LANGUAGES.values() for w in one.worlds.values() for e in w.employers}
    assert [domain for domain in domains if not domain.endswith(".example")] == []


def sentences(text: Text) -> list[str]:
    """The sentences of a text that are long enough to be somebody's own."""
    found = re.split(r"[.!?:\n]+", text.body)
    return [plain for one in found if len((plain := " ".join(one.casefold().split())).split()) > 9]


def test_no_sentence_is_taken_from_the_library():
    """Rules and their examples know nothing of these texts, nor these of them."""
    files = [path for path in LIBRARY.rglob("*.toml") if path.parent.name in {"examples", "phrases", "demo"}]
    known = " ".join(" ".join(path.read_text(encoding="utf-8").casefold().split()) for path in files)
    assert len(files) > 20
    assert [text.id for text in EVERY if any(one in known for one in sentences(text))] == []
