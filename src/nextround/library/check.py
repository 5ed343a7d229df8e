"""Is every language whole? It has each kind of mail, and each phrase file has examples that prove it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from nextround.library import HERE, languages, load_toml, phrase_files
from nextround.library.pattern import PatternError
from nextround.library.phrases import book
from nextround.library.words import read

KINDS = (
    *("alert", "applied", "assessment", "cancelled", "feedback", "interview"),
    *("offer", "other", "outreach", "own", "rejection"),
)
"""The phrase files that every language has."""


def problems(only: Collection[str] = ()) -> list[str]:
    """A sentence for each thing that is wrong; empty when all is well. `only` names languages (`pl`)."""
    unknown = [f"There is no language “{one}” here." for one in only if one not in languages()]
    checked = [one for one in languages() if not only or one in only]
    return unknown + [sentence for language in checked for sentence in _language(language)]


def _language(language: str) -> Iterator[str]:
    yield from _missing(language)
    try:
        book(language)
    except PatternError as error:
        yield str(error)
        return
    for kind in phrase_files(language):
        yield from file_problems(language, kind)


def _missing(language: str) -> Iterator[str]:
    """The files and words a language cannot do without."""
    for kind in KINDS:
        if kind not in phrase_files(language):
            yield f"{language}/phrases/{kind}.toml is missing: a language says every kind of mail."
    for name, key in (("context.toml", "job"), ("first_look.toml", "phrases")):
        here = HERE / language / name
        if not here.exists() or not load_toml(f"{language}/{name}").get(key):
            yield f"{language}/{name} is missing, or has no `{key}`."
    words = load_toml("small_words.toml")
    if language not in words["words"] and language not in words["by_script"]:
        yield f"small_words.toml has no words of “{language}”, so no mail would be known to be in it."


def file_problems(language: str, kind: str) -> Iterator[str]:
    """What is wrong with one phrase file and its examples."""
    name = f"{language}/examples/{kind}.toml"
    if not (HERE / name).exists():
        yield f"{name} is missing: every phrase file needs lines that match and look-alikes that do not."
        return
    examples = load_toml(name)
    if not examples.get("match") or not examples.get("not"):
        yield f"{name} needs both lists, `match` and `not`."
    yield from _wrong(language, kind, examples, name)


def _wrong(language: str, kind: str, examples: dict[str, list[str]], name: str) -> Iterator[str]:
    for line in examples.get("match", []):
        if not met(language, kind, line, ("strong", "weak", "hint")):
            yield f"{name}: no rule meets “{line}”."
    for line in examples.get("not", []):
        for rule in met(language, kind, line, ("strong", "weak")):
            yield f"{name}: {rule} meets the look-alike “{line}”."


def met(language: str, kind: str, line: str, weights: tuple[str, ...]) -> list[str]:
    """The rules of a kind, with one of the weights, that a line meets.

    A line that begins with `Subject:` is met as a subject.
    """
    subject = line.startswith("Subject:")
    text = read("", line.removeprefix("Subject:")) if subject else read(line)
    pages = book(language)
    found = pages.hits(pages.own(text))
    return [hit.rule.name for hit in found if hit.rule.kind == kind and hit.rule.weight in weights]
