"""The figures of one part of the texts, as a table for people and as JSON."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from benchmarks.reading import score
from benchmarks.reading.linking import QUIET, Tally
from benchmarks.reading.score import Rate, Read, Told


def reading(title: str, reads: Sequence[Read]) -> Iterator[str]:
    """What single mails were read as."""
    noes, sure = score.rate(reads, "rejection"), score.sure_noes(reads)
    yield f"{title}: {len(reads)} mails, macro F1 {score.macro(reads):.3f}"
    yield ""
    yield f"  {'kind':<12}{'mails':>6}{'said':>6}  precision  recall  F1"
    for kind, one in score.kinds(reads).items():
        counts = f"{one.true:>6}{one.said:>6}"
        yield f"  {kind:<12}{counts}  {_share(one.precision, one.said):>9}  {one.recall:>6.3f}  {one.f1:.3f}"
    yield ""
    yield f"  noes, sure or asked: {_rate(noes)}"
    yield f"  noes, where sure:    {_rate(sure)}"
    yield f"  false sure noes:     {sure.said - sure.hit}"
    yield f"  employer, where the mail names it: {_told(score.employers(reads))}"
    yield f"  role, where the mail names it:     {_told(score.roles(reads))}"
    yield f"  round of a no, where one was said: {_told(score.stages(reads))}"
    meetings = score.meetings(reads)
    yield f"  time of a talk: {_told(meetings) if meetings else 'the program tells none'}"


def _rate(one: Rate) -> str:
    return f"precision {one.precision:.3f} recall {one.recall:.3f} F1 {one.f1:.3f} ({one.hit} of {one.true})"


def _told(one: Told) -> str:
    return f"{one.share:.3f} right ({one.right} of {one.rows}), {one.wrong / max(1, one.rows):.3f} wrong"


def confusion(reads: Sequence[Read]) -> Iterator[str]:
    """What each kind (down) was read as (across)."""
    counts = score.confusion(reads)
    across = sorted({said for _, said in counts} | {true for true, _ in counts})
    yield "  " + " " * 12 + "".join(f"{kind[:7]:>8}" for kind in across)
    for kind in sorted({true for true, _ in counts}):
        yield f"  {kind:<12}" + "".join(f"{counts[kind, said] or '·':>8}" for said in across)


def reliability(reads: Sequence[Read]) -> Iterator[str]:
    """Confidence beside truth."""
    bins = score.reliability(reads)
    yield f"  confidence    mails  claimed  right   (mean distance {score.calibration_error(bins):.3f})"
    for one in bins:
        yield f"  {one.low:.2f} to {one.high:.2f} {one.rows:>6}  {one.claimed:>7.3f}  {one.right:.3f}"


def languages(reads: Sequence[Read]) -> Iterator[str]:
    """One line for each language."""
    return _lines_of("language", by_language(reads))


def authors(reads: Sequence[Read]) -> Iterator[str]:
    """One line for each author, over the complete languages."""
    done = [read for read in reads if read.case.complete]
    names = sorted({read.case.text.author for read in done})
    return _lines_of("author", {name: [r for r in done if r.case.text.author == name] for name in names})


def _lines_of(what: str, groups: Mapping[str, Sequence[Read]]) -> Iterator[str]:
    yield f"  {what:<8}  mails  macro F1   noes  precision  recall  F1     false sure  employer  role"
    for name, some in groups.items():
        no, sure = score.rate(some, "rejection"), score.sure_noes(some)
        precision = _share(no.precision, no.said)
        yield (
            f"  {name:<8}{len(some):>7}  {score.macro(some):>8.3f}{no.true:>7}  {precision:>9}"
            f"  {no.recall:>6.3f}  {no.f1:.3f}{sure.said - sure.hit:>10}"
            f"  {score.employers(some).share:>9.3f}  {score.roles(some).share:.3f}"
        )


def sorts(reads: Sequence[Read]) -> Iterator[str]:
    """For each round, topic and manner: how many were found, and what the rest were read as."""
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for read in reads:
        groups[f"{read.true} {read.case.text.sort}"][read.said] += 1
    for name, said in sorted(groups.items()):
        true = name.split()[0]
        rest = ", ".join(f"{count} {kind}" for kind, count in said.most_common() if kind != true)
        yield f"  {name:<24}{said[true]:>4} of {said.total():<5}{rest}"


def per_kind(reads: Sequence[Read]) -> Iterator[str]:
    """F1 for each language (down) and kind (across)."""
    across = sorted({read.true for read in reads})
    yield "  " + " " * 6 + "".join(f"{kind[:10]:>12}" for kind in across)
    for code, some in by_language(reads).items():
        rates = score.kinds(some)
        yield f"  {code:<6}" + "".join(_small(rates.get(kind)) for kind in across)


def _small(one: Rate | None) -> str:
    if one is None:
        return "·".rjust(12)
    return f"{_share(one.precision, one.said, 2)}/{one.recall:.2f}".rjust(12)


def _share(share: float, rows: int, places: int = 3) -> str:
    """A share, or a dash where there was nothing to share."""
    return f"{share:.{places}f}" if rows else "–".center(places + 2)


def by_language(reads: Sequence[Read]) -> dict[str, list[Read]]:
    """Reads of each language, in the order they came."""
    groups: dict[str, list[Read]] = defaultdict(list)
    for read in reads:
        groups[read.case.text.language].append(read)
    return groups


def searches(title: str, one: Tally) -> Iterator[str]:
    """What whole searches were rebuilt as."""
    wrong = [f"{n} {true} as {said}" for (true, said), n in one.outcomes.most_common() if true != said]
    yield f"{title}: {one.searches} searches, {one.applications} applications, {one.mails} mails in them"
    yield f"  applications found       {one.found}, of them {one.of_other_mail} made of other mail"
    yield f"  mails in an application  {one.mails_found / max(1, one.mails):.3f}"
    yield f"  pairs of mails linked    {_rate(one.pairs)}"
    yield f"  outcome right            {one.outcome.share:.3f} ({', '.join(wrong) or 'none wrong'})"
    yield f"  employer right           {one.names / max(1, one.applications):.3f}"
    yield f"  false sure noes          {one.false_sure_noes}"
    yield f"  questions                {one.questions}, {one.queue:.3f} an application"
    yield f"  called silent after days {', '.join(_silent(one))}"


def _silent(one: Tally) -> Iterator[str]:
    for day in QUIET:
        yes, no = one.quiet[day, True], one.quiet[day, False]
        if yes + no:
            yield f"≤{day}: {yes} of {yes + no}"


def as_json(reads: Sequence[Read], one: Tally) -> dict[str, Any]:
    """Every figure of one part of the texts."""
    meetings = score.meetings(reads)
    bins = score.reliability(reads)
    return {
        "mails": len(reads),
        "macro_f1": round(score.macro(reads), 4),
        "kinds": {kind: rate.table() for kind, rate in score.kinds(reads).items()},
        "sure_rejections": score.sure_noes(reads).table(),
        "false_sure_rejections": len(score.false_sure(reads)),
        "confusion": {f"{true} as {said}": n for (true, said), n in sorted(score.confusion(reads).items())},
        "reliability": [asdict(bin) for bin in bins],
        "calibration_error": round(score.calibration_error(bins), 4),
        "employer": score.employers(reads).table(),
        "role": score.roles(reads).table(),
        "stage": score.stages(reads).table(),
        "meeting": meetings and meetings.table(),
        "languages": {code: _language(some) for code, some in by_language(reads).items()},
        "searches": _searches(one),
    }


def _language(reads: Sequence[Read]) -> dict[str, Any]:
    return {
        "mails": len(reads),
        "macro_f1": round(score.macro(reads), 4),
        "kinds": {kind: rate.table() for kind, rate in score.kinds(reads).items()},
        "false_sure_rejections": len(score.false_sure(reads)),
        "employer": score.employers(reads).table(),
        "role": score.roles(reads).table(),
    }


def _searches(one: Tally) -> dict[str, Any]:
    return {
        "searches": one.searches,
        "applications": one.applications,
        "found": one.found,
        "of_other_mail": one.of_other_mail,
        "pairs": one.pairs.table(),
        "outcome": one.outcome.table(),
        "employer": round(one.names / max(1, one.applications), 4),
        "false_sure_rejections": one.false_sure_noes,
        "questions": one.questions,
        "queue": round(one.queue, 4),
        "silent": {str(day): [one.quiet[day, True], one.quiet[day, False]] for day in QUIET},
        "bytes": one.bytes,
        "seconds": round(one.seconds, 2),
    }


def row(when: str, parts: Mapping[str, tuple[Sequence[Read], Tally]]) -> str:
    """One line for the table in `docs/benchmark.md`, one cell a figure, parts with a slash between them."""

    def cell(figure: Any) -> str:
        return " / ".join(figure(reads, one) for reads, one in parts.values())

    cells = [
        cell(lambda reads, _: f"{score.rate(reads, 'rejection').precision:.3f}"),
        cell(lambda reads, _: f"{score.rate(reads, 'rejection').recall:.3f}"),
        cell(lambda reads, _: f"{score.macro(reads):.3f}"),
        cell(lambda reads, _: str(len(score.false_sure(reads)))),
        cell(lambda reads, _: f"{score.employers(reads).share:.3f}"),
        cell(lambda reads, _: f"{score.roles(reads).share:.3f}"),
        cell(lambda _, one: f"{one.pairs.f1:.3f}"),
        cell(lambda _, one: f"{one.queue:.2f}"),
    ]
    return f"| {when} | {' | '.join(cells)} |"
