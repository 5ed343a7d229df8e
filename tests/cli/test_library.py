"""`nextround library check`: what someone who adds a language is told."""

from tests.cli.commands import nextround


def test_library_check_finds_a_shipped_language_whole():
    run = nextround("library", "check", "nl", "sv")
    assert run.returncode == 0, run.stdout
    assert b"All is well: 2 of " in run.stdout


def test_library_check_says_what_is_unknown_and_fails():
    run = nextround("library", "check", "xx")
    assert (run.returncode, run.stdout.decode()) == (1, "There is no language “xx” here.\n")
