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
from nextround.library.pattern import Part, PatternError, Slots, any_of, part
from nextround.library.sieve import Needs, Sieve, numbers
from nextround.library.words import Text, fold

Weight = Literal["strong", "weak", "hint"]
_WEIGHTS = ("strong", "weak", "hint")
_PLACES = ("any", "subject", "text")
_MAKERS = ("phrases.py", "pattern.py", "sieve.py", "script.py", "words.py")
_TOLD = ("name", "kind", "weight", "says", "unless", "where", "open", "stage")
_NEVER = "nothing"
_Sentence = tuple[int, int, int]  # where it begins and ends, and a number with a bit for all it could meet
_Spot = tuple[_Sentence, list[int]]  # a sentence, and the phrases of one rule that it could meet
_start = itemgetter(0)
_KEYS = {"id", "weight", "says", "unless", "where", "open", "stage", "note"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a phrase file. `name` is `en.rejection.other-candidates`.

    `says` are the patterns of its phrases; `needs` tells for each the words it can not be without, `lacks`
    those of `unless`.
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
    lacks: Needs = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule met by a text: the bytes `start` to `end` of its normal form."""

    rule: Rule
    start: int
    end: int
    in_subject: bool = False


class Book:
    """All rules of one language, ready to meet texts.

    Each pattern is searched for by itself, in the sentences that could meet it by their words (`sieve.py`):
    small automata are built at once, and those of phrases that no mail comes near never. The sieve knows the
    phrases of all rules in their order, then what each rule has to be without, then the lists of the context.
    """

    def __init__(
        self, language: str, rules: Sequence[Rule], context: Mapping[str, Any], *, folds: bool = False
    ) -> None:
        self.language = language
        self.folds = folds
        self.rules = tuple(rules)
        self._ready: dict[str, Finder] = {}
        self._says = [pattern for rule in rules for pattern in rule.says]
        self._rule_of = [number for number, rule in enumerate(rules) for _ in rule.says]
        lists = {"before": [_NEVER], "after": [_NEVER], "cut": [_NEVER], **_flat(context)}
        parts = {name: any_of(phrases) for name, phrases in lists.items()}
        self.context = {name: part.source for name, part in parts.items()}
        lacks = [rule.lacks for rule in rules]
        told = [needs for rule in rules for needs in rule.needs]
        self._sieve = Sieve([*told, *lacks, *(part.needs for part in parts.values())])
        self.bits = dict(zip(parts, range(len(told) + len(lacks), self._sieve.size), strict=True))

    def plain(self) -> dict[str, Any]:
        """All of it in plain values, to be kept."""
        rules = [tuple(getattr(rule, name) for name in _TOLD) for rule in self.rules]
        return {**vars(self), "rules": rules, "_sieve": self._sieve.plain(), "_ready": {}}

    @classmethod
    def again(cls, plain: dict[str, Any]) -> Book:
        """The book of these plain values. What its rules need stands in its sieve alone."""
        pages = cls(plain["language"], (), {})
        rules = tuple(Rule(*told) for told in plain["rules"])
        vars(pages).update(plain, rules=rules, _sieve=Sieve.again(plain["_sieve"]))
        return pages

    def own(self, text: Text) -> Text:
        """A text as this language's phrases meet it; its hits count the bytes of this one."""
        return text.folded() if self.folds else text

    def look(self, text: Text) -> Look:
        """A first look at a text (`own`): which of its sentences could meet what, by their words."""
        could = self._sieve.could
        return Look(self, text, [(start, end, could(line.split())) for start, end, line in text.lines()])

    def hits(self, text: Text, said: Callable[[Hit], bool] = lambda _: True) -> Iterator[Hit]:
        """The first spot of each rule that is met, is `said`, and that its sentence does not take back."""
        return self.look(text).hits(said)

    def pattern(self, says: str) -> Finder:
        """A compiled pattern, compiled when first needed."""
        found = self._ready.get(says)
        if found is None:
            self._ready[says] = found = Finder(says)
        return found

    def list(self, name: str) -> Finder:
        """The pattern of a context list."""
        return self.pattern(self.context[name])


class Look:
    """A text as the phrases of one language meet it: each sentence with the patterns it could meet."""

    def __init__(self, pages: Book, text: Text, sentences: Sequence[_Sentence]) -> None:
        self.text = text
        self._pages = pages
        self._sentences = sentences
        self._near: dict[str, list[tuple[int, int]]] = {}

    def hits(self, said: Callable[[Hit], bool] = lambda _: True) -> Iterator[Hit]:
        """The first spot of each rule that is met, is `said`, and that its sentence does not take back."""
        rules, rule_of, phrases = self._pages.rules, self._pages._rule_of, (1 << len(self._pages._says)) - 1
        places: dict[int, list[_Spot]] = {}
        for sentence in self._sentences:
            elsewhere = "text" if sentence[0] < self.text.head else "subject"
            for phrase in numbers(sentence[2] & phrases):
                number = rule_of[phrase]
                if rules[number].where != elsewhere:
                    spots = places.setdefault(number, [])
                    if not spots or spots[-1][0] is not sentence:
                        spots.append((sentence, []))
                    spots[-1][1].append(phrase)
        for number in sorted(places):
            if hit := self._first(number, places[number], said):
                yield hit

    def _first(self, number: int, spots: Sequence[_Spot], said: Callable[[Hit], bool]) -> Hit | None:
        rule, head = self._pages.rules[number], self.text.head
        for sentence, phrases in spots:
            begin, finish, _ = sentence
            line = self.text.normal[begin:finish]
            for start, end in self.spans(phrases, line):
                hit = Hit(rule, begin + start, begin + end, begin + start < head)
                if self._counts(number, sentence, line, end) and said(hit):
                    return hit
        return None

    def spans(self, phrases: Sequence[int], line: bytes) -> Iterator[tuple[int, int]]:
        """Where one pattern of all these phrases would be met: leftmost, the first phrase of equals."""
        pages = self._pages
        patterns, at = [pages.pattern(pages._says[phrase]) for phrase in phrases], 0
        while True:
            met = [span for pattern in patterns if (span := pattern.first(line, at))[0] >= 0]
            if not met:
                return
            yield (found := min(met, key=_start))
            at = found[1]

    def _counts(self, number: int, sentence: _Sentence, line: bytes, end: int) -> bool:
        """Whether a sentence lets count what was met in it, which ends at `end`."""
        rule, pages = self._pages.rules[number], self._pages
        lacks = rule.unless and sentence[2] >> len(pages._says) + number & 1
        if lacks and pages.pattern(rule.unless).meets(line):
            return False
        return rule.open or not self._conditional(sentence, line, end)

    def _conditional(self, sentence: _Sentence, line: bytes, end: int) -> bool:
        if self._could("after", sentence) and self._pages.list("after").begins(line[end - 1 :]):
            return True
        return self._before(sentence, line[:end])

    def _before(self, sentence: _Sentence, line: bytes) -> bool:
        """Whether words before a phrase make it conditional, of those that reach as far as it."""
        if not self._could("before", sentence) or not (words := self._pages.list("before")).meets(line):
            return False
        last = self._last_cut(line) if self._could("cut", sentence) else 0
        return not last or words.meets(line[last:])

    def _last_cut(self, line: bytes) -> int:
        """Where the reach of words before a phrase begins."""
        cut, kept, at = self._pages.list("cut"), 0, 0
        while (at := cut.first(line, at)[1]) >= 0:
            kept = at - 1
        return kept

    def _could(self, name: str, sentence: _Sentence) -> bool:
        """Whether a sentence could meet a context list."""
        return bool(sentence[2] >> self._pages.bits[name] & 1)

    def count(self, name: str) -> int:
        """How often the words of a context list (`job`, `elsewhere`, `stage.final`) stand in the text."""
        normal, runs = self.text.normal, self._runs(name)
        return sum([self._pages.list(name).count(normal[start:end]) for start, end in runs])

    def has(self, name: str, low: int = 0, high: int | None = None) -> bool:
        """Whether words of a context list stand in the text, or between two bytes of its normal form."""
        normal, most = self.text.normal, len(self.text.normal) if high is None else high
        return any(
            start < most
            and end > low
            and self._pages.list(name).meets(normal[max(start, low) : min(end, most)])
            for start, end in self._runs(name)
        )

    def _runs(self, name: str) -> list[tuple[int, int]]:
        """Where sentences stand that could meet words of a context list.

        Such words may take the line end behind a sentence, which the next one then lacks: sentences that
        follow each other are searched as one.
        """
        if (runs := self._near.get(name)) is None:
            bit = 1 << self._pages.bits[name] if name in self._pages.bits else 0
            self._near[name] = runs = []
            for start, end, could in self._sentences:
                if could & bit:
                    begin = runs.pop()[0] if runs and runs[-1][1] > start else start
                    runs.append((begin, end))
        return runs


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
    unless = any_of(entry["unless"], slots) if entry.get("unless") else Part("")
    says = [part(phrase, slots) for phrase in entry["says"]]
    patterns, needs = tuple(one.source for one in says), tuple(one.needs for one in says)
    told = where, entry.get("open", False), entry.get("stage", "")
    return Rule(name, kind, weight, patterns, unless.source, *told, needs, unless.needs)


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
