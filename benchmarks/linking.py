"""How well a whole search is rebuilt: made-up mailboxes with known truth through reading and journey.

    python benchmarks/linking.py [--seeds 4] [--family -b] [--many] [--given] [--wrong links]

Prints what each kind was read as, how often employer and role were right, how well mails found their
application (pairs of mails, F1), outcomes, noes that were acted on and were none, and the share of
the search's mails that ask the person something. `--given` files true findings (what each mail says
about itself) in place of read ones, which shows the journey's own faults.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from itertools import combinations
from random import Random

from nextround.demo.cast import Employer, many_employers, person, shelf
from nextround.demo.maker import Made, Truth, make_search
from nextround.demo.plain import everyday
from nextround.journey.application import Application, Outcome
from nextround.journey.mail import Mail, mail_of
from nextround.journey.rebuild import Search, rebuild
from nextround.journey.standing import standing
from nextround.mailbox.parse import parse
from nextround.reading.finding import Finding, Kind, Stage
from nextround.reading.names import normal_company, normal_role
from nextround.reading.recognise import recognise

NOW = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Read:
    """One mail as it was made and as it was understood."""

    truth: Truth
    finding: Finding
    mail: Mail
    subject: str
    text: str
    seed: int


@dataclass(frozen=True)
class Year:
    """One made-up search and what came of it."""

    reads: list[Read]
    search: Search
    where: dict[str, str]  # Message-ID to the key of the application that holds it


def year(seed: int, family: str, many: bool, given: bool) -> Year:
    """Make one search and rebuild it."""
    who, rng = person(seed), Random(seed + 1000)
    firms = many_employers(rng) if many else None
    stories = make_search(rng, who, NOW, family=family, firms=firms)
    mades = [made for story in stories for made in story] + list(everyday(who, NOW, rng))
    rng.shuffle(mades)
    me = frozenset(who.addresses)
    reads = [_read(made, me, seed) for made in mades]
    reads = [_told(read) for read in reads] if given else reads
    search = rebuild([read.mail for read in reads if _kept(read)], NOW)
    return Year(reads, search, {e.message_id: a.key for a in search.applications for e in a.events})


def _kept(read: Read) -> bool:
    return read.finding.kind is not Kind.ALERT


def _read(made: Made, me: frozenset[str], seed: int) -> Read:
    message = parse(made.raw)
    finding = recognise(message, me)
    return Read(made.truth, finding, mail_of(message, finding, NOW), message.subject, message.text, seed)


def _told(read: Read) -> Read:
    """The same mail with a true finding: names only where the mail says them."""
    truth = read.truth
    finding = Finding(
        truth.kind,
        confidence=0.6 if truth.ask else 0.99,
        sure=not truth.ask,
        language=truth.language,
        company=truth.company if _says(read, spellings(truth)) else "",
        role=truth.role if _says(read, {truth.role}) else "",
        stage=truth.stage,
        agency=truth.agency if truth.agency and truth.kind is not Kind.OWN else "",
        withdrawn=truth.withdrawn,
    )
    return replace(read, finding=finding, mail=replace(read.mail, finding=finding))


def hiring(year: Year) -> list[Read]:
    """The mails of the search, second copies left out."""
    return [read for read in year.reads if read.truth.application and not read.truth.copy]


def kinds(reads: Sequence[Read]) -> None:
    """Print what each kind was read as."""
    table: dict[Kind, Counter[Kind]] = defaultdict(Counter)
    for read in reads:
        table[read.truth.kind][read.finding.kind] += 1
    for kind, found in sorted(table.items()):
        wrong = ", ".join(f"{n} {other}" for other, n in found.most_common() if other != kind)
        total = found.total()
        print(f"  {kind:<11}{total:>6}  right {found[kind] / total:.3f}  {wrong}")


def same_company(read: Read) -> bool:
    """Whether the employer is right, in any of its spellings."""
    return normal_company(read.finding.company) in {normal_company(name) for name in spellings(read.truth)}


@cache
def spellings(truth: Truth) -> frozenset[str]:
    """Every way an employer's mails write its name."""
    hand = shelf("employers")["hand"]
    rows = [Employer(r["name"], "", tuple(r.get("spellings", ()))) for firms in hand.values() for r in firms]
    others = (name for row in rows if row.name == truth.company for name in row.spellings)
    return frozenset({truth.company, *others})


def same_role(read: Read) -> bool:
    """Whether the role is right, up to what does not matter."""
    return normal_role(read.finding.role) == normal_role(read.truth.role)


def pairs(groups: Iterable[Iterable[int]]) -> set[tuple[int, int]]:
    """Every two mails that lie together."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def linked(years: Sequence[Year]) -> tuple[float, float, float]:
    """(precision, recall, F1) over pairs of mails."""
    hit = said = true = 0
    for one in years:
        wanted: dict[str, list[int]] = defaultdict(list)
        found: dict[str, list[int]] = defaultdict(list)
        for number, read in enumerate(hiring(one)):
            wanted[read.truth.application].append(number)
            found[one.where.get(read.mail.id, f"alone {number}")].append(number)
        said_pairs, true_pairs = pairs(found.values()), pairs(wanted.values())
        hit += len(said_pairs & true_pairs)
        said, true = said + len(said_pairs), true + len(true_pairs)
    precision, recall = hit / max(1, said), hit / max(1, true)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


ENDS = {Kind.REJECTION: Outcome.REJECTED, Kind.CANCELLED: Outcome.CANCELLED}


def true_outcome(truths: Sequence[Truth]) -> Outcome:
    """How an application stands, `OPEN` standing for everything that is still alive."""
    if any(truth.withdrawn for truth in truths):
        return Outcome.WITHDRAWN
    ends = [ENDS[truth.kind] for truth in truths if truth.kind in ENDS and not truth.ask]
    return ends[-1] if ends else Outcome.OPEN


def outcomes(one: Year) -> list[tuple[Outcome, Outcome, str]]:
    """(true, found, key) for each true application, found where most of its mails are."""
    by_key = {application.key: application for application in one.search.applications}
    groups: dict[str, list[Read]] = defaultdict(list)
    for read in sorted(hiring(one), key=lambda read: read.truth.date):
        groups[read.truth.application].append(read)
    rows = []
    for key, reads in groups.items():
        if all(read.truth.kind is Kind.OUTREACH for read in reads):
            continue
        homes = Counter(one.where.get(read.mail.id, "") for read in reads)
        home = by_key.get(homes.most_common(1)[0][0])
        rows.append((true_outcome([read.truth for read in reads]), _found(home), key))
    return rows


def _found(application: Application | None) -> Outcome:
    if application is None:
        return Outcome.OPEN
    outcome = standing(application, NOW).outcome
    return Outcome.OPEN if outcome is Outcome.SILENT else outcome


def stages(one: Year) -> list[tuple[Stage, Stage | None, Read]]:
    """(true, found, the no) for each no that is found somewhere: from which round it came."""
    by_key = {application.key: application for application in one.search.applications}
    rows: list[tuple[Stage, Stage | None, Read]] = []
    for read in hiring(one):
        home = by_key.get(one.where.get(read.mail.id, ""))
        if read.truth.kind is Kind.REJECTION and read.truth.stage and home is not None and not read.truth.ask:
            rows.append((read.truth.stage, standing(home, NOW).stage, read))
    return rows


def share(reads: Sequence[Read], right: list[bool]) -> str:
    """A share in words."""
    return f"{sum(right) / max(1, len(right)):.3f} of {len(reads)}"


def report(years: Sequence[Year]) -> None:
    """Print every figure."""
    reads = [read for one in years for read in one.reads]
    about = [read for one in years for read in hiring(one)]
    named = [read for read in about if read.truth.kind is not Kind.OWN]
    print(f"{len(reads)} mails, {len(about)} of them about a search, {len(years)} searches\n")
    kinds(reads)
    firm = [read for read in named if _says(read, spellings(read.truth))]
    role = [read for read in named if _says(read, {read.truth.role})]
    print(f"\nemployer right  {share(named, [same_company(r) for r in named])}", end="")
    print(f"   where the mail says it {share(firm, [same_company(r) for r in firm])}")
    print(f"role right      {share(named, [same_role(r) for r in named])}", end="")
    print(f"   where the mail says it {share(role, [same_role(r) for r in role])}")
    named_wrong = [r for r in named if r.finding.company and not same_company(r)]
    print(f"employer wrong  {len(named_wrong) / len(named):.3f} (named, and it is another)")
    print("pairs linked    precision {:.3f}  recall {:.3f}  F1 {:.3f}".format(*linked(years)))
    made = sum(len({r.truth.application for r in hiring(one)}) for one in years)
    print(f"applications    {sum(len(one.search.applications) for one in years)} found, {made} made")
    ends = [row for one in years for row in outcomes(one)]
    print(f"outcome right   {sum(a == b for a, b, _ in ends) / len(ends):.3f} of {len(ends)}")
    rounds = [row for one in years for row in stages(one)]
    right = sum(a == b for a, b, _ in rounds) / max(1, len(rounds))
    print(f"stage right     {right:.3f} of {len(rounds)} noes", end="")
    slips = Counter(f"{a} as {b}" for a, b, _ in rounds if a != b)
    print("   " + ", ".join(f"{n} {slip}" for slip, n in slips.most_common(4)))
    print(f"false sure noes {len(false_noes(reads))}; sure noes {sum(_sure_no(r) for r in reads)}")
    asked = sum(len(one.search.questions) for one in years)
    ask = [read for read in about if read.truth.ask]
    print(f"questions       {asked}, {asked / len(about):.3f} of the search's mails")
    print(f"meant to ask    {len(ask)}, acted on as a no all the same {sum(map(_sure_no, ask))}")


def _says(read: Read, names: AbstractSet[str]) -> bool:
    words = " ".join(f"{read.subject} {read.text} {read.mail.sender.name}".split()).casefold()
    return any(name.casefold() in words for name in names)


def _sure_no(read: Read) -> bool:
    return read.finding.kind is Kind.REJECTION and read.finding.sure


def false_noes(reads: Sequence[Read]) -> list[Read]:
    """Mails that were acted on as a no and are none."""
    return [read for read in reads if _sure_no(read) and read.truth.kind is not Kind.REJECTION]


def wrong(years: Sequence[Year], what: str) -> None:
    """Print the mails that were read or filed wrongly."""
    reads = [read for one in years for read in one.reads]
    named = [r for one in years for r in hiring(one) if r.truth.kind is not Kind.OWN]
    choose = {
        "kinds": [r for r in reads if r.truth.kind != r.finding.kind],
        "noes": false_noes(reads),
        "company": [r for r in named if not same_company(r) and _says(r, spellings(r.truth))],
        "role": [r for r in named if not same_role(r) and _says(r, {r.truth.role})],
    }
    seen: set[str] = set()
    for read in choose.get(what, []):
        sort = " ".join(read.text.split()[4:12]) + read.finding.kind
        if sort in seen:  # one of each sort is enough to see the fault
            continue
        seen.add(sort)
        truth, found = read.truth, read.finding
        print(f"--- seed {read.seed} {truth.language} {truth.kind} {truth.company} | {truth.role}")
        print(
            f"    read as {found.kind} {found.confidence} sure={found.sure} {found.company!r} {found.role!r}"
        )
        print("    because " + "; ".join(f"{b.text!r} ({b.rule})" for b in found.because))
        print(f"    {read.mail.sender.name} <{read.mail.sender.email}>: {read.subject}")
        print("    " + " ".join(read.text.split())[:400])
    for one in years if what == "stage" else []:
        for true, found, read in stages(one):
            if true != found:
                said = f"{true} as {found}, said {read.finding.stage}"
                print(f"--- {read.truth.application} {said}: {read.subject}")
                print("    " + " ".join(read.text.split())[:300])
    for one in years if what in ("links", "outcome") else []:
        _wrong_homes(one, what)


def _wrong_homes(one: Year, what: str) -> None:
    """Print the applications whose mails lie apart, or whose outcome is wrong."""
    ends = {key: (a, b) for a, b, key in outcomes(one)}
    by_key = {application.key: application for application in one.search.applications}
    groups: dict[str, list[Read]] = defaultdict(list)
    for read in sorted(hiring(one), key=lambda read: read.truth.date):
        groups[read.truth.application].append(read)
    for key, reads in groups.items():
        homes = {one.where.get(read.mail.id, "") for read in reads}
        strangers = {r.truth.application for r in hiring(one) if one.where.get(r.mail.id) in homes - {""}} - {
            key
        }
        apart = len(homes) > 1 or "" in homes or strangers
        end = ends.get(key, (None, None))
        if apart if what == "links" else end[0] != end[1]:
            print(f"--- {key} | {reads[0].truth.role} | {end} | with {sorted(strangers)}")
            for read in reads:
                home = one.where.get(read.mail.id, "")
                found = by_key.get(home)
                print(f"    {read.truth.date:%m-%d} {read.truth.kind:<10} as {read.finding.kind:<10} "
                      f"{read.finding.company!r} {read.finding.role!r} -> {home} "
                      f"{found and (found.company, found.role)} | {read.subject}")  # fmt: skip


def main() -> None:
    """Make the searches and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--seeds", type=int, default=4)
    parser.add_argument("--family", default="", help="-b for the second set of texts")
    parser.add_argument("--many", action="store_true", help="employers put together from parts")
    parser.add_argument("--given", action="store_true", help="true findings in place of read ones")
    parser.add_argument("--wrong", choices=["kinds", "noes", "company", "role", "links", "outcome", "stage"])
    wanted = parser.parse_args()
    years = [year(seed, wanted.family, wanted.many, wanted.given) for seed in range(wanted.seeds)]
    if wanted.wrong:
        wrong(years, wanted.wrong)
    report(years)


if __name__ == "__main__":
    main()
