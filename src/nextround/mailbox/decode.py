"""Encoded bytes back to text: charsets, quoted-printable, base64, encoded words in headers.

Nothing here raises, whatever the bytes are: mail is written by strangers.
"""

from __future__ import annotations

import binascii
import codecs
import re
from contextlib import suppress
from functools import lru_cache
from urllib.parse import unquote_to_bytes

import pybase64

# Text codecs of Python that no honest mail uses, and that are slow or run over hostile bytes.
REFUSED = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined"})
# Names seen in mail that Python does not know, and what is meant by them. Latin-1 is read as its
# Windows cousin, as every mail program does: the curly quotes live in the difference.
ALIASES = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "windows-874": "cp874",
    "x-sjis": "cp932",
    "utf8mb4": "utf-8",
}
ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")


@lru_cache(maxsize=256)
def codec(charset: str) -> str:
    """The name of Python's codec for a charset as mail names it; empty when there is none."""
    name = charset.strip("\"' \t").lower()
    name = ALIASES.get(name, name)
    try:
        found = codecs.lookup(name)
        b"a".decode(name, "ignore")  # refuses codecs that are not about text, such as zip
    except (LookupError, ValueError, UnicodeError):
        return ""
    return "" if found.name.replace("_", "-") in REFUSED else found.name


def to_text(raw: bytes, charset: str = "") -> str:
    """Decode bytes in their charset, or as UTF-8, or as Windows-1252: the first that fits."""
    name = codec(charset) if charset else ""
    if not name or name in {"ascii", "utf-8"}:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            return _mostly_utf8(raw) if name == "utf-8" else raw.decode("cp1252", "replace")
    try:
        return raw.decode(name, "replace")
    except (LookupError, ValueError):  # a few codecs do not keep to "replace"
        return raw.decode("cp1252", "replace")


def _mostly_utf8(raw: bytes) -> str:
    """UTF-8 with some broken bytes stays UTF-8; what holds more broken than whole is Windows-1252."""
    text = raw.decode("utf-8", "replace")
    whole = sum(char > "\x7f" for char in text)
    return text if text.count("\ufffd") * 2 <= whole else raw.decode("cp1252", "replace")


def from_base64(raw: bytes) -> bytes:
    """Decode base64 with whatever stands between its letters, and without its padding if need be."""
    padding = raw.find(b"=")
    if padding < 0 or not raw[padding:].strip(b"=\r\n"):
        with suppress(binascii.Error):
            return pybase64.b64decode(raw)
    letters = NOT_BASE64.sub(b"", raw)
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def from_uuencode(raw: bytes) -> bytes:
    """Decode the lines of a uuencoded body that can be decoded."""
    out = []
    for line in raw.replace(b"\r", b"").split(b"\n"):
        if line.startswith((b"begin ", b"end")) or not line:
            continue
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            continue
    return b"".join(out)


def from_transfer(raw: bytes, encoding: str) -> bytes:
    """Undo a Content-Transfer-Encoding; what is not known is left as it is."""
    match encoding.strip("\"'; \t\r\n").lower():
        case "base64":
            return from_base64(raw)
        case "quoted-printable":
            return binascii.a2b_qp(raw)
        case "x-uuencode" | "uuencode" | "x-uue":
            return from_uuencode(raw)
        case _:
            return raw


def header_text(raw: bytes) -> str:
    """One header's value as text: unfolded, encoded words decoded, raw 8-bit bytes read kindly."""
    text = to_text(raw)
    if "\n" in text or "\r" in text:
        text = " ".join(text.split())
    return encoded_words(text).strip() if "=?" in text else text.strip()


def encoded_words(text: str) -> str:
    """Decode RFC 2047 words; neighbours of one charset are joined first, for letters cut in two."""
    out: list[str] = []
    waiting, charset, end = b"", "", 0
    for word in ENCODED_WORD.finditer(text):
        between = text[end : word.start()]
        joined = waiting and not between.strip() and word[1].lower() == charset
        if not joined:
            out += [to_text(waiting, charset), "" if waiting and not between.strip() else between]
            waiting, charset = b"", word[1].lower().partition("*")[0]
        waiting += _word_bytes(word[2], word[3])
        end = word.end()
    return "".join([*out, to_text(waiting, charset), text[end:]])


def _word_bytes(how: str, payload: str) -> bytes:
    raw = payload.encode("utf-8", "replace")
    return from_base64(raw) if how in "bB" else binascii.a2b_qp(raw, header=True)


def percent_text(value: str) -> str:
    """Decode an RFC 2231 value such as `utf-8''na%C3%AFve.pdf`."""
    charset, quote, rest = value.partition("'")
    _, second, encoded = rest.partition("'")
    if not quote or not second:
        return to_text(unquote_to_bytes(value))
    return to_text(unquote_to_bytes(encoded), charset)
