"""The `nextround` command: which commands there are, in groups, each loaded only when it is called."""

from __future__ import annotations

import atexit
import gc
from importlib import import_module

import click

from nextround import __version__

COMMANDS: dict[str, dict[str, tuple[str, str, str]]] = {
    "Every day": {
        "open": ("store:open_app", "start Nextround on this machine and open it", "nextround open"),
        "import": ("store:import_mail", "bring a mailbox into your store", "nextround import ~/mail.mbox"),
        "account": (
            "account:account",
            "connect mail accounts and look into them",
            "nextround account add you@mail.example",
        ),
        "today": ("store:today", "the one next step, then the rest", "nextround today"),
        "applications": (
            "store:applications",
            "where each application stands",
            "nextround applications --json",
        ),
    },
    "Without a store": {
        "read": ("read:read", "say what one mail is, and which words say so", "nextround read mail.eml"),
        "scan": ("scan:scan", "rebuild a whole search from a mailbox", "nextround scan ~/mail.mbox"),
        "letter": ("letter:letter", "check a letter before it goes", "nextround letter check draft.txt"),
        "feedback": (
            "feedback:feedback",
            "say what an employer's feedback tells",
            "nextround feedback read answer.txt",
        ),
        "library": (
            "library:library",
            "check the words and phrases that mail is read by",
            "nextround library check pl",
        ),
    },
    "Your data": {
        "export": ("store:export", "take your search out as JSON or CSV", "nextround export --format csv"),
        "backup": ("store:backup", "write everything into one file", "nextround backup search.backup"),
        "restore": ("store:restore", "bring a backup back", "nextround restore search.backup"),
        "read-again": (
            "store:read_again",
            "read every mail again, and see first what would change",
            "nextround read-again",
        ),
        "check": ("store:check", "is the store whole?", "nextround check"),
        "delete-everything": (
            "store:delete_everything",
            "remove all that is kept here",
            "nextround delete-everything",
        ),
    },
}
_WHERE = {name: what for group in COMMANDS.values() for name, what in group.items()}


class Commands(click.Group):
    """A group that imports a command's file when the command is called, so each starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the help page."""
        return list(_WHERE)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import the one command that was asked for."""
        if name not in _WHERE:
            return None
        file, attribute = _WHERE[name][0].split(":")
        command: click.Command = getattr(import_module(f"nextround.cli.{file}"), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands in their groups, each with an example, importing none of them."""
        for title, commands in COMMANDS.items():
            with formatter.section(title):
                formatter.write_dl(
                    [(name, f"{short} ({example})") for name, (_, short, example) in commands.items()]
                )


# At the end everything goes back to the system at once; to look first for what could be given back piece by
# piece takes a tenth of a second after a large mailbox.
atexit.register(gc.freeze)


@click.group(
    cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="nextround")
@click.pass_context
def main(ctx: click.Context) -> None:
    """What to do in the hours and weeks after a job rejection.

    Nothing here sends or posts. It speaks with no other machine, but for the server of a mail account that
    you connect. Without a command, Nextround starts and opens in the browser.
    """
    if ctx.invoked_subcommand is None:
        command = ctx.command
        assert isinstance(command, click.Group)  # noqa: S101 -- it is this very function
        opener = command.get_command(ctx, "open")
        assert opener is not None  # noqa: S101 -- it stands in the table above
        ctx.invoke(opener)
