"""How fast Nextround reads a big mailbox, beside other programs that read the same mail.

    python benchmarks/make_mailbox.py --size 1G --seed 1 big.mbox
    python benchmarks/scan_speed.py big.mbox [--rounds 3] [--ten big10.mbox] [--maildir DIR]

The yardsticks: Python's own `mailbox` and `email` reading the same texts, with its older and its newer
interface; ripgrep looking for the names of 21 hiring systems, and for the lines that begin a mail; and, of
the same mail as Maildir (made in DIR, if it is not there), `notmuch new` and `mu index`. A program that is
not installed is left out, and said so.

Each runs in a process of its own, in turns, so that all meet the same machine; medians are told, of wall
time and of processor time (what a busy machine changes least). Memory is the largest sum over the process
and all its helpers (their share of what they have in common), looked at every 20 ms in a run of its own: to
look so often stops what is looked at, and took a quarter of the time. With `--ten` a mailbox of ten times
the size shows how time grows. `--without-yardstick` times Nextround alone.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from nextround.mailbox.mbox import stream_mbox


def look(path: Path) -> dict[str, int]:
    """The first look of `nextround scan`: every candidate's bytes are handed over."""
    from nextround.mailbox.files import Candidate, Progress, open_mailbox

    found = mails = 0
    for item in open_mailbox(path).read():
        found += isinstance(item, Candidate)
        mails = item.messages if isinstance(item, Progress) else mails
    return {"mails": mails, "found": found}


def look_and_parse(path: Path) -> dict[str, int]:
    """The same, and each candidate read whole."""
    from nextround.mailbox.files import Candidate, open_mailbox
    from nextround.mailbox.parse import parse

    raws = (item.raw for item in open_mailbox(path).read() if isinstance(item, Candidate))
    return {"found": sum(bool(parse(raw).id) for raw in raws)}


def whole(path: Path) -> dict[str, int]:
    """The whole command, its answer included: start, look, parse, read, file, write."""
    told = json.loads(subprocess.run(command_of("scan", path), check=True, capture_output=True).stdout)
    return {
        "mails": told["messages"],
        "found": told["candidates"],
        "applications": len(told["applications"]),
    }


def python(path: Path) -> dict[str, int]:
    """Python's own: headers and every text part of every mail."""
    import mailbox

    mails = size = 0
    for mail in mailbox.mbox(path, create=False):
        mails += 1
        size += len(str(mail["subject"])) + len(str(mail["from"]))
        for part in mail.walk():
            if part.get_content_maintype() == "text":
                raw = part.get_payload(decode=True)
                size += len(raw) if isinstance(raw, bytes) else 0
    return {"mails": mails, "text": size}


def modern_python(path: Path) -> dict[str, int]:
    """The same with the newer interface of `email` (`policy.default`), as its documentation advises."""
    import email
    import mailbox
    from contextlib import suppress
    from email import policy

    mails = size = 0
    box = mailbox.mbox(path, create=False)
    box._factory = lambda file: email.message_from_binary_file(file, policy=policy.default)  # type: ignore
    for mail in box:
        mails += 1
        size += len(str(mail["subject"])) + len(str(mail["from"]))
        for part in mail.walk():
            if part.get_content_maintype() == "text":
                with suppress(LookupError, ValueError, TypeError, AttributeError):
                    size += len(part.get_content())
    return {"mails": mails, "text": size}


SYSTEMS = """
    greenhouse.io lever.co ashbyhq.com myworkday.com icims.com taleo.net smartrecruiters.com jobvite.com
    bamboohr.com workable.com teamtailor.com personio.de recruitee.com successfactors.com breezy.hr
    jazzhr.com hackerrank.com codility.com calendly.com rexx-systems.com softgarden.io
""".split()  # noqa: SIM905


def ripgrep(path: Path) -> dict[str, int]:
    """Lines that name one of 21 hiring systems, whatever the case."""
    with tempfile.NamedTemporaryFile("w") as names:
        names.write("\n".join(SYSTEMS))
        names.flush()
        command = ["rg", "-a", "-i", "-c", "-F", "-f", names.name, str(path)]
        return {"lines": int(subprocess.run(command, capture_output=True, check=False).stdout or 0)}


def ripgrep_from(path: Path) -> dict[str, int]:
    """Lines that begin a mail."""
    return {
        "lines": int(
            subprocess.run(["rg", "-a", "-c", "^From ", str(path)], capture_output=True, check=True).stdout
        )
    }


def notmuch(maildir: Path) -> dict[str, int]:
    """`notmuch new` over a Maildir, its index made from nothing."""
    shutil.rmtree(maildir / ".notmuch", ignore_errors=True)
    with tempfile.TemporaryDirectory() as home:
        settings = Path(home) / "config"
        settings.write_text(
            f"[database]\npath={maildir}\n[user]\nname=A\nprimary_email=a@a.example\n[new]\ntags=new\n"
        )
        subprocess.run(["notmuch", f"--config={settings}", "new", "--quiet"], check=True, capture_output=True)
    return {"mails": sum(1 for _ in (maildir / "cur").iterdir())}


def mu(maildir: Path) -> dict[str, int]:
    """`mu index` over a Maildir, its index made from nothing."""
    with tempfile.TemporaryDirectory() as home:
        settings = f"--muhome={home}"
        subprocess.run(["mu", "init", settings, f"--maildir={maildir}"], check=True, capture_output=True)
        subprocess.run(["mu", "index", settings, "--quiet"], check=True, capture_output=True)
    return {"mails": sum(1 for _ in (maildir / "cur").iterdir())}


def as_maildir(path: Path, maildir: Path) -> Path:
    """The same mail, a file each."""
    if not (maildir / "cur").exists():
        for name in ("cur", "new", "tmp"):
            (maildir / name).mkdir(parents=True)
        with path.open("rb") as file:
            for number, (spot, _) in enumerate(stream_mbox(file)):
                with path.open("rb") as again:
                    again.seek(spot.start)
                    (maildir / "cur" / f"{number}.made:2,S").write_bytes(again.read(spot.end - spot.start))
    return maildir


OTHERS = {"rg, 21 names": ("rg", ripgrep), "rg '^From '": ("rg", ripgrep_from)}
OF_A_FOLDER = {"notmuch new": ("notmuch", notmuch), "mu index": ("mu", mu)}
WAYS = {
    "scan": whole,
    "look": look,
    "look and parse": look_and_parse,
    "mailbox + email": python,
    "email, new": modern_python,
} | {name: way for name, (_, way) in (OTHERS | OF_A_FOLDER).items()}
YARDSTICKS = [name for name in WAYS if name not in ("scan", "look", "look and parse")]


def work_done() -> float:
    """Seconds of processor time of this process and of those it started and that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def family(pid: int) -> list[int]:
    """A process and those it started, as far as /proc tells."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in family(int(child)))]


def resident(pid: int) -> int:
    """Bytes of memory that a process and its helpers hold now; what they share counts once."""
    total = 0
    for one in family(pid):
        try:
            told = Path(f"/proc/{one}/smaps_rollup").read_text()
            total += int(told.partition("\nPss:")[2].split()[0]) * 1024
        except (OSError, IndexError):
            continue
    return total


def run(way: str, path: Path) -> dict[str, float]:
    """One way in a fresh process: what it found, and seconds inside it."""
    command = [sys.executable, __file__, str(path), "--only", way]
    told: dict[str, float] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return told


def command_of(way: str, path: Path) -> list[str]:
    """What runs a way by itself: `scan` as a person calls it."""
    if way == "scan":
        return [sys.executable, "-m", "nextround", "scan", str(path), "--json", "-"]
    return [sys.executable, __file__, str(path), "--only", way]


def most_memory(way: str, path: Path) -> int:
    """The most bytes that a way holds at any time, with all its helpers."""
    with subprocess.Popen(command_of(way, path), stdout=subprocess.DEVNULL) as process:
        most = 0
        while process.poll() is None:
            most = max(most, resident(process.pid))
            time.sleep(0.02)
    return most


def compare(path: Path, ways: list[str], rounds: int, maildir: Path | None = None) -> dict[str, float]:
    """Run the ways in turns; print a row for each and give the median seconds."""
    runs: dict[str, list[dict[str, float]]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way in ways:
            where = maildir if maildir and way in OF_A_FOLDER else path
            runs[way].append(run(way, where))
    size = path.stat().st_size
    seconds = {way: median(one["seconds"] for one in runs[way]) for way in ways}
    print(f"\n{path.name}: {size / 1e9:.2f} GB")
    for way, took in seconds.items():
        told = {key: value for key, value in runs[way][0].items() if key not in ("seconds", "cpu")}
        cpu = median(one["cpu"] for one in runs[way])
        rate = size / took / 1e6
        memory = "" if way in YARDSTICKS else f"{most_memory(way, path) / 1e6:4.0f} MB, "
        print(f"  {way:16} {took:8.2f} s, {cpu:7.2f} s of work, {rate:5.0f} MB/s, {memory}{told}")
    return seconds


def can_run(way: str, wanted: argparse.Namespace) -> bool:
    """Whether a way was asked for and its program is here; says so where it is not."""
    if wanted.without_yardstick:
        return way not in YARDSTICKS
    program = (OTHERS | OF_A_FOLDER).get(way, ("", None))[0]
    if way in OF_A_FOLDER and not wanted.maildir:
        return False
    if program and not shutil.which(program):
        print(f"{program} is not installed; {way} is left out.")
        return False
    return True


def main() -> None:
    """Read the command, run, print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("path", type=Path)
    asked.add_argument("--ten", type=Path)
    asked.add_argument("--maildir", type=Path)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--without-yardstick", action="store_true")
    asked.add_argument("--only", choices=list(WAYS))
    wanted = asked.parse_args()
    if wanted.only:
        start = time.perf_counter()
        told = WAYS[wanted.only](wanted.path)
        print(json.dumps(told | {"seconds": time.perf_counter() - start, "cpu": work_done()}))
        return
    ways = [way for way in WAYS if can_run(way, wanted)]
    maildir = as_maildir(wanted.path, wanted.maildir) if wanted.maildir else None
    one = compare(wanted.path, ways, wanted.rounds, maildir)
    for yardstick in YARDSTICKS:
        if yardstick in one:
            print(f"  {yardstick} takes {one[yardstick] / one['scan']:.1f} times as long as scan", end=", ")
            print(f"{one[yardstick] / one['look']:.1f} times as long as the first look")
    if wanted.ten:
        ten = compare(wanted.ten, ["scan"], wanted.rounds)
        print(f"  {wanted.ten.stat().st_size / wanted.path.stat().st_size:.1f} times the mail took", end=" ")
        print(f"{ten['scan'] / one['scan']:.1f} times the time")


if __name__ == "__main__":
    main()
