"""`nextround library check`: are the words and phrases whole?"""

from __future__ import annotations

import click


@click.group()
def library() -> None:
    """Look at the words and phrases that mail is read by."""


@library.command(epilog="Example: nextround library check pl")
@click.argument("languages", nargs=-1)
def check(languages: tuple[str, ...]) -> None:
    """Say what a language lacks: a file, an example that no rule meets, a look-alike that one does.

    Without LANGUAGES (codes such as pl) every language is checked, and whether each rule of the playbook
    names a function and a test that are there.
    """
    from nextround.desk.rules import problems as rule_problems
    from nextround.library import languages as known
    from nextround.library.check import problems

    told = problems(languages) + ([] if languages else rule_problems())
    for sentence in told:
        click.echo(sentence)
    if told:
        raise SystemExit(1)
    click.echo(f"All is well: {len(languages or known())} of {len(known())} languages were checked.")
