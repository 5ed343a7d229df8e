"""The newest part of a mail: what its writer said this time, without what was said before.

Everything here looks at one line at a time (and at most a handful of its neighbours), each cut to a
fixed length, so the time grows with the text and never faster.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import re2

from nextround.library import load_toml
from nextround.library.finder import meets
from nextround.library.script import WIDE

LINE = 500
"""Characters of a line that are looked at; an attribution or a mark is never longer."""

_MARKS = load_toml("mail_marks.toml")


def _any(name: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """One pattern that meets any of the marks under `name`."""
    return re.compile(f"{before}(?:{'|'.join(_MARKS[name])}){after}", re.IGNORECASE)


def _anywhere(name: str) -> Any:
    """One pattern, of the engine that is quick at looking for many things, to search with."""
    return re2.compile(f"(?i){'|'.join(_MARKS[name])}")


_WROTE = _any("wrote")
_OPENER = _any("opener")
_ORIGINAL = _any("original", r"[-_*=\s]{2,}.{0,10}")
_FORWARD = _any("forward", r"[-_*=\s]*")
_FORWARD_SUBJECT = _any("forward_subject", r"\s*", r"\s*:")
_MOBILE = _any("mobile", r"[*_<(\s]{0,3}")
_CLOSING = _any("closing", "", r"\s*[,.!–-]*\s*")
_FOOTER = _anywhere("footer")
_HEAD = re.compile(
    r"[*_\s]{0,4}(?:"
    + "|".join(f"(?P<{kind}>{'|'.join(names)})" for kind, names in _MARKS["head"].items())
    + r")[*_\s]{0,4}[:：]",
    re.IGNORECASE,
)


_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WIDE_LETTER = re.compile(f"[{WIDE}]")
_FEW_LETTERS = 10


def _any_sign() -> Any:
    """One pattern without which a text can hold no earlier mail, so that most texts are spared the lines."""
    signs = [
        r"^\s*>",
        r"^[-_*=\s]*(?:" + "|".join(_MARKS["forward"]) + ")",
        r"^[-_*=\s]{2,}.{0,10}(?:" + "|".join(_MARKS["original"]) + ")",
        r"^[*_\s]*(?:" + "|".join(_MARKS["head"]["from"]) + r")[*_\s]*[:：]",
        r"(?:" + "|".join(_MARKS["wrote"]) + r")[^\n]*(?:\n[^\n]*)?[:：]\s*$",
    ]
    return re2.compile("(?im)" + "|".join(signs).replace(r"\b", ""))


_SIGN = _any_sign()
_DASHES = ("--", "—", "- --", "__")
# The same for signatures that something marks: dashes alone on a line, or a telephone's own words.
_SIGNED = re2.compile(
    rf"(?im)^[\s\pZ]*(?:(?:{'|'.join(_DASHES)})[\s\pZ]*$|[*_<(\s]{{0,3}}(?:"
    + "|".join(_MARKS["mobile"]).replace(r"\b", "")
    + "))"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """One mail's text in its parts; each is text with its line breaks, or empty.

    `newest` is what the writer said this time, `quoted` what came before, `signature` the lines after
    the closing words, `footer` the small print, `forwarded` the newest part of a mail passed on
    (without its header lines; its signature is kept, since it names who wrote).
    """

    newest: str = ""
    quoted: str = ""
    signature: str = ""
    footer: str = ""
    forwarded: str = ""

    @property
    def said(self) -> str:
        """What is read of the mail: what the writer said this time, and what was passed on."""
        return "\n\n".join(part for part in (self.newest, self.forwarded) if part)


def newest(text: str) -> str:
    """Return only what the writer said this time (no quote, signature or small print)."""
    return split(text).newest


def split(text: str, subject: str = "") -> Parts:
    """Split a mail's text into its parts; a `subject` that starts with "Fwd:" makes a block a forward."""
    return _split(text, subject, may_forward=True)


def _split(text: str, subject: str, *, may_forward: bool) -> Parts:
    text = text if text.isascii() else _DIRECTION.sub("", text)
    lines = [line.rstrip() for line in text.splitlines()]
    own, quoted = lines, list[str]()
    forward_at: int | None = None
    said = text.encode()
    if meets(_SIGN, said):
        own, quoted, forward_at = _without_quotes(lines, bool(_FORWARD_SUBJECT.match(subject[:LINE])))
    forwarded = ""
    if forward_at is not None:
        rest = _without_head(lines[forward_at:])
        forwarded = _passed_on(rest) if may_forward else ""
    own, footer = _without_footer(own)
    own, signature = _without_signature(own) if meets(_SIGNED, said) else _after_closing(own)
    return Parts(_text(own), _text(quoted), _text(signature), _text(footer), forwarded)


def _passed_on(lines: list[str]) -> str:
    """Return the newest part and the signature of a mail passed on, marks of quoting taken off."""
    bare = [line.lstrip("> ") if line.startswith(">") else line for line in lines]
    parts = _split("\n".join(bare), "", may_forward=False)
    return "\n".join(part for part in (parts.newest, parts.signature) if part)


def _without_quotes(lines: list[str], is_forward: bool) -> tuple[list[str], list[str], int | None]:
    """Return the writer's own lines, the quoted ones, and where a passed-on mail starts (or None)."""
    own: list[str] = []
    quoted: list[str] = []
    for at, line in enumerate(lines):
        bare = line.strip()[:LINE]
        if bare.startswith(">"):
            quoted.append(line)
        elif _is_forward_mark(bare, lines, at):
            return own, quoted, at + 1
        elif _ORIGINAL.match(bare) or _starts_head(lines, at):
            _drop_rule(own)
            passed_on = is_forward or not (quoted or _text(own))
            return (own, quoted, at) if passed_on else (own, quoted + lines[at:], None)
        elif start := _attribution(own, bare):
            said = own[-start + 1 :] if start > 1 else []
            del own[len(own) - (start - 1) :]
            quoted += [*said, line]
            if not _next_is_marked(lines, at + 1):
                return own, quoted + lines[at + 1 :], None
        else:
            own.append(line)
    return own, quoted, None


def _is_forward_mark(bare: str, lines: list[str], at: int) -> bool:
    """A forward mark stands alone: framed by dashes, ended by a colon, or above header lines."""
    if not _FORWARD.match(bare) or len(bare) > 80:
        return False
    return bare[0] in "-_*=" or bare.endswith(":") or any(_starts_head(lines, n) for n in (at + 1, at + 2))


def _starts_head(lines: list[str], at: int) -> bool:
    """Tell whether the header lines of an earlier mail start here (From, Sent, To, Subject in any order)."""
    if at >= len(lines) or not (first := _HEAD.match(lines[at].lstrip()[:LINE])):
        return False
    kinds = {first.lastgroup}
    block = lines[at : at + 8]
    for line in block[1:]:
        if found := _HEAD.match(line.lstrip()[:LINE]):
            kinds.add(found.lastgroup)
    addressed = any("@" in line[:LINE] for line in block)
    return "from" in kinds and len(kinds) >= (2 if addressed else 3) and ("subject" in kinds or addressed)


def _without_head(lines: list[str]) -> list[str]:
    """Drop the header lines (and the empty ones around them) that open a passed-on mail."""
    at = 0
    while at < min(len(lines), 14):
        bare = lines[at].strip("> ")[:LINE]
        if bare and not _HEAD.match(bare) and not _ORIGINAL.match(bare) and not _is_reply_to(bare):
            break
        at += 1
    return lines[at:]


def _is_reply_to(bare: str) -> bool:
    return bare.lower().startswith(("reply-to:", "antwort an:", "répondre à", "responder a"))


def _attribution(own: list[str], bare: str) -> int:
    """Return how many lines, this one last, say "on that day so-and-so wrote:"; 0 when they do not."""
    if not bare.endswith((":", "：")):
        return 0
    window, first_match = bare, 0
    for back in range(4):
        if back:
            if back > len(own) or not own[-back].strip():
                break
            window = f"{own[-back].strip()[:LINE]} {window}"
        if _is_attribution(window):
            if _opens(window):
                return back + 1
            first_match = first_match or back + 1
    return first_match


def _opens(window: str) -> bool:
    return bool(_OPENER.match(window.lstrip("*_ ")))


def _is_attribution(window: str) -> bool:
    if len(window) > 2 * LINE or not _WROTE.search(window):
        return False
    dated = any(letter.isdigit() for letter in window)
    return (dated and _opens(window)) or ("@" in window and (dated or len(window) < 120))


def _next_is_marked(lines: list[str], at: int) -> bool:
    """Tell whether the next line with words carries the mark ">"."""
    for line in lines[at : at + 4]:
        if line.strip():
            return line.lstrip().startswith(">")
    return False


def _drop_rule(own: list[str]) -> None:
    """Take away a drawn line (and empty lines) that stood above an earlier mail."""
    while own and not own[-1].strip("_-–—=* "):
        own.pop()


def _without_footer(lines: list[str]) -> tuple[list[str], list[str]]:
    """Cut the small print off the end: its first line and all that follow, if nothing else comes after."""
    cut = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        bare = lines[at].strip()
        if not bare:
            continue
        if meets(_FOOTER, bare[:LINE].encode()):
            cut = at
        elif not _may_stand_in_footer(bare, lines, at, cut):
            break
    while cut < len(lines) and cut and lines[cut - 1].strip() and _is_running_on(lines, cut):
        cut -= 1
    return (lines[:cut], lines[cut:]) if cut else (lines, [])


def _is_running_on(lines: list[str], cut: int) -> bool:
    """Tell whether the small print's paragraph began above its tell-tale words."""
    above, first = lines[cut - 1].strip(), lines[cut].strip()
    return len(above) > 40 and above[-1] not in ".!?:" and first[:1].islower()


def _may_stand_in_footer(bare: str, lines: list[str], at: int, cut: int) -> bool:
    """Short loose lines (an address, a link) may stand below the small print, and wrapped lines within it."""
    if cut == len(lines):
        return (
            len(lines) - at < 12
            and len(bare) < 80
            and bare[-1] not in ".!?,"
            and not _CLOSING.fullmatch(bare)
        )
    return (
        lines[at + 1 : at + 2] == [lines[cut]] and cut == at + 1 and len(bare) < 80 and bare.startswith("|")
    )


def _without_signature(lines: list[str]) -> tuple[list[str], list[str]]:
    """Cut the signature off: after "-- ", at a telephone's own line, or after the closing words."""
    for at, line in enumerate(lines):
        bare = line.strip()[:LINE]
        if (bare in _DASHES and _text(lines[:at])) or (_MOBILE.match(bare) and not _is_sentence(bare)):
            kept, below = _after_closing(lines[:at])
            return kept, [*below, *lines[at:]]
    return _after_closing(lines)


def is_closing(line: str) -> bool:
    """Tell whether a line is closing words and nothing else: "Kind regards," is."""
    return bool(_CLOSING.fullmatch(line))


def _after_closing(lines: list[str]) -> tuple[list[str], list[str]]:
    """Cut at the last closing words when only short lines (a name, a title, a number) follow them."""
    seen = 0
    for at in range(len(lines) - 1, -1, -1):
        bare = lines[at].strip()
        if not bare:
            continue
        if len(bare) <= 70 and _CLOSING.fullmatch(bare):
            return lines[:at], lines[at:]
        seen += 1
        if seen > 10 or _is_sentence(bare):
            break
    return lines, []


def _is_sentence(bare: str) -> bool:
    """A line that says something: long, or several words with a full stop."""
    if len(bare) > 90 or (bare[-1] in ".!?" and bare.count(" ") >= 4):
        return True
    return bare[-1] in ".!?。！？" and len(_WIDE_LETTER.findall(bare)) > _FEW_LETTERS


def _text(lines: list[str]) -> str:
    return "\n".join(lines).strip()
