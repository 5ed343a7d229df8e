"""Are the phrase files whole? Every one has examples of its own, and they prove it."""

from __future__ import annotations

from collections.abc import Iterator

from nextround.library import HERE, languages, load_toml, phrase_files
from nextround.library.pattern import PatternError
from nextround.library.phrases import book
from nextround.library.words import read


def problems() -> list[str]:
    """A sentence for each thing that is wrong with the phrases; empty when all is well."""
    return [sentence for language in languages() for sentence in _language(language)]


def _language(language: str) -> Iterator[str]:
    try:
        book(language)
    except PatternError as error:
        yield str(error)
        return
    for kind in phrase_files(language):
        yield from file_problems(language, kind)


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
