"""Sentence checks: the meanings of a family's rule file, looked for in one sentence at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nextround.letters.kinds import Found
from nextround.letters.rules import Pattern, Rule
from nextround.letters.text import Letter, Span
from nextround.library.finder import meets

COVER = "~"


def look(rule: Rule, letter: Letter) -> Iterator[Found]:
    """Each meaning of the family found in the letter; one finding per sentence and severity."""
    text = letter.plain_one_line if rule.exact_case else letter.flat
    if not meets(rule.at_all, text.encode() if rule.exact_case else letter.flat_bytes):
        return
    for span in letter.sentences:
        yield from _in_sentence(rule, text[span[0] : span[1]], span)


def _in_sentence(rule: Rule, sentence: str, span: Span) -> Iterator[Found]:
    if not meets(rule.at_all, sentence.encode()):
        return
    left = cover(rule.innocent, sentence)
    quiet = _first(rule.quiet, left)
    if quiet:
        yield _found(rule, *quiet, span)
        for pattern in rule.quiet:
            left = cover(pattern.any, left)
    loud = _first(rule.bold, sentence) or _first(rule.patterns, left)
    if loud:
        yield _found(rule, *loud, span)


def guarded(rule: Rule, letter: Letter, span: Span) -> bool:
    """Whether a sentence holds words that only look like the family."""
    text = letter.plain_one_line if rule.exact_case else letter.flat
    return rule.innocent is not None and bool(rule.innocent.search(text[span[0] : span[1]]))


def cover(pattern: Any, text: str) -> str:
    """`text` with everything the pattern finds covered, at the same length."""
    if pattern is None:
        return text
    for match in pattern.finditer(text):
        start, end = match.span()
        text = text[:start] + COVER * (end - start) + text[end:]
    return text


def _first(patterns: tuple[Pattern, ...], text: str) -> tuple[Pattern, Span] | None:
    for pattern in patterns:
        match = pattern.any.search(text)
        if match and not (pattern.unless and pattern.unless.search(text)):
            return pattern, _trimmed(text, *match.span())
    return None


def _trimmed(text: str, start: int, end: int) -> Span:
    """The place without the commas and spaces that the pattern met around its words."""
    while start < end - 1 and text[start] in " ,;:":
        start += 1
    while start < end - 1 and text[end - 1] in " ,;:":
        end -= 1
    return start, end


def _found(rule: Rule, pattern: Pattern, place: Span, sentence: Span) -> Found:
    start, end = sentence[0] + place[0], sentence[0] + place[1]
    return Found(rule.family, pattern.severity, start, end, pattern.hint, rule.sources, pattern.id)
