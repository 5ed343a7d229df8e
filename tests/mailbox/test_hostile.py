"""Mail that was made to break readers: each is read, soon, and within bounds."""

# ruff: noqa: E501 (mails stand as they travel)

from __future__ import annotations

import base64
import resource
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from nextround.mailbox.files import Candidate, Progress, open_mailbox
from nextround.mailbox.html import to_plain
from nextround.mailbox.judge import concerns_alone
from nextround.mailbox.parse import parse
from tests.mailbox.boxes import SIGNAL, mail, mbox_of

HEAD = b"From: Ann <ann@mail.example>\nSubject: hello\nMessage-ID: <h@mail.example>\n"
MEGA = 400_000


def typed(kind: str, body: bytes, more: str = "") -> bytes:
    return HEAD + f"Content-Type: {kind}\n{more}\n".encode() + body


HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "zeros": bytes(MEGA),
    "one header without end": b"Subject: " + b"a" * 3 * MEGA,
    "a million folded lines": b"Subject: x\n" + b" y\n" * MEGA + b"\nbody",
    "a million headers": b"X-A: b\n" * MEGA + b"\nbody",
    "a header of encoded words": b"Subject: " + b"=?utf-8?q?=C3?= " * 100_000 + b"\n\nbody",
    "encoded words that never end": b"Subject: " + b"=?utf-8?q?" * 100_000 + b"\n\nbody",
    "a million addresses": b"To: " + b"a@b.example, " * MEGA + b"\n\nbody",
    "brackets in an address": b"From: " + b"<" * 100_000 + b"\n\nbody",
    "comments in an address": b"From: " + b"(" * 50_000 + b"a@b.example\n\nbody",
    "comments in a date": b"Date: " + b"(" * 100_000 + b"\n\nbody",
    "quotes in a parameter": typed('text/plain; charset="' + '\\"' * 100_000, b"body"),
    "a million parameters": typed("text/plain" + "; a=b" * 200_000, b"body"),
    "parts numbered without order": typed("text/plain" + "".join(f"; name*{n}=x" for n in range(999, 0, -1)), b"body"),
    "ten thousand deep": HEAD
    + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(10_000))
    + b"\nbody",
    "one boundary at every depth": HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 10_000,
    "mails in mails": HEAD + b"Content-Type: message/rfc822\n\n" * 10_000,
    "a boundary in each line": typed("multipart/mixed; boundary=b", b"--b\n" * MEGA),
    "an empty boundary": typed('multipart/mixed; boundary=""', b"--\n" * 100_000),
    "dashes": HEAD + b"\n" + b"--\n" * MEGA,
    "senders": HEAD + b"\n" + b"From\n" * MEGA,
    "subjects": HEAD + b"\n" + b"Subject: x\n" * 300_000,
    "kinds": HEAD + b"\n" + b"Content-Type: text/html\n" * 200_000,
    "base64 that is none": typed("text/plain", b"=" * 3 * MEGA, "Content-Transfer-Encoding: base64\n"),
    "quoted-printable of signs": typed("text/plain", b"=" * 3 * MEGA, "Content-Transfer-Encoding: quoted-printable\n"),
    "slow charset": typed("text/plain; charset=punycode", b"a" * MEGA + b"-" + b"b" * MEGA),
    "charset that is a codec of bytes": typed("text/plain; charset=zlib", b"x\x9c"),
    "utf-7": typed("text/plain; charset=utf-7", b"+" * MEGA),
    "html of brackets": typed("text/html", b"<" * MEGA),
    "html of open tags": typed("text/html", b"<a " * MEGA),
    "html of open quotes": typed("text/html", b'<a b="' * 200_000),
    "html of comments": typed("text/html", b"<!--" * 200_000),
    "html of declarations": typed("text/html", b"<!" * MEGA),
    "html of scripts": typed("text/html", b"<script>" * 150_000),
    "html of many silent elements": typed("text/html", b"<script></script><style></style>" * 20_000),
    "html ten thousand deep": typed("text/html", b"<div><blockquote>" * 100_000 + b"body"),
    "html of ends": typed("text/html", b"</blockquote>" * 200_000 + b"body"),
    "html of entities": typed("text/html", b"&" * MEGA + b"&#" + b"9" * MEGA + b";"),
    "html of spaces": typed("text/html", b"&nbsp; " * 200_000),
    "html that would run": typed("text/html", b"<script>alert(1)</script><img src=http://track.example/x onerror=go()>Hello"),
    "flowed without end": typed("text/plain; format=flowed", b"a \n" * MEGA),
    "uuencoded nonsense": typed("text/plain", b"M!!!\n" * 50_000, "Content-Transfer-Encoding: x-uuencode\n"),
    "only line ends": b"\r\n" * MEGA,
    "only carriage returns": HEAD + b"\r" * MEGA,
    "no line end at all": b"From: a@b.example Subject: x",
    "text of one word": typed("text/plain", b"your " * 300_000),
    "half a phrase and tags": typed("text/html", b"your <b> " * 150_000),
}  # fmt: skip


# Guards against a hang, whatever else the machine does; `benchmarks/hostile.py` tells the times.
HANG = 10


def seconds(doing: Callable[[], object]) -> float:
    start = time.process_time()
    doing()
    return time.process_time() - start


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mail_is_read_without_a_hang(name: str) -> None:
    raw = HOSTILE[name]
    assert seconds(lambda: parse(raw)) < HANG
    assert len(parse(raw).text) <= 1_000_000


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mail_is_looked_at_without_a_hang(name: str) -> None:
    raw = HOSTILE[name]
    concerns_alone(b"")  # the pattern is built once
    assert seconds(lambda: concerns_alone(raw)) < HANG


def test_hostile_mails_in_one_mbox_lose_no_good_one(tmp_path: Path) -> None:
    mails = [
        one
        for n, raw in enumerate(HOSTILE.values())
        for one in (mail(n, SIGNAL), HEAD + raw[:60_000] + b"\n")
    ]
    (tmp_path / "box").write_bytes(mbox_of(mails))
    items = list(open_mailbox(tmp_path / "box").read())
    found = {parse(item.raw).id for item in items if isinstance(item, Candidate)}
    assert {f"<{n}@mail.example>" for n in range(len(HOSTILE))} <= found
    assert isinstance(items[-1], Progress)


def test_nothing_of_html_runs_or_calls_home() -> None:
    text = parse(HOSTILE["html that would run"]).text
    assert text == "Hello"


def test_text_behind_hostile_html_is_still_there() -> None:
    for start in (
        "<!-- never closed ",
        "<script>never closed ",
        '<a href="never closed ',
        "<![CDATA[ x ",
        "a < b ",
    ):
        assert "the verdict" in to_plain(start + "<p>the verdict</p>")


def test_mail_of_two_hundred_megabytes_keeps_its_text_and_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "box"
    line = base64.encodebytes(bytes(57)) * 20_000
    with path.open("wb") as file:
        file.write(mbox_of([mail(1, SIGNAL)]))
        file.write(b"From 1@xxx Mon Jan 05 10:00:00 +0000 2026\n" + HEAD)
        file.write(b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\n" + SIGNAL.encode() + b"\n--b\n")
        file.write(b"Content-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\n")
        for _ in range(130):
            file.write(line)
        file.write(b"\n--b--\n\n" + mbox_of([mail(3, SIGNAL)]))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    items = list(open_mailbox(path).read())
    assert [item.what.split(".")[0] for item in items if not isinstance(item, Candidate | Progress)] == [
        "This mail is longer than 16 MB"
    ]
    read = [parse(item.raw) for item in items if isinstance(item, Candidate)]
    assert [one.id for one in read] == ["<1@mail.example>", "<h@mail.example>", "<3@mail.example>"]
    assert read[1].text == SIGNAL
    assert read[1].attachments == ("a.zip",)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 160_000  # kB
