"""The IMAP language by itself: answers, names, sets, structures, and which folders are read."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextround.mailbox.imap import Folder, reading_folders
from nextround.mailbox.imap_folders import drafts_folder, other_folders
from nextround.mailbox.imap_parse import (
    Garbled,
    fetched,
    from_folder_name,
    number,
    number_sets,
    parse,
    quoted,
    to_folder_name,
)
from nextround.mailbox.imap_structure import can_be_light, light, light_sections, look_sections, structure_of


@pytest.mark.parametrize(
    ("pieces", "told"),
    [
        ([b"3 EXISTS"], [b"3", b"EXISTS"]),
        ([b'LIST (\\Sent) "/" "My \\"Sent\\" \\\\"'], [b"LIST", [b"\\Sent"], b"/", b'My "Sent" \\']),
        ([b"LIST () NIL INBOX"], [b"LIST", [], None, b"INBOX"]),
        ([b'X ("" ())'], [b"X", [b"", []]]),
        (
            [b"1 FETCH (UID 9 BODY[HEADER.FIELDS (FROM TO)]<0> ", b"From: a(\r\n", b")"],
            [b"1", b"FETCH", [b"UID", b"9", b"BODY[HEADER.FIELDS (FROM TO)]<0>", b"From: a(\r\n"]],
        ),
        ([b"A ", b"one", b" ", b"", b" B  "], [b"A", b"one", b"", b"B"]),
    ],
)
def test_answer_becomes_lists(pieces: list[bytes], told: list):
    assert parse(pieces) == told


@pytest.mark.parametrize("text", [b"(", b")", b"a (b", b'"open', b"a ] b", b"(" * 500 + b")" * 500])
def test_answer_that_is_none_is_garbled(text: bytes):
    with pytest.raises(Garbled):
        parse([text])


@given(st.lists(st.binary(max_size=60), min_size=1, max_size=5).filter(lambda pieces: len(pieces) % 2))
def test_any_bytes_are_parsed_or_garbled(pieces: list[bytes]):
    with suppress(Garbled):
        assert isinstance(parse(pieces), list)


def test_fetched_items_have_their_names_in_upper_case():
    assert fetched([b"1", b"FETCH", [b"uid", b"4", b"Flags", []]]) == {b"UID": b"4", b"FLAGS": []}
    assert fetched([b"1", b"FETCH"]) == fetched([b"1", b"FETCH", b"x"]) == {}


@pytest.mark.parametrize("value", [b"-1", b"x", b"", None, [], b"9" * 30])
def test_number_that_is_none_is_nought(value: object):
    assert number(value) == 0


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("Entwürfe", b"Entw&APw-rfe"),
        ("R&D", b"R&-D"),
        ("台北", b"&U,BTFw-"),
        ("mail/日本語", b"mail/&ZeVnLIqe-"),
        ("Plain", b"Plain"),
    ],
)
def test_folder_name_goes_both_ways(name: str, raw: bytes):
    assert from_folder_name(name) == raw
    assert to_folder_name(raw) == name


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_folder_name_comes_back(name: str):
    assert to_folder_name(from_folder_name(name)) == name


@pytest.mark.parametrize("raw", [b"&", b"&AB-", b"&!!!-", b"\xff\xfe", b"&2AA-"])
def test_broken_folder_name_stays_readable(raw: bytes):
    assert isinstance(to_folder_name(raw), str)


@pytest.mark.parametrize(
    ("text", "said"),
    [("INBOX", b"INBOX"), ("My Mail", b'"My Mail"'), ('a"\\', b'"a\\"\\\\"'), ("NIL", b'"NIL"'), ("", b'""'),
     ("a\r\nb", None), ("ü", None), ("x " * 300, None), ("100%", b'"100%"'), ("a*", b'"a*"')],
)  # fmt: skip
def test_string_goes_as_an_atom_in_quotes_or_as_a_literal(text: str, said: bytes | None):
    assert quoted(text) == said


@given(st.sets(st.integers(1, 4_000), max_size=300))
def test_sets_name_each_number_once_and_stay_short(numbers: set[int]):
    sets = list(number_sets(sorted(numbers), longest=60))
    named = [
        one
        for said in sets
        for first, _, last in (word.partition(":") for word in said.split(","))
        for one in range(int(first), int(last or first) + 1)
    ]
    assert named == sorted(numbers)
    assert all(len(said) <= 70 for said in sets)


# Structures


def leaf(kind: bytes, sub: bytes, charset: bytes = b"utf-8") -> list:
    return [kind, sub, [b"CHARSET", charset], None, None, b"7BIT", b"10", b"1"]


def test_sections_of_texts_and_of_mails_inside():
    inner = [leaf(b"TEXT", b"PLAIN"), [b"IMAGE", b"PNG", None, None, None, b"BASE64", b"9"], b"MIXED"]
    mail = [b"MESSAGE", b"RFC822", None, None, None, b"7BIT", b"99", [b"envelope"], inner, b"3"]
    told = [[leaf(b"TEXT", b"PLAIN"), leaf(b"TEXT", b"HTML"), b"ALTERNATIVE"], mail, b"MIXED"]
    assert look_sections(structure_of(told)) == ("1.1", "1.2", "2.1", "2.HEADER")


def test_mail_inside_that_is_one_text_has_a_section_of_its_own():
    mail = [
        b"MESSAGE",
        b"RFC822",
        None,
        None,
        None,
        b"7BIT",
        b"99",
        [b"envelope"],
        leaf(b"TEXT", b"PLAIN"),
        b"3",
    ]
    assert look_sections(structure_of([mail, b"MIXED"])) == ("1.1", "1.HEADER")


def test_light_mail_keeps_headers_and_texts_and_leaves_attachments_out():
    image = [b"IMAGE", b"PNG", None, None, None, b"BASE64", b"9"]
    mail = structure_of([leaf(b"TEXT", b"PLAIN"), image, b"MIXED", [b"BOUNDARY", b"b"]])
    assert can_be_light(mail)
    assert light_sections(mail) == ("HEADER", "1.MIME", "2.MIME", "1")
    bodies = {"HEADER": b"S: x\r\n\r\n", "1.MIME": b"A: 1\r\n\r\n", "2.MIME": b"B: 2\r\n\r\n", "1": b"w"}
    assert light(mail, bodies) == (b"S: x\r\n\r\n--b\r\nA: 1\r\n\r\nw\r\n--b\r\nB: 2\r\n\r\n\r\n--b--\r\n")


def test_mail_whose_boundary_is_not_told_is_not_put_together():
    assert not can_be_light(structure_of([leaf(b"TEXT", b"PLAIN"), b"MIXED"]))
    assert not can_be_light(structure_of(leaf(b"TEXT", b"PLAIN")))


def test_words_of_a_structure_cannot_write_header_lines():
    part = structure_of([b"TEXT\r\nX: y", b"PLAIN", [b"CHARSET", b'a"\r\nb'], None, None, b"8BIT\n", b"1"])
    assert part.headers().count(b"\n") == 3


# Folders


def named(*names: str, **special: str) -> list[Folder]:
    return [Folder(name, "/") for name in names] + [
        Folder(name, "/", frozenset({"\\" + use})) for use, name in special.items()
    ]


def names(folders: tuple[Folder, ...]) -> list[str]:
    return [folder.name for folder in folders]


def test_inbox_archive_and_sent_are_read_but_never_drafts_trash_or_junk():
    folders = named("INBOX", "Lists", sent="Out", drafts="D", trash="T", junk="J", archive="A")
    assert names(reading_folders(folders)) == ["INBOX", "A", "Out"]
    assert names(other_folders(folders)) == ["Lists"]


def test_where_one_folder_holds_all_mail_it_alone_is_read():
    folders = named("INBOX", "Jobs", all="[Gmail]/All Mail", sent="[Gmail]/Sent Mail", trash="[Gmail]/Bin")
    assert names(reading_folders(folders)) == ["[Gmail]/All Mail"]
    assert other_folders(folders) == ()


def test_folders_are_known_by_name_in_many_languages_where_the_server_is_silent():
    folders = named("INBOX", "Entwürfe", "Gesendete Objekte", "Papierkorb", "Corbeille", "Archiv", "送信済み")
    assert names(reading_folders(folders)) == ["INBOX", "Archiv", "Gesendete Objekte", "送信済み"]


def test_name_counts_only_where_the_server_does_not_say():
    folders = named("INBOX", "Sent", sent="Gesendet", drafts="Entwürfe")
    assert names(reading_folders(folders)) == ["INBOX", "Gesendet"]
    assert drafts_folder([*folders, Folder("Drafts", "/")]) == folders[-1]


def test_own_folder_named_for_the_search_is_read_too():
    folders = named("INBOX", "Job applications", "Bewerbungen", "Holidays", "Trash", "Trash/Job applications")
    assert names(reading_folders(folders)) == ["INBOX", "Job applications", "Bewerbungen"]


def test_folder_below_one_that_holds_no_mail_itself_is_offered():
    above = Folder("2026", "/", frozenset({r"\noselect"}))
    folders = [*named("INBOX", "2026/Lumen Yard", "Trash", "Trash/2026"), above]
    assert names(other_folders(folders)) == ["2026/Lumen Yard"]


def test_drafts_are_found_by_mark_then_by_name_then_not_at_all():
    assert drafts_folder(named("INBOX", "INBOX/Brouillons")) == Folder("INBOX/Brouillons", "/")
    assert drafts_folder(named("INBOX", "Drafts/old", "Drafts")) == Folder("Drafts", "/")
    assert drafts_folder(named("INBOX", "Sent")) is None
