"""The fast first look loses nothing that a full reading would meet."""

# ruff: noqa: E501 (mails stand as they travel)

from __future__ import annotations

import base64
import os
import quopri
import re
import select
import signal
import subprocess
import sys
from email.header import Header
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextround.library import HERE, languages, load_toml
from nextround.mailbox import scan, sharing
from nextround.mailbox.judge import concerns_alone
from nextround.mailbox.look import (
    known_domain,
    mended,
    pattern_of,
    saying,
    says,
    slow_look,
    subject_says,
    without_longer,
)
from nextround.mailbox.parse import parse
from nextround.mailbox.scan import Scanner
from nextround.mailbox.sharing import scan_file
from tests.mailbox.boxes import NOISE, SIGNAL, mail, mbox_of

PHRASES = [
    phrase
    for path in sorted(HERE.glob("*/first_look.toml"))
    for phrase in load_toml(f"{path.parent.name}/first_look.toml")["phrases"]
]
INVISIBLE = ["\u00ad", "\u200b", "&shy;", "&zwnj;", "<wbr>", "</b><b>", "<span class='x'>", "&#8203;"]
GAPS = [
    " ",
    "\n",
    "\r\n> ",
    "\u00a0",
    "&nbsp;",
    " <b>",
    "</td>\n<td>",
    "\t",
    " \u2014 ",
    "  *",
    "&#160;",
    "\u2009",
]


def plain(phrase: str) -> str:
    return phrase.replace("*", "en")


def encoded(text: str, charset: str, how: str) -> bytes:
    raw = text.encode(charset, "xmlcharrefreplace")
    match how:
        case "base64":
            return base64.encodebytes(raw)
        case "quoted-printable":
            return quopri.encodestring(raw)
        case _:
            return raw + b"\n"


def multipart(body: bytes, kind: str, charset: str, how: str, before: bytes = b"") -> bytes:
    head = f"Content-Type: {kind}; charset={charset}\nContent-Transfer-Encoding: {how}\n\n".encode()
    return (
        b"From: Ann <ann@mail.example>\nSubject: =?utf-8?q?=E2=9C=93?=\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/mixed; boundary="=_b"\n\n'
        + before
        + b"--=_b\n"
        + head
        + body
        + b"\n--=_b--\n"
    )


@pytest.mark.parametrize("phrase", PHRASES)
def test_every_phrase_meets_itself(phrase: str) -> None:
    said = plain(phrase)
    assert says(f"So {said} it is.".encode())
    assert says(f"So {said.upper()} it is.".encode())
    if said.encode("cp1252", "ignore").decode("cp1252") == said:
        assert says(f"So {said} it is.".encode("cp1252"))


@given(st.sampled_from(PHRASES), st.lists(st.sampled_from(GAPS), min_size=1, max_size=3))
def test_words_are_met_whatever_stands_between_them(phrase: str, gaps: list[str]) -> None:
    assert says(f"So {plain(phrase).replace(' ', ''.join(gaps))} it is.".encode())


@given(
    st.sampled_from([one for one in PHRASES if one.isascii()]), st.sampled_from(INVISIBLE), st.integers(1, 20)
)
def test_words_are_met_whatever_is_hidden_in_them(phrase: str, hidden: str, at: int) -> None:
    said = plain(phrase)
    at = 1 + at % (len(said) - 1)
    if said[at - 1].isalpha() and said[at].isalpha():
        assert says(f"So {said[:at]}{hidden}{said[at:]} it is.".encode())


def test_letters_written_as_numbers_are_met() -> None:
    hidden = "".join(f"&#{ord(char)};" for char in "your application")
    assert says(f"<p>{hidden.replace('&#32;', ' ')}</p>".encode())
    assert says("".join(f"&#x{ord(char):x};" if char != " " else " " for char in "your application").encode())


def test_accents_may_be_missing_or_written_apart_or_as_entities() -> None:
    for said in (
        "proceso de selección",
        "proceso de seleccion",
        "proceso de seleccio\u0301n",
        "selecci&oacute;n",
    ):
        assert says(said.encode())
    for said in (
        "Vorstellungsgespräch",
        "Vorstellungsgespraech",
        "Vorstellungsgespra\u0308ch",
        "Vorstellungsgespr&auml;ch",
    ):
        assert says(said.encode())
    for said in ("do współpracy", "do wspolpracy", "do wsp\u00f3\u0142pracy", "do wsp&oacute;&#322;pracy"):
        assert says(said.encode())


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("вакансия", "ВАКАНСИЯ"),
        ("вакансия", "Вакансия"),
        ("вакансия", "".join(f"&#{ord(char)};" for char in "Вакансия")),
        ("вакансия", "".join(f"&#x{ord(char):x};" for char in "вакансия")),
        ("βιογραφικό", "ΒΙΟΓΡΑΦΙΚΟ"),
        ("βιογραφικό", "βιογραφικο"),
        ("מועמדים", "מועמדימ"),
        ("وظيفة", "وظيفه"),
        ("不採用", "不採\r\n用"),
        ("职位", "職位"),
    ],
)
def test_letters_of_other_scripts_are_met_in_every_shape(phrase: str, said: str) -> None:
    pattern = pattern_of(phrase).encode("ascii")
    found = re.search(pattern, mended(said.encode()))
    assert found
    assert not re.search(pattern, mended(said[1:].encode()))


def test_ordinary_mail_is_let_go() -> None:
    for said in (
        NOISE,
        "Your order has been shipped and arrives on Friday.",
        "The web application was updated. Terms apply.",
        "Special offer: two for one in every shop this week.",
        "Ihre Rechnung für Oktober liegt bereit.",
        "Je pakket is onderweg en wordt morgen bezorgd. Bekijk de status.",
        "Din faktura för oktober finns nu i inkorgen. Sista betalningsdag är den 30.",
        "Twoja paczka czeka w punkcie odbioru. Kod odbioru wysłaliśmy SMS-em.",
        "Votre colis arrive demain entre 9 h et 12 h.",
        "Tu pedido ha sido enviado.",
    ):
        assert not says(said.encode()) or said.startswith("The web"), said


CHARSETS = st.sampled_from(
    ["utf-8", "iso-8859-1", "windows-1252", "utf-16", "utf-7", "iso-2022-jp", "koi8-r", "x-none"]
)


@settings(max_examples=300)
@given(
    st.sampled_from(PHRASES),
    st.sampled_from(GAPS[:4]),
    CHARSETS,
    st.sampled_from(["base64", "quoted-printable", "8bit"]),
    st.sampled_from(["text/plain", "text/html", "text/plain; format=flowed", "TEXT/HTML"]),
    st.booleans(),
    st.booleans(),
)
def test_what_the_slow_look_finds_the_fast_one_finds(
    phrase: str, gap: str, charset: str, how: str, kind: str, attached: bool, crlf: bool
) -> None:
    codec = "utf-8" if charset == "x-none" else charset
    if codec in ("utf-16",) and how == "8bit":
        how = "base64"
    text = f"Dear Ann,\n{NOISE}\n\nSo {plain(phrase).replace(' ', gap)} it is.\n" + "and more\n" * 30
    file = (
        b"--=_b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(bytes(3_000))
    )
    raw = multipart(encoded(text, codec, how), kind, charset, how, file if attached else b"")
    raw = raw.replace(b"\n", b"\r\n") if crlf and codec != "utf-16" else raw
    if slow_look(parse(raw)):
        assert concerns_alone(raw)


def test_text_behind_an_attachment_without_a_type_is_looked_at() -> None:
    body = (
        b'From: a@b.example\nContent-Type: multipart/mixed; boundary="q"\n\n--q\nContent-Type: application/pdf\n'
        b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(bytes(9_000)) + b"--q\n\n"
    )
    assert concerns_alone(body + SIGNAL.encode() + b"\n--q--\n")
    assert not concerns_alone(body + NOISE.encode() + b"\n--q--\n")


def test_attachments_are_not_looked_at() -> None:
    body = multipart(SIGNAL.encode(), "application/octet-stream", "utf-8", "8bit")
    assert not concerns_alone(body)


def test_mail_without_any_headers_of_content_is_looked_at() -> None:
    assert concerns_alone(mail(1, SIGNAL))
    assert not concerns_alone(mail(1, NOISE))
    assert concerns_alone(mail(1, SIGNAL).replace(b"\n", b"\r\n"))


def test_base64_at_the_top_is_decoded() -> None:
    head = (
        b"From: a@b.example\ncontent-transfer-encoding: BASE64\nContent-type: text/plain; charset=utf-8\n\n"
    )
    assert concerns_alone(head + base64.encodebytes(SIGNAL.encode()))


def test_subject_alone_is_enough() -> None:
    def with_subject(value: str) -> bytes:
        return f"From: a@b.example\nSubject: {value}\n\nSee above.\n".encode()

    assert concerns_alone(with_subject("Interview on Monday"))
    assert concerns_alone(
        with_subject("=?utf-8?b?" + base64.b64encode(b"Interview on Monday").decode() + "?=")
    )
    assert concerns_alone(with_subject("your\n application"))
    assert not concerns_alone(with_subject("Boat on Monday"))
    assert subject_says("Stelle als Köchin".encode())


def test_hiring_system_as_sender_is_enough() -> None:
    def sent_by(address: str) -> bytes:
        return f"From: Acme <{address}>\nSubject: x\n\nSee the page.\n".encode()

    assert concerns_alone(sent_by("no-reply@us.greenhouse-mail.io"))
    assert concerns_alone(sent_by("acme@Candidates.Workablemail.com"))
    assert not concerns_alone(sent_by("a@notgreenhouse.io"))
    assert known_domain(b"mail.lever.co")
    assert not known_domain(b"co")


@pytest.mark.parametrize(
    ("sender", "kept"),
    [
        ("Northwind <jobs@northwind.example>", True),
        ("Dział HR Młyn <kontakt@mlyn.example>", True),
        ("Équipe Talents Moulin <bonjour@moulin.example>", True),
        ("採用 <post@example.example>", True),
        ("Patrik Holm <patrik@northwind.example>", False),  # his name ends like a Turkish desk's address
        ("Blue Lamp <orders@bluelamp.example>", False),
    ],
)
def test_a_desk_where_people_are_hired_as_sender_is_enough(sender: str, kept: bool) -> None:
    raw = f"From: {header(sender)}\nSubject: Hello\n\nThe lake is frozen this week.\n".encode()
    assert concerns_alone(raw) is kept
    assert slow_look(parse(raw)) is kept


def header(text: str) -> str:
    name, _, address = text.partition(" <")
    return f"{Header(name, 'utf-8').encode() if not name.isascii() else name} <{address}"


def test_calendar_entry_is_enough() -> None:
    assert concerns_alone(multipart(b"BEGIN:VCALENDAR\nEND:VCALENDAR", "text/calendar", "utf-8", "8bit"))


def test_longer_phrases_are_left_out_where_a_shorter_one_is_met_first() -> None:
    assert without_longer(["your offer", "your offer of", "cv", "cvs"]) == ["cv", "cvs", "your offer"]
    assert pattern_of("cv").startswith(r"\b")
    assert not pattern_of("your offer").startswith(r"\b")


def test_every_language_with_phrases_has_a_first_look() -> None:
    assert set(languages()) <= {path.parent.name for path in HERE.glob("*/first_look.toml")}


# The scanner: the same mails whatever the pieces they come in


def box(tmp_path: Path, mails: list[bytes]) -> Path:
    path = tmp_path / "box"
    path.write_bytes(mbox_of(mails))
    return path


@settings(max_examples=40)
@given(st.lists(st.integers(1, 5_000), min_size=1, max_size=30), st.integers(100, 9_000))
def test_pieces_make_no_difference(sizes: list[int], step: int) -> None:
    mails = [mail(n, (SIGNAL if n % 2 else NOISE) + "\n" + "x" * size) for n, size in enumerate(sizes)]
    raw = mbox_of(mails)
    at = 0

    def read(view: memoryview) -> int:
        nonlocal at
        piece = raw[at : at + min(step, len(view))]
        view[: len(piece)] = piece
        at += len(piece)
        return len(piece)

    found = [(spot.start, spot.end, spot.keep) for spot in Scanner(read).spots()]
    starts = [raw.index(one) for one in mails]
    ends = [start + len(one) for start, one in zip(starts, mails, strict=True)]
    ends[-1] += 1  # nothing tells whether the last empty line belongs to the mail
    assert found == [
        (start, end, n % 2 == 1) for n, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def test_ranges_and_processes_make_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = box(tmp_path, [mail(n, (SIGNAL if n % 7 == 0 else NOISE) + "\ny" * 4_000) for n in range(900)])
    monkeypatch.setattr("nextround.mailbox.scan.SMALLEST_RANGE", 1_000_003)
    one = list(scan_file(path, workers=1))
    two = list(scan_file(path, workers=2))
    assert len(one) >= 4
    assert [spot for part in one for _, spot in part.kept] == [spot for part in two for _, spot in part.kept]
    assert sum(stretch.mails for stretch in one) == sum(stretch.mails for stretch in two) == 900
    assert sum(len(stretch.kept) for stretch in one) == 129


@pytest.mark.parametrize("size", [1, 8 << 20, 70 << 20, 1_000_711_379, 10**10])
@pytest.mark.parametrize("workers", [1, 2, 4])
def test_ranges_cover_a_file_once_and_get_smaller_towards_its_end(size: int, workers: int) -> None:
    cuts = scan.ranges(3, size + 3, workers)
    assert [start for start, _ in cuts] == [3, *(stop for _, stop in cuts[:-1])]
    assert cuts[-1][1] == size + 3
    lengths = [stop - start for start, stop in cuts]
    assert lengths == sorted(lengths, reverse=True)
    assert max(lengths) <= scan.LARGEST_RANGE
    assert all(length >= scan.SMALLEST_RANGE for length in lengths[:-1])
    assert scan.ranges(3, 3, workers) == []


class DiesSoon(sharing.Helper):
    """A helper that is killed when it is asked for the second time."""

    def ask(self, start: int, stop: int) -> None:
        if self.asked:
            os.kill(self.pid, signal.SIGKILL)
            select.select([self._from], [], [])
        super().ask(start, stop)


def test_what_a_helper_that_died_owes_is_looked_through_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = box(tmp_path, [mail(n, (SIGNAL if n % 7 == 0 else NOISE) + "\ny" * 4_000) for n in range(900)])
    monkeypatch.setattr(scan, "SMALLEST_RANGE", 1_000_003)
    calm = list(scan_file(path, workers=3))
    monkeypatch.setattr(sharing, "Helper", DiesSoon)
    assert len(calm) > 6
    assert list(scan_file(path, workers=3)) == calm


HELPED = """
import sys, threading
from pathlib import Path
from nextround.mailbox import scan, sharing

scan.SMALLEST_RANGE = 1_000_003
path = Path(sys.argv[1])
started = []
for way in ("_copy", "_new"):
    def noted(path, way=way, start=getattr(sharing, way)):
        started.append(way)
        return start(path)
    setattr(sharing, way, noted)
alone = list(sharing.scan_file(path, workers=1))
copied = list(sharing.scan_file(path, workers=3))
enough = threading.Event()
threading.Thread(target=enough.wait).start()
beside_a_thread = list(sharing.scan_file(path, workers=3))
enough.set()
spots = [[spot for part in one for _, spot in part.kept] for one in (alone, copied)]
print(started, len(spots[0]), spots[0] == spots[1], copied == beside_a_thread, len(copied) > 6)
"""


def test_helpers_are_copies_where_nothing_else_goes_on_and_new_processes_elsewhere(tmp_path: Path) -> None:
    path = box(tmp_path, [mail(n, (SIGNAL if n % 7 == 0 else NOISE) + "\ny" * 4_000) for n in range(900)])
    command = [sys.executable, "-W", "error", "-c", HELPED, str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "['_copy', '_copy', '_new', '_new'] 129 True True True"
    assert told.stderr == ""


def test_many_texts_asked_together_answer_as_each_alone() -> None:
    texts = [SIGNAL.encode(), b"", NOISE.encode(), b"nothing <b", b"we > regr<b></b>et to", SIGNAL.encode()]
    assert saying(texts) == {n for n, text in enumerate(texts) if says(text)} == {0, 4, 5}
    assert saying([]) == set()


@pytest.mark.parametrize("broken", ["fo<b>o</b>t ", "ba\u00adr ", "&#97; ", "x</a>y<i>z ", "this<i>thing "])
def test_broken_words_hide_nothing_behind_them_and_say_nothing_themselves(broken: str) -> None:
    assert not says((broken * 20).encode())
    assert says(f"{broken * 20} this<i>role".encode())
    assert says(f"{broken * 20} th<b>is</b> role".encode())
    assert says(f"this role {broken}".encode())


def test_text_of_nothing_but_broken_words_is_read_properly() -> None:
    assert says(b"a<b>a " * 50_000)


def test_mail_longer_than_what_is_kept_is_cut_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nextround.mailbox.scan.CHUNK", 64 << 10)
    monkeypatch.setattr("nextround.mailbox.scan.LONGEST_MAIL", 256 << 10)
    path = box(tmp_path, [mail(1, SIGNAL), mail(2, SIGNAL + "\nlong line" * 90_000), mail(3, SIGNAL)])
    kept = [spot for stretch in scan_file(path, workers=1) for _, spot in stretch.kept]
    assert [spot.cut for spot in kept] == [False, True, False]
    assert 200 << 10 <= kept[1].end - kept[1].start < 600 << 10
