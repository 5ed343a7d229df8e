"""Write docs/rules.md from the rules of the playbook: `python docs/write_rules.py`."""

from __future__ import annotations

from pathlib import Path

from nextround.desk.rules import Chapter, by_step
from nextround.playbook.rules import Rule, rules

PAGE = Path(__file__).parent / "rules.md"
HEAD = """\
# The rules

What Nextround suggests after a no goes back to five articles. These are all their rules in our words,
each with what carries it out and the test that proves it. The app has the same page
("Why Nextround suggests this"); both are made from `src/nextround/library/playbook/*.toml`.

`python docs/write_rules.py` writes this page anew, `python -m benchmarks.rules` runs every named test
and prints the table, and `nextround library check` says which rule names something that is not there.
"""


def page() -> str:
    """The whole page as Markdown."""
    done = sum(rule.status == "done" for rule in rules().values())
    counted = f"\nOf {len(rules())} rules {done} are carried out; the others say “next”.\n"
    return HEAD + counted + "".join(chapter(one) for one in by_step())


def chapter(one: Chapter) -> str:
    """One step of the way with its rules."""
    return f"\n## {one.title}\n" + "".join(entry(rules()[rule.id], rule.sources) for rule in one.rules)


def entry(rule: Rule, sources: tuple[str, ...]) -> str:
    """One rule."""
    proof = f"`{rule.function}`, proved by `{rule.test}`" if rule.status == "done" else "next"
    lines = (
        f'<a id="{rule.id}"></a>**{rule.id}** {rule.advice}\n',
        f"* When: {rule.when}",
        f"* Nextround: {rule.does}",
        f"* From: {'; '.join(sources)}",
        f"* Carried out by: {proof}",
    )
    return "\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
