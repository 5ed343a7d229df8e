"""The phrases of a language, and where a text meets them.

A phrase file, `<language>/phrases/<kind>.toml`, holds rules for one kind of mail:

    [slots]                          # optional; the language's own `slots.toml` is there too
    other = ["other", "another"]

    [[rule]]
    id = "other-candidates"          # gives the rule its name: en.rejection.other-candidates
    weight = "strong"                # strong: enough alone; weak: two of them needed; hint: only leans
    says = ["decided to (proceed|move forward) with {other} (candidate*|applicant*)"]
    unless = ["if we <3> decided"]   # optional: not counted where the same sentence says this
    where = "any"                    # optional: any (default), subject or text
    open = true                      # optional: counts in conditional sentences too ("if ...")
    stage = "interview"              # optional: tells how far the round had come

How a line of `says` is written stands in `pattern.py`. Beside every phrase file stands an examples
file of the same name, `<language>/examples/<kind>.toml`, with `match` (lines that some rule of the
file must meet) and `not` (look-alikes that none may meet with strong or weak weight).

`<language>/context.toml` holds what is true of every rule: `before` and `after` (words that make a
sentence conditional, a report about others, or a saying, when they stand before or in the phrase, or
right after it), `cut` (words that end the reach of `before`), `job` (words that show a mail is about a
job search), `elsewhere` (words that show it is about something else: a loan, a paper, an order),
`[stage]` (words that tell how far a round had come). `fold = true` in it says that the language is often
written without its accents (`nao` for `não`): phrases and texts are then met without them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal

from nextround.library import HERE, load_bytes, load_toml, phrase_files
from nextround.library.finder import Finder
from nextround.library.keeping import kept
from nextround.library.pattern import PatternError, Slots, any_of, part
from nextround.library.sieve import Needs, Sieve
from nextround.library.words import Text, fold

Weight = Literal["strong", "weak", "hint"]
_WEIGHTS = ("strong", "weak", "hint")
_PLACES = ("any", "subject", "text")
_MAKERS = ("phrases.py", "pattern.py", "sieve.py", "script.py", "words.py")
_TOLD = ("name", "kind", "weight", "says", "unless", "where", "open", "stage")
_Spot = tuple[int, int, list[int]]  # where a sentence begins and ends, and the phrases it could meet
_start = itemgetter(0)
_KEYS = {"id", "weight", "says", "unless", "where", "open", "stage", "note"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a phrase file. `name` is `en.rejection.other-candidates`.

    `says` are the patterns of its phrases, `needs` tells for each the words it can not be without.
    """

    name: str
    kind: str
    weight: Weight
    says: tuple[str, ...]
    unless: str = ""
    where: str = "any"
    open: bool = False
    stage: str = ""
    needs: tuple[Needs, ...] = ((),)


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule met by a text: the bytes `start` to `end` of its normal form."""

    rule: Rule
    start: int
    end: int
    in_subject: bool = False


class Book:
    """All rules of one language, ready to meet texts.

    Each phrase is searched for by itself, in the sentences that could meet it by their words (`sieve.py`):
    small automata are built at once, and those of phrases that no mail comes near never.
    """

    def __init__(
        self, language: str, rules: Sequence[Rule], context: Mapping[str, Any], *, folds: bool = False
    ) -> None:
        self.language = language
        self.folds = folds
        self.rules = tuple(rules)
        self._ready: dict[str, Finder] = {}
        self._says = [pattern for rule in rules for pattern in rule.says]
        self._sieve = Sieve([needs for rule in rules for needs in rule.needs])
        self._rule_of = [number for number, rule in enumerate(rules) for _ in rule.says]
        self._before = any_of(context.get("before", ["nothing"]))
        self._after = any_of(context.get("after", ["nothing"]))
        self._cut = any_of(context.get("cut", ["nothing"]))
        self.context = {
            name: any_of(phrases)
            for name, phrases in _flat(context).items()
            if name not in {"before", "after", "cut"}
        }

    def plain(self) -> dict[str, Any]:
        """All of it in plain values, to be kept."""
        rules = [tuple(getattr(rule, name) for name in _TOLD) for rule in self.rules]
        return {**vars(self), "rules": rules, "_sieve": vars(self._sieve), "_ready": {}}

    @classmethod
    def again(cls, plain: dict[str, Any]) -> Book:
        """The book of these plain values. What its rules need stands in its sieve alone."""
        pages, sieve = cls(plain["language"], (), {}), Sieve(())
        vars(sieve).update(plain["_sieve"])
        rules = tuple(Rule(*told) for told in plain["rules"])
        vars(pages).update(plain, rules=rules, _sieve=sieve)
        return pages

    def own(self, text: Text) -> Text:
        """A text as this language's phrases meet it; its hits count the bytes of this one."""
        return text.folded() if self.folds else text

    def hits(self, text: Text, said: Callable[[Hit], bool] = lambda _: True) -> Iterator[Hit]:
        """The first spot of each rule that is met, is `said`, and that its sentence does not take back."""
        places: dict[int, list[_Spot]] = {}
        for start, end, line in text.lines():
            elsewhere = "text" if start < text.head else "subject"
            for phrase in self._sieve.passes(line.split()):
                number = self._rule_of[phrase]
                if self.rules[number].where != elsewhere:
                    spots = places.setdefault(number, [])
                    if not spots or spots[-1][0] != start:
                        spots.append((start, end, []))
                    spots[-1][2].append(phrase)
        for number in sorted(places):
            if hit := self._first(self.rules[number], places[number], text, said):
                yield hit

    def _first(
        self, rule: Rule, spots: Sequence[_Spot], text: Text, said: Callable[[Hit], bool]
    ) -> Hit | None:
        for begin, finish, phrases in spots:
            sentence = text.normal[begin:finish]
            for start, end in self._spans(phrases, sentence):
                hit = Hit(rule, begin + start, begin + end, begin + start < text.head)
                if self._counts(rule, sentence, end) and said(hit):
                    return hit
        return None

    def _spans(self, phrases: Sequence[int], sentence: bytes) -> Iterator[tuple[int, int]]:
        """Where one pattern of all these phrases would be met: leftmost, the first phrase of equals."""
        at = 0
        while True:
            met = [self.pattern(self._says[phrase]).first(sentence, at) for phrase in phrases]
            found = min((span for span in met if span[0] >= 0), key=_start, default=None)
            if found is None:
                return
            yield found
            at = found[1]

    def _counts(self, rule: Rule, sentence: bytes, end: int) -> bool:
        """Whether a sentence lets count what was met in it, which ends at `end`."""
        if rule.unless and self.pattern(rule.unless).meets(sentence):
            return False
        return rule.open or not self._conditional(sentence[:end], sentence[end - 1 :])

    def _conditional(self, before: bytes, after: bytes) -> bool:
        if self.pattern(self._before).meets(before[self._last_cut(before) :]):
            return True
        return self.pattern(self._after).first(after)[0] == 0

    def _last_cut(self, before: bytes) -> int:
        """Where the reach of words before a phrase begins."""
        cut, kept, at = self.pattern(self._cut), 0, 0
        while (at := cut.first(before, at)[1]) >= 0:
            kept = at - 1
        return kept

    def pattern(self, says: str) -> Finder:
        """A compiled pattern, compiled when first needed."""
        found = self._ready.get(says)
        if found is None:
            self._ready[says] = found = Finder(says)
        return found

    def count(self, name: str, normal: bytes) -> int:
        """How often the words of a context list (`job`, `elsewhere`, `stage.final`) stand in a text."""
        return self.pattern(self.context[name]).count(normal) if name in self.context else 0

    def has(self, name: str, normal: bytes) -> bool:
        """Whether words of a context list stand in a text."""
        return name in self.context and self.pattern(self.context[name]).meets(normal)


@cache
def book(language: str) -> Book:
    """The book of a language. Raises `PatternError` when a file cannot be read."""
    names = [f"{language}/phrases/{kind}.toml" for kind in phrase_files(language)]
    names += [
        name for name in (f"{language}/slots.toml", f"{language}/context.toml") if (HERE / name).exists()
    ]
    parts = [name.encode() + b"\n" + load_bytes(name) for name in names]
    return Book.again(kept(HERE, f"{language}.book", [*_code(), *parts], lambda: _book(language).plain()))


@cache
def _code() -> tuple[bytes, ...]:
    """What makes books of phrases."""
    return tuple((Path(__file__).parent / name).read_bytes() for name in _MAKERS)


def _book(language: str) -> Book:
    rules = [rule for kind in phrase_files(language) for rule in file_rules(language, kind)]
    context = _context(language)
    folds = bool(context.pop("fold", False))
    return Book(language, rules, _folded(context) if folds else context, folds=folds)


def _context(language: str) -> dict[str, Any]:
    return dict(_optional(f"{language}/context.toml"))


def _folded(value: Any) -> Any:
    """A table of phrases without accents."""
    if isinstance(value, Mapping):
        return {key: _folded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_folded(one) for one in value]
    return fold(value) if isinstance(value, str) else value


def file_rules(language: str, kind: str) -> list[Rule]:
    """The rules of one phrase file."""
    table = load_toml(f"{language}/phrases/{kind}.toml")
    slots = {**_optional(f"{language}/slots.toml"), **table.get("slots", {})}
    if _context(language).get("fold"):
        table, slots = _folded(table), _folded(slots)
    ready = Slots(slots)
    return [_rule(f"{language}.{kind}", kind, entry, ready) for entry in table.get("rule", [])]


def _rule(prefix: str, kind: str, entry: Mapping[str, Any], slots: Slots) -> Rule:
    name = f"{prefix}.{entry.get('id', '?')}"
    if odd := set(entry) - _KEYS:
        raise PatternError(f"{name}: “{odd.pop()}” is no part of a rule.")
    weight, where = entry.get("weight", "?"), entry.get("where", "any")
    if weight not in _WEIGHTS or where not in _PLACES or not entry.get("says"):
        raise PatternError(
            f"{name}: a rule needs an id, says, a weight ({', '.join(_WEIGHTS)}) and a known place."
        )
    unless = any_of(entry["unless"], slots) if entry.get("unless") else ""
    says = [part(phrase, slots) for phrase in entry["says"]]
    patterns, needs = tuple(one.source for one in says), tuple(one.needs for one in says)
    return Rule(
        name, kind, weight, patterns, unless, where, entry.get("open", False), entry.get("stage", ""), needs
    )


def _optional(name: str) -> dict[str, Any]:
    return load_toml(name) if (HERE / name).exists() else {}


def _flat(context: Mapping[str, Any]) -> dict[str, list[str]]:
    flat: dict[str, list[str]] = {}
    for name, value in context.items():
        if isinstance(value, Mapping):
            flat |= {f"{name}.{key}": list(phrases) for key, phrases in value.items()}
        else:
            flat[name] = list(value)
    return flat
