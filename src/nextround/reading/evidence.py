"""What speaks for each kind in one mail: the phrases that were met, weighed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nextround.library import languages as known_languages
from nextround.library import load_toml
from nextround.library.phrases import Book, Hit, book
from nextround.library.words import Text
from nextround.reading.finding import Because, Kind

_NEAR = 400
_NEEDS_A_JOB_NEAR = {
    Kind.REJECTION,
    Kind.CANCELLED,
    Kind.INTERVIEW,
    Kind.ASSESSMENT,
    Kind.OFFER,
    Kind.FEEDBACK,
}
_POINTS = {"strong": 1.0, "weak": 0.4, "hint": 0.1}
_MOST_QUOTES = 5


@dataclass(slots=True)
class Evidence:
    """The rules that were met, by kind, each once; and the words that met them."""

    strong: dict[Kind, set[str]] = field(default_factory=dict)
    weak: dict[Kind, set[str]] = field(default_factory=dict)
    hint: dict[Kind, set[str]] = field(default_factory=dict)
    quotes: dict[Kind, list[Because]] = field(default_factory=dict)
    in_subject: set[Kind] = field(default_factory=set)
    job: int = 0
    elsewhere: int = 0
    newsletter: int = 0
    words: int = 0
    stages: set[str] = field(default_factory=set)

    def add(self, kind: Kind, weight: str, because: Because) -> None:
        """Count one rule for a kind; the same rule again adds nothing but its words."""
        rules: dict[Kind, set[str]] = getattr(self, weight)
        seen = rules.setdefault(kind, set())
        if because.rule not in seen:
            seen.add(because.rule)
            quotes = self.quotes.setdefault(kind, [])
            quotes.insert(0, because) if weight == "strong" else quotes.append(because)

    def points(self, kind: Kind) -> float:
        """How much speaks for a kind, all in all."""
        counts = ((self.strong, "strong"), (self.weak, "weak"), (self.hint, "hint"))
        return sum(_POINTS[weight] * len(rules.get(kind, ())) for rules, weight in counts)

    def strongly(self, kind: Kind) -> int:
        """How many strong rules were met."""
        return len(self.strong.get(kind, ()))

    def weakly(self, kind: Kind) -> int:
        """How many weak rules were met."""
        return len(self.weak.get(kind, ()))

    def met(self, kind: Kind, rule: str) -> bool:
        """Whether a strong rule of this name was met, in whatever language."""
        return any(name.endswith(f".{rule}") for name in self.strong.get(kind, ()))

    def because(self, kind: Kind) -> tuple[Because, ...]:
        """The words that speak for a kind, the strongest first."""
        return tuple(self.quotes.get(kind, ())[:_MOST_QUOTES])


def gather(subject: Text, text: Text, languages: tuple[str, ...]) -> Evidence:
    """Meet both texts with the phrases of the languages."""
    evidence = Evidence()
    for language in languages:
        if language in known_languages():
            _meet(evidence, language, text, "text", subject.normal)
            _meet(evidence, language, subject, "subject", subject.normal)
    return evidence


def _meet(evidence: Evidence, language: str, text: Text, place: str, subject: bytes) -> None:
    pages = book(language)
    job = pages.count("job", text.normal)
    evidence.job += job
    evidence.words += text.normal.count(b" ")
    anywhere = pages.count("job", subject) > 0 or (place == "subject" and evidence.job > 0)
    for hit in pages.hits(text, place):
        if anywhere or not _out_of_place(pages, hit, text.normal):
            _take(evidence, hit, text, place)
    evidence.elsewhere += pages.count("elsewhere", text.normal)
    evidence.newsletter += pages.count("newsletter", text.normal)
    for name in pages.context:
        if name.startswith("stage.") and pages.count(name, text.normal):
            evidence.stages.add(name.removeprefix("stage."))


def _out_of_place(pages: Book, hit: Hit, normal: bytes) -> bool:
    """Whether nothing around the words speaks of a job: then they are about something else."""
    if hit.rule.kind not in _NEEDS_A_JOB_NEAR:
        return False
    return not pages.count("job", normal[max(0, hit.start - _NEAR) : hit.end + _NEAR])


def _take(evidence: Evidence, hit: Hit, text: Text, place: str) -> None:
    kind = Kind(hit.rule.kind)
    if place == "subject":
        evidence.in_subject.add(kind)
    if hit.rule.stage:
        evidence.stages.add(hit.rule.stage)
    if hit.rule.name not in getattr(evidence, hit.rule.weight).get(kind, ()):
        evidence.add(kind, hit.rule.weight, Because(text.quote(hit.start, hit.end), hit.rule.name))


def add_signals(evidence: Evidence, headers: Mapping[str, str]) -> None:
    """What the headers of hiring networks say."""
    for signal in load_toml("signals.toml")["signal"]:
        value = headers.get(signal["header"], "").lower()
        if value and any(part in value for part in signal["has"]):
            rule = f"header.{signal['kind']}.{signal['header']}"
            evidence.add(Kind(signal["kind"]), "strong", Because(headers[signal["header"]], rule))
