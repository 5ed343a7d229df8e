"""What speaks for each kind in one mail: the phrases that were met, weighed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from nextround.library import load_toml
from nextround.library.phrases import Hit, Look, book
from nextround.library.words import Text, plain, read
from nextround.reading.finding import Because, Kind

_NEAR = 400
_NEEDS_A_JOB_NEAR = {"rejection", "cancelled", "interview", "assessment", "offer"}
_VERDICTS = {"rejection", "cancelled", "offer"}
_KINDS = {kind.value: kind for kind in Kind}
_POINTS = {"strong": 1.0, "weak": 0.4, "hint": 0.1}
_MOST_QUOTES = 5
_ANSWERS = (
    *(b"re ", b"aw ", b"rv ", b"antwort ", b"res ", b"rif "),
    *(plain(word).strip().encode() + b" " for word in ("回复", "回覆", "返信", "답장", "השב")),
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A rule that was met, and the text it was met in."""

    hit: Hit
    text: Text

    def because(self) -> Because:
        """The writer's own words at this spot."""
        return Because(self.text.quote(self.hit.start, self.hit.end), self.hit.rule.name)


@dataclass(slots=True)
class Evidence:
    """The rules that were met, by weight and kind, each once.

    `job` (`plain_job`: beyond doubt), `elsewhere` and `newsletter` count words that show what the mail is
    about; `words` is its length; `looks` are the mail as the phrases of its languages meet it.
    """

    spots: dict[str, dict[Kind, dict[str, Spot]]] = field(
        default_factory=lambda: {weight: {} for weight in _POINTS}
    )
    headers: dict[Kind, Because] = field(default_factory=dict)
    in_subject: set[Kind] = field(default_factory=set)
    job: int = 0
    plain_job: int = 0
    elsewhere: int = 0
    newsletter: int = 0
    words: int = 0
    looks: dict[str, Look] = field(default_factory=dict)

    def add(self, hit: Hit, text: Text) -> None:
        """Count one rule for its kind; the same rule again adds nothing."""
        kind = _KINDS[hit.rule.kind]
        self.spots[hit.rule.weight].setdefault(kind, {}).setdefault(hit.rule.name, Spot(hit, text))
        if hit.in_subject:
            self.in_subject.add(kind)

    def points(self, kind: Kind) -> float:
        """How much speaks for a kind, all in all."""
        met = sum(_POINTS[weight] * len(kinds.get(kind, ())) for weight, kinds in self.spots.items())
        return met + (2.0 if kind in self.headers else 0.0)

    def strongly(self, kind: Kind) -> int:
        """How many strong rules were met; a header that says so counts for two."""
        return len(self.spots["strong"].get(kind, ())) + (2 if kind in self.headers else 0)

    def weakly(self, kind: Kind) -> int:
        """How many weak rules were met."""
        return len(self.spots["weak"].get(kind, ()))

    def met(self, kind: Kind, rule: str) -> bool:
        """Whether a strong rule of this name was met, in whatever language."""
        return any(name.endswith(f".{rule}") for name in self.spots["strong"].get(kind, ()))

    def because(self, kind: Kind) -> tuple[Because, ...]:
        """The words that speak for a kind, the strongest first."""
        spots = [spot for kinds in self.spots.values() for spot in kinds.get(kind, {}).values()]
        said = [self.headers[kind]] if kind in self.headers else []
        return (*said, *(spot.because() for spot in spots[:_MOST_QUOTES]))


def gather(text: Text, languages: tuple[str, ...], sender: str = "") -> Evidence:
    """Meet a mail with the phrases of its languages. `sender` is who it is from, name and address."""
    written = _written(sender)
    evidence = Evidence(words=text.normal.count(b" "))
    for language in languages:
        pages = book(language)
        look = pages.look(pages.own(text))
        evidence.looks[language] = look
        evidence.elsewhere += pages.look(pages.own(written)).count("elsewhere")
        _meet(evidence, look)
    return evidence


@lru_cache(maxsize=1_000)
def _written(sender: str) -> Text:
    return read(sender)


def _meet(evidence: Evidence, look: Look) -> None:
    text = look.text
    evidence.job += look.count("job")
    evidence.plain_job += look.count("plain_job")
    evidence.elsewhere += look.count("elsewhere")
    evidence.newsletter += look.count("newsletter")
    everywhere = look.has("job", 0, text.head)
    for hit in look.hits(lambda one: _is_said(one, text)):
        if everywhere or hit.in_subject or _in_place(look, hit):
            evidence.add(hit, text)


def _is_said(hit: Hit, text: Text) -> bool:
    """Whether the writer says the words, and does not quote them; a verdict is no short question.

    The subject of an answer was written for an earlier mail.
    """
    if hit.in_subject and text.normal.lstrip().startswith(_ANSWERS):
        return False
    if hit.rule.kind in _VERDICTS and text.is_short_question(hit.start):
        return False
    return not (hit.rule.kind in _NEEDS_A_JOB_NEAR and text.is_quotation(hit.start))


def _in_place(look: Look, hit: Hit) -> bool:
    """Whether something around the words speaks of a job; if not, they are about something else."""
    if hit.rule.kind not in _NEEDS_A_JOB_NEAR:
        return True
    return look.has("job", hit.start - _NEAR, hit.end + _NEAR)


def stages(evidence: Evidence) -> set[str]:
    """The stages (`interview`, `final`, ...) that the words of a mail tell of."""
    return {
        name.removeprefix("stage.")
        for language, look in evidence.looks.items()
        for name in book(language).context
        if name.startswith("stage.") and look.has(name)
    }


@cache
def _signals() -> list[dict[str, str | list[str]]]:
    return list(load_toml("signals.toml")["signal"])


def add_signals(evidence: Evidence, headers: Mapping[str, str]) -> None:
    """What the headers of hiring networks say; `sender` among them is the address a mail is from."""
    for signal in _signals():
        name, kind = str(signal["header"]), str(signal["kind"])
        value = headers.get(name, "").lower()
        if value and any(part in value for part in signal["has"]):
            evidence.headers[_KINDS[kind]] = Because(headers[name], f"header.{kind}.{name}")
