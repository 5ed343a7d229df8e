"""A role as a title: without the words, numbers and marks around it."""

from __future__ import annotations

import re

from nextround.library import load_toml
from nextround.reading.headings import is_heading, under_heading
from nextround.reading.tokens import JOINS, KEPT, NOT_NAMES, Words, bare, has_trade, is_name_word

_LIBRARY = load_toml("employer.toml")


def tidy_role(tokens: list[str], words: Words) -> str:
    """Words of a role as a title, or empty when they name none."""
    while tokens and ((last := bare(tokens[-1])) in JOINS or last in words.determiner or not last):
        tokens = tokens[:-1]
    while tokens and (bare(tokens[0]) in words.determiner or not bare(tokens[0])):
        tokens = tokens[1:]
    if meets_somebody(tokens):
        return ""
    tokens = _from_title(_after_last_article(tokens))
    if words.titles_in_capitals:
        tokens = _without_tail(tokens)
    if not 0 < len(tokens) <= 12:
        return ""
    title = _between_dashes(clean_role(" ".join(tokens)))
    if bare(tokens[0]) in words.generic and (tokens[0].islower() or not has_trade(title)):
        return ""
    if told := under_heading(title):
        return told
    if bare(tokens[0]) in NOT_NAMES and (not has_trade(title) or words.leads.search(title)):
        return ""
    return title if has_trade(title) or any(map(is_name_word, title.split())) else ""


_MEETING = frozenset({"kennenlernen", "treffen", "ontmoeten", "kennismaken", "träffa", "møde", "møte"})


def meets_somebody(tokens: list[str]) -> bool:
    """`Geschäftsführer kennenlernen` is about whom one will meet, and no role."""
    return bool(tokens) and bare(tokens[-1]) in _MEETING


_DASH = re.compile(r"\s[-–—|]+\s")


def _between_dashes(title: str) -> str:
    """`Data Analyst - outcome` and `unsuccessful - Data Analyst` are a Data Analyst.

    What stands before the first part with a trade, and small letters or no name behind it, are no part of it.
    """
    parts = _DASH.split(title)
    at = next((at for at, part in enumerate(parts) if has_trade(part)), 0)
    if at and not all(map(_is_heading, parts[:at])):
        return title
    follows = parts[at + 1].split()[:1] if at + 1 < len(parts) else []
    if follows and has_trade(parts[at]) and _is_no_part(follows[0]):
        return parts[at]
    return title.partition(parts[at - 1])[2].lstrip("-–—| ") if at else title


def _is_heading(part: str) -> bool:
    """Small letters, or words of a heading: no part of a title, nor a firm's name."""
    return not any(map(is_name_word, part.split())) or is_heading(part)


def _is_no_part(word: str) -> bool:
    return (word.islower() and not has_trade(word)) or bare(word) in NOT_NAMES


def _from_title(tokens: list[str]) -> list[str]:
    """`Bewerbung als Texter` and `leur futur Texter` are a Texter."""
    for at, token in enumerate(tokens):
        if token in ("als", "como", "comme", "come") and has_trade(" ".join(tokens[at + 1 :])):
            return tokens[at + 1 :]
    start = 0
    while start < len(tokens) and tokens[start].islower() and not has_trade(tokens[start]):
        start += 1
    small = tokens[start : start + 1] and tokens[0] not in _RANKS and is_name_word(tokens[start])
    return tokens[start:] if small else tokens


_RANKS = frozenset(load_toml("names.toml")["rank"])


def _without_tail(tokens: list[str]) -> list[str]:
    """`Software Engineer next steps`: small words behind a capitalised title are no part of it."""
    for at in range(1, len(tokens)):
        word = tokens[at]
        bound = {bare(word), bare(tokens[at - 1])} & (JOINS | KEPT)
        small = word.isalpha() and word.islower() and not bound
        if small and not has_trade(" ".join(tokens[at:])):
            whole = has_trade(" ".join(tokens[:at])) or all(map(is_name_word, tokens[:at]))
            return tokens[:at] if whole and is_name_word(tokens[0]) else tokens
    return tokens


def _after_last_article(tokens: list[str]) -> list[str]:
    """`Acme and the Data Analyst` names the role after its article."""
    for at in range(len(tokens) - 1, 0, -1):
        if has_trade(" ".join(tokens[:at])):
            continue
        if tokens[at] in ("the", "our", "your") and is_name_word(
            tokens[at + 1] if at + 1 < len(tokens) else ""
        ):
            return tokens[at + 1 :]
    return tokens


_FILE = r"(?:[a-z]{1,3}[ .]?\d+[-/]\d+|\d{2,}[-/]\d{2,})"  # K 14-3, 2026/117; never 24/7
_NUMBER = re.compile(
    rf"(?i)^\W*{_FILE}\W+|\W+{_FILE}\W*$"
    r"|^\W*(?:(?:req(?:uisition)?|job|ref|jr|r|id)[\s.:#-]*)?[a-z]{0,3}-?\d{4,}[a-z]{0,2}\W+|\W+(?:req(?:uisition)?|job|ref|jr|r|id)"
    r"[\s.:#-]*\d{3,}\W*$|\W+\d{5,}[a-z]{0,2}\W*$|\((?:open|evergreen|remote|hybrid|[^()]*\d[^()]*)\)"
)
_WHOLE = "indeterminato|pieno|parziale|completo|parcial|indefinido|plein|partiel|complet|integral"
_TERMS = re.compile(  # of a contract
    rf"(?i)[\s,–-]+(?:[aà] (?:tempo|tiempo|temps) (?:{_WHOLE})|(?:en|in) (?:cdi|cdd|vollzeit|teilzeit))\b.*"
)
_MONTHS = "|".join(_LIBRARY["months"])
_DATE = re.compile(
    rf"(?i)[\s,]+(?:[^\W\d_]{{1,3}} )?\d{{1,2}}(?:\.|er|st|nd|rd|th|º)? (?:de )?(?:{_MONTHS})\b.*"
)
GENDERS = re.compile(
    r"(?i)[(\[ ]+(?:[mwfdxhikvž]|gn|div)(?:\s*[/|,.*]\s*(?:[mwfdxhinkvž]|div|gn))+[)\]]?(?:\W|$)"
    r"|\((?:all genders?)\)|- $"
)


def clean_role(title: str) -> str:
    """A title without its advert's number, its gender mark and its quotes; of `Acme (Clerk)` the clerk."""
    if not title.replace(" ", "").isalpha():
        before, *_after = GENDERS.split(_NUMBER.sub(" ", title), maxsplit=1)
        title = before if has_trade(before) else GENDERS.sub(" ", title)
        title = _NUMBER.sub(" ", title)
    title = _DATE.sub("", _TERMS.sub("", " ".join(title.split()))).strip("\"'“”„«»‚‘’`*_<>|,;:–—- ")
    if title.count("(") != title.count(")"):
        title = title.partition("(")[0].strip(") ")
    before, _, inside = title.removesuffix(")").partition(" (")
    if has_trade(inside) and not has_trade(before):
        title = inside
    return title if any(letter.isalpha() for letter in title) and len(title) <= 100 else ""
