"""The texts that the second reader learns from, each with its kind and the group it was written in.

Three sources, all ours: `texts/*.txt` (one line a mail's essential words, sometimes with its subject, set
in the words that stand around any mail), the lines beside the phrases (`library/*/examples`), and the first
set of the demo's texts. Nothing from `benchmarks/` and nothing from the demo's second set: those measure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from nextround.demo.cast import shelf
from nextround.library import HERE as LIBRARY
from nextround.library import languages, load_toml
from nextround.library.words import read
from nextround.reading.evidence import gather
from nextround.reading.finding import Kind
from nextround.reading.judge import judge
from nextround.reading.model import TALK
from training.linear import Text

HERE = Path(__file__).parent / "texts"
ROOT = Path(__file__).parents[1]
FRAMED = {"applied", "assessment", "interview", "offer", "cancelled", "feedback", "rejection", "talk"}
COMPANIES = (
    "Rowan Press",
    "Birch & Moor",
    "Halden",
    "Lumen Works",
    "Tarn Foods",
    "Cobalt Nine",
    "Mersey Care",
)
ROLES = (
    "Gardener", "Night Porter", "Data Analyst", "Product Designer", "Teaching Assistant", "Cook", "Welder",
    "Software Engineer", "Staff Nurse", "Driver", "Project Manager", "Sales Executive", "Florist",
)  # fmt: skip
NAMES = ("Mia Holm", "Tomas Reid", "Priya Nair", "Lena Vogt", "Hugo Blanc", "Carla Soto", "Dana Okoro")
FIRST = ("Robin", "Alex", "Sam", "Kim", "Noa", "Jo")
CHUNK = 5
GIVEN = "Subject:"  # a line that begins like this has a subject of its own, then || and the body
SUBJECT = 0.6  # how often a mail of a search has a subject that tells nothing


@dataclass(frozen=True, slots=True)
class Core:
    """What one mail says, without what stands around it."""

    label: str
    group: str
    language: str
    text: str
    subject: str = ""

    @property
    def words(self) -> str:
        """Its text, or the subject of a mail that is no more than that."""
        return self.text or self.subject


def samples(seed: int = 1, framed: int = 3) -> list[Text]:
    """All samples: each core bare, and `framed` times as a whole mail."""
    rng = Random(seed)
    frames = _frames()
    found = [sample for core in cores() for sample in _dressed(core, frames, rng, framed)]
    return [*found, *_digests(rng), *_examples(), *_demo(rng), *_prose()]


def cores() -> Iterator[Core]:
    """The lines of the text files."""
    for path in sorted(HERE.glob("*.txt")):
        if path.stem != "frames":
            for (label, voice), lines in _sections(path).items():
                for at, line in enumerate(lines):
                    group = f"{path.stem}/{label}/{voice}/{at // CHUNK}"
                    subject, text = _parted(line)
                    yield Core(label, group, path.stem[:2], text, subject)


def _parted(line: str) -> tuple[str, str]:
    """The subject and the body of a line (`Subject: … || body`); most lines are a body alone."""
    if not line.startswith(GIVEN):
        return "", line
    subject, parted, text = line.removeprefix(GIVEN).partition("||")
    if not parted:
        raise ValueError(f"A subject ends at ||, before the body: {line}")
    return subject.strip(), text.strip()


def _sections(path: Path) -> dict[tuple[str, str], list[str]]:
    """The lines of a file below each of its headings (`== rejection warm`)."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    heading = ("", "")
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            _, label, voice = line.split()
            heading = (label, voice)
        elif line.strip() and not line.startswith("#"):
            found[heading].append(line.strip())
    return found


def _frames() -> dict[tuple[str, str], list[str]]:
    return _sections(HERE / "frames.txt")


def _dressed(core: Core, frames: dict[tuple[str, str], list[str]], rng: Random, times: int) -> Iterator[Text]:
    kind = core.label if core.label == TALK else Kind(core.label).value
    yield Text(kind, core.group, core.language, _filled(core.subject, rng), _filled(core.text, rng))
    for _ in range(times):
        subject = _filled(_subject(core, frames, rng), rng)
        yield Text(kind, core.group, core.language, subject, _filled(_around(core, frames, rng), rng))


def _subject(core: Core, frames: dict[tuple[str, str], list[str]], rng: Random) -> str:
    """Its own, or more often than not a subject of a search, in the mail's language; the rest have none."""
    if core.subject:
        return core.subject
    lines = frames.get(("subject", core.language), ())
    return rng.choice(lines) if core.label in FRAMED and lines and rng.random() < SUBJECT else ""


def _around(core: Core, frames: dict[tuple[str, str], list[str]], rng: Random) -> str:
    """A core with a greeting, often a first and a last sentence, and a name below."""

    def some(name: str, often: float) -> list[str]:
        lines = frames.get((name, core.language), ())
        return [rng.choice(lines)] if lines and rng.random() < often else []

    hires = 0.6 if core.label in FRAMED else 0.0
    parts = [*some("greet", 0.8), *some("open", hires), core.text, *some("close", hires), *some("sign", 0.7)]
    return "\n\n".join(filter(None, parts))


def _filled(text: str, rng: Random) -> str:
    facts = {"company": COMPANIES, "role": ROLES, "name": NAMES, "first": FIRST}
    for slot, words in facts.items():
        text = text.replace("{" + slot + "}", rng.choice(words))
    return "\n".join(part.strip() for part in text.replace("|", "\n\n").split("\n"))


def _digests(rng: Random) -> Iterator[Text]:
    """Long mails of many matters: newsletters, and days of a mailing list."""
    by_section: dict[tuple[str, str], list[Core]] = defaultdict(list)
    for core in cores():
        if core.label in {"other", "alert"}:
            by_section[core.language, core.group.rpartition("/")[0]].append(core)
    for (language, section), lines in by_section.items():
        for at in range(len(lines) // 4):
            few = rng.sample(lines, min(len(lines), rng.randint(4, 12)))
            text = "\n\n".join(core.words for core in few)
            kind = Kind(few[0].label)
            yield Text(kind, f"{section}/long/{at // CHUNK}", language, "", _filled(text, rng))


def _prose() -> Iterator[Text]:
    """Our own documents and advice: what is written about searches, and about anything."""
    for path in sorted((ROOT / "docs").glob("*.md")):
        for at, part in enumerate(path.read_text(encoding="utf-8").split("\n## ")):
            yield Text(Kind.OTHER, f"docs/{path.stem}/{at // CHUNK}", "en", "", part)
    for path in sorted((LIBRARY / "playbook").glob("*.toml")):
        for at, rule in enumerate(load_toml(f"playbook/{path.name}")["rule"]):
            yield Text(Kind.OTHER, f"playbook/{path.stem}/{at // CHUNK}", "en", "", rule["advice"])


def _examples() -> Iterator[Text]:
    """The lines beside the phrases; a look-alike is what the phrases make of it."""
    for language in languages():
        for path in sorted((LIBRARY / language / "examples").glob("*.toml")):
            table = load_toml(f"{language}/examples/{path.name}")
            for which in ("match", "not"):
                for at, line in enumerate(table.get(which, [])):
                    kind = Kind(path.stem) if which == "match" else _read(line, language, Kind(path.stem))
                    group = f"examples/{language}/{path.stem}/{which}/{at // CHUNK}"
                    if kind not in {Kind.OWN, None}:
                        yield _line(line, kind, group, language)


def _line(line: str, kind: Kind, group: str, language: str) -> Text:
    if line.startswith("Subject:"):
        return Text(kind, group, language, line.removeprefix("Subject:").strip(), "")
    return Text(kind, group, language, "", line)


def _read(line: str, language: str, never: Kind) -> Kind | None:
    kind = judge(gather(read(line), (language, "en"))).kind
    return (Kind.OTHER if never is Kind.REJECTION else None) if kind is never else kind


def _demo(rng: Random) -> Iterator[Text]:
    """The demo's first set of texts, and more often the rest of its mailbox, which nothing else is like."""
    for language in ("en", "de", "fr", "es"):
        for at, row in enumerate(shelf(language)["text"]):
            if row["kind"] != "own":
                for _ in range(2):
                    yield _told(row, f"demo/{language}/{at}", language, rng)
    for at, row in enumerate(shelf("plain")["plain"]):
        if not row.get("own"):
            for _ in range(4):
                yield _told({"kind": "other", **row}, f"demo/plain/{at}", row.get("lang", "en"), rng)


def _told(row: dict[str, str], group: str, language: str, rng: Random) -> Text:
    subject, body = (_filled(row[name], rng) for name in ("subject", "body"))
    return Text(Kind(row["kind"]), group, language, subject, body.strip())
