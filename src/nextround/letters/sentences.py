"""Sentence checks: the meanings of a family's rule file, looked for in one sentence at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nextround.letters import model
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
        for pattern, place in _in_sentence(rule, text[span[0] : span[1]]):
            if _stands(rule, pattern, letter, span):
                yield _found(rule, pattern, place, span)


def _in_sentence(rule: Rule, sentence: str) -> Iterator[tuple[Pattern, Span]]:
    if not meets(rule.at_all, sentence.encode()):
        return
    left = cover(rule.innocent, sentence)
    quiet = _first(rule.quiet, left)
    if quiet:
        yield quiet
        for pattern in rule.quiet:
            left = cover(pattern.any, left)
    loud = _first(rule.bold, sentence) or _first(rule.patterns, left)
    if loud:
        yield loud


def _stands(rule: Rule, pattern: Pattern, letter: Letter, span: Span) -> bool:
    """Whether a wording is taken at its word: unless it is sure by itself, the model behind the patterns must
    not find the sentence plainly fine. Of families that do not go by meaning the model knows nothing."""
    if pattern.sure or pattern.severity is not rule.severity or rule.family not in model.FAMILIES:
        return True
    return not model.is_fine(letter.sentence(span), len(letter.sentences))


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
