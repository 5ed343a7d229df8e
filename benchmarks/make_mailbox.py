"""Make a big mailbox like a real one, with known truth: the yardstick for speed.

    python benchmarks/make_mailbox.py --size 1G --seed 1 big.mbox --truth big.jsonl
    python benchmarks/make_mailbox.py --size 200M --maildir big/

About 15,000 mails a GB: sizes log-normal (median 25 KB, mean 75 KB), half the bytes attachments, 4 to 6
KB of Received and DKIM headers each, newsletters with huge HTML, a dozen charsets, 0.5 % of the mails
about a job search, and look-alikes that concern no application. The same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import base64
import json
import quopri
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from random import Random
from typing import Any

from nextround.demo.cast import Person, many_employers, shelf
from nextround.demo.maker import Made, Truth, envelope, make_search, person
from nextround.demo.plain import write
from nextround.reading.finding import Kind

NOW = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
MEAN = 72_000  # bytes a mail: gives about 15,000 mails a GB
MEDIAN, SIGMA = 21_000, 1.48
HIRING, LOOKALIKE, ALERT = 0.005, 0.015, 0.03
ODD = 0.004  # share of text blocks that hold a word of a job search by chance
BIGGEST = 25_000_000
LINE = 57  # bytes that make one line of base64


@dataclass(frozen=True, slots=True)
class Body:
    """Ready blocks of one text part: its headers and encoded pieces that may follow each other."""

    head: bytes
    blocks: tuple[bytes, ...]
    odd: tuple[bytes, ...]
    tail: bytes


class Filler:
    """Mails of no concern, put together from blocks made once, as fast as they can be written."""

    def __init__(self, rng: Random, who: Person) -> None:
        self.rng, self.who = rng, who
        tongues = tomllib.loads((Path(__file__).parent / "filler.toml").read_text("utf-8"))["tongue"]
        self.weights = [tongue["weight"] for tongue in tongues]
        self.pages = [[_body(rng, one, encoding, True) for encoding in _encodings(one)] for one in tongues]
        self.notes = [[_body(rng, one, encoding, False) for encoding in _encodings(one)] for one in tongues]
        self.subjects = [tongue["sentences"] for tongue in tongues]
        self.charsets = [tongue["charset"] for tongue in tongues]
        self.traces = [trace(rng) for _ in range(80)]
        self.blob = base64.encodebytes(rng.randbytes(LINE * 40_000))
        self.serial = 0

    def mail(self, size: int, date: datetime) -> bytes:
        """One mail of about `size` bytes: a note, a newsletter, or a note with something attached."""
        tongue = self.rng.choices(range(len(self.weights)), self.weights)[0]
        head = self._head(tongue, date)
        room = max(400, size - len(head))
        if room < 12_000 and self.rng.random() < 0.6:
            return head + self._filled(self.notes[tongue], min(room, 3_000))
        if self.rng.random() < 0.53:
            return head + self._attached(tongue, room)
        return head + self._filled(self.pages[tongue], room)

    def _head(self, tongue: int, date: datetime) -> bytes:
        self.serial += 1
        domain = f"sender{self.rng.randrange(3000)}.example"
        words = self.rng.choice(self.subjects[tongue])[:70].encode(self.charsets[tongue])
        subject = words.decode("ascii") if words.isascii() and b"\x1b" not in words else ""
        coded = f"=?{self.charsets[tongue]}?B?{base64.b64encode(words).decode()}?="
        return (
            self.rng.choice(self.traces)
            + (
                f"From: Sender {self.rng.randrange(9000)} <post@{domain}>\n"
                f"To: {self.who.name} <{self.who.addresses[0]}>\nSubject: {subject or coded}\n"
                f"Date: {format_datetime(date)}\n"
                f"Message-ID: <{self.serial}.{self.rng.getrandbits(48):x}@{domain}>\n"
                "MIME-Version: 1.0\n"
            ).encode()
        )

    def _filled(self, bodies: list[Body], room: int) -> bytes:
        """A text part of about `room` bytes."""
        body, pieces, size = self.rng.choice(bodies), [], 0
        while size < room:
            odd = body.odd and self.rng.random() < ODD
            pieces.append(self.rng.choice(body.odd if odd else body.blocks))
            size += len(pieces[-1])
        return b"".join((body.head, *pieces, body.tail))

    def _attached(self, tongue: int, room: int) -> bytes:
        """A note with a file that fills the rest."""
        line = f"--=_part{self.serial}".encode()
        note = self._filled(self.notes[tongue], 1_000)
        kind, name = self.rng.choice((("image/jpeg", "photo.jpg"), ("application/pdf", "document.pdf")))
        part = f'Content-Type: {kind}; name="{name}"\nContent-Transfer-Encoding: base64\n'
        part += f'Content-Disposition: attachment; filename="{name}"\n\n'
        head = f'Content-Type: multipart/mixed; boundary="{line[2:].decode()}"\n\n'
        pieces = [head.encode(), line, b"\n", note, b"\n", line, b"\n", part.encode(), *self._lines(room)]
        return b"".join((*pieces, line, b"--\n"))

    def _lines(self, room: int) -> Iterator[bytes]:
        """Lines of base64 from somewhere in the blob."""
        width = 77
        while room > 0:
            start = self.rng.randrange(len(self.blob) // width - 1) * width
            piece = self.blob[start : start + room // width * width + width]
            room -= len(piece)
            yield piece


def _encodings(tongue: dict[str, Any]) -> tuple[str, ...]:
    if tongue["charset"] == "us-ascii":
        return ("7bit", "7bit", "quoted-printable")
    return ("quoted-printable", "quoted-printable", "base64", "8bit")


def _body(rng: Random, tongue: dict[str, Any], encoding: str, page: bool) -> Body:
    """A dozen blocks of text in one charset and encoding, as HTML (`page`) or plain."""
    charset, kind = str(tongue["charset"]), "text/html" if page else "text/plain"
    head = f"Content-Type: {kind}; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n"
    opening, closing = ("<html><body><table>\n", "</table></body></html>\n") if page else ("", "\n")
    texts = [_text(rng, tongue["sentences"], page) for _ in range(12)]
    odd = [_text(rng, tongue["sentences"], page, one) for one in tongue.get("odd", ())]
    encode = _encoder(charset, encoding)
    return Body(
        head.encode() + encode(opening), tuple(map(encode, texts)), tuple(map(encode, odd)), encode(closing)
    )


def _text(rng: Random, sentences: list[str], page: bool, odd: str = "") -> str:
    """A block of a few paragraphs; a newsletter's has many times more markup than words."""
    sentences = [odd] * len(sentences) + sentences if odd else sentences
    if not page:
        return "".join(f"{rng.choice(sentences)}\n" for _ in range(4)) + "\n"
    return "".join(_row(rng, rng.choice(sentences)) for _ in range(10))


def _row(rng: Random, sentence: str) -> str:
    """A row of a newsletter: styles, a picture and a link that counts clicks around one sentence."""
    mark = f"{rng.getrandbits(256):064x}"
    return (
        '<tr><td align="center" valign="top" style="padding:0 24px 12px 24px;font-family:Arial,sans-serif;'
        f'color:#333333;mso-line-height-rule:exactly"><a href="https://click.example/f/a/{mark}~~/AARcwQA~">'
        f'<img src="https://cdn.example/i/{mark[:20]}.png" width="560" height="180" alt=""\nborder="0"></a>'
        f'<p style="margin:0;font-size:16px;line-height:24px">{sentence}</p></td></tr>\n'
    )


def _encoder(charset: str, encoding: str) -> Callable[[str], bytes]:
    """How a block becomes bytes; a base64 block is filled up with spaces so that another can follow it."""

    def encode(text: str) -> bytes:
        data = text.encode(charset)
        if encoding == "quoted-printable":
            return quopri.encodestring(data)
        if encoding == "base64":
            return base64.encodebytes(data + b" " * (-len(data) % LINE))
        return data

    return encode


def trace(rng: Random) -> bytes:
    """4 to 6 KB of what servers write above a mail."""
    lines = ["Delivered-To: robin.adler@postfach.example"]
    for hop in range(rng.randint(5, 8)):
        lines.append(
            f"Received: from mx{hop}.relay{rng.randrange(99)}.example (mx{hop}.relay.example. [192.0.2."
            f"{rng.randrange(255)}])\n"
            f"        by mx.postfach.example with ESMTPS id {rng.getrandbits(96):024x}\n"
            "        (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256);\n"
            "        Mon, 04 May 2026 09:12:44 -0700 (PDT)"
        )
    for name in ("DKIM-Signature", "ARC-Seal", "ARC-Message-Signature", "X-Google-DKIM-Signature"):
        signature = base64.encodebytes(rng.randbytes(rng.randint(256, 480))).decode().strip()
        folded = signature.replace("\n", "\n         ")
        lines.append(
            f"{name}: v=1; a=rsa-sha256; c=relaxed/relaxed; d=relay.example; s=s1;\n        b={folded}"
        )
    lines.append(
        f"X-Received: by 2002:a05:{rng.getrandbits(64):016x} with SMTP id {rng.getrandbits(160):040x}"
    )
    return ("\n".join(lines) + "\n").encode()


def hiring(rng: Random, who: Person, count: int) -> list[Made]:
    """At least `count` mails about the search, whole applications, in random order."""
    mails: list[Made] = []
    firms = many_employers(rng)
    while len(mails) < count:
        stories = list(make_search(rng, who, NOW, firms=firms))
        rng.shuffle(stories)
        for story in stories:
            if len(mails) < count:
                mails.extend(_renumbered(story, len(mails)))
    rng.shuffle(mails)
    return mails


def _renumbered(story: list[Made], start: int) -> list[Made]:
    """The same story under a key that no other story has."""
    return [Made(made.raw, _with_key(made.truth, f"{start}-{made.truth.application}")) for made in story]


def _with_key(truth: Truth, key: str) -> Truth:
    return Truth(**{**asdict(truth), "application": key})


def make(size: int, seed: int, share: float = HIRING) -> Iterator[Made]:
    """Make mails until there are `size` bytes of them; the last ones are what is left of the search."""
    rng, who, made_bytes = Random(seed), person(seed), 0
    filler = Filler(rng, who)
    waiting = hiring(rng, who, max(1, round(size / MEAN * share)))
    rows = shelf("plain")["plain"]
    alike = [row for row in rows if row.get("like")]
    alerts = [row for row in rows if row.get("kind") == "alert"]
    while made_bytes < size:
        date = (NOW - timedelta(minutes=rng.randrange(4_000_000))).replace(microsecond=0)
        draw = rng.random()
        if draw < share and waiting:
            made = _traced(waiting.pop(), filler)
        elif draw < share + LOOKALIKE + ALERT:
            row = rng.choice(alike if draw < share + LOOKALIKE else alerts)
            made = _traced(write(row, who, date, rng), filler)
        else:
            target = min(BIGGEST, int(rng.lognormvariate(0, SIGMA) * MEDIAN) + 5_000)
            made = Made(filler.mail(target, date), Truth("", Kind.OTHER, date))
        made_bytes += len(made.raw)
        yield made
    yield from (_traced(made, filler) for made in waiting)


def _traced(made: Made, filler: Filler) -> Made:
    return Made(filler.rng.choice(filler.traces) + made.raw, made.truth)


def bytes_of(text: str) -> int:
    """Read `200M` or `1G` (powers of ten, as disks are sold)."""
    units = {"K": 10**3, "M": 10**6, "G": 10**9}
    return int(float(text[:-1]) * units[text[-1].upper()]) if text[-1].upper() in units else int(text)


def as_line(truth: Truth) -> str:
    """The truth as a line of JSON."""
    return json.dumps({**asdict(truth), "date": truth.date.isoformat()}, ensure_ascii=False)


def main() -> None:
    """Write the mailbox."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("out", nargs="?", type=Path, help="the mbox file to write")
    parser.add_argument("--maildir", type=Path, help="write a Maildir instead")
    parser.add_argument("--size", type=bytes_of, default=bytes_of("100M"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=HIRING, help="share of mails about the search")
    parser.add_argument("--truth", type=Path, help="JSON lines of what is true of each mail that matters")
    wanted = parser.parse_args()
    if (wanted.out is None) == (wanted.maildir is None):
        parser.error("Give either a file to write or --maildir DIR.")
    started = time.perf_counter()
    count, size, truths = _written(wanted)
    if wanted.truth:
        wanted.truth.write_text("".join(as_line(truth) + "\n" for truth in truths), "utf-8")
    about = sum(bool(truth.application) for truth in truths)
    seconds = time.perf_counter() - started
    owner = ", ".join(person(wanted.seed).addresses)
    print(
        f"{count} mails, {size} bytes, {about} about the search of {owner}, in {seconds:.1f} s",
        file=sys.stderr,
    )


def _written(wanted: argparse.Namespace) -> tuple[int, int, list[Truth]]:
    """Write every mail; give how many, their bytes, and the truth of those that are no filler."""
    count, size, truths = 0, 0, []
    put = _mbox(wanted.out) if wanted.out else _maildir(wanted.maildir)
    for count, made in enumerate(make(wanted.size, wanted.seed, wanted.share), 1):  # noqa: B007
        put(made)
        size += len(made.raw)
        if made.truth.message_id or made.truth.application:
            truths.append(made.truth)
    return count, size, truths


def _mbox(path: Path) -> Callable[[Made], None]:
    out = path.open("wb", buffering=1 << 20)

    def put(made: Made) -> None:
        out.write(envelope(made))

    return put


def _maildir(path: Path) -> Callable[[Made], None]:
    for folder in ("cur", "new", "tmp"):
        (path / folder).mkdir(parents=True, exist_ok=True)
    serial = iter(range(10**9))

    def put(made: Made) -> None:
        stamp = int(made.truth.date.timestamp())
        (path / "cur" / f"{stamp}.{next(serial)}.made:2,S").write_bytes(made.raw)

    return put


if __name__ == "__main__":
    main()
