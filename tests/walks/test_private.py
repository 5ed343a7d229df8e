"""Private writing that was deleted stands neither in the file nor in the log beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.walks import PATIENCE

pytestmark = pytest.mark.walk

# Writes, looks at the disk, deletes, looks again: all while the program has its store open.
WALK = """
import os, pathlib, django
os.environ["DJANGO_SETTINGS_MODULE"] = "nextround.settings"
django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0)
from nextround.desk import private
from nextround.door import only_owner
home = pathlib.Path(os.environ["NEXTROUND_HOME"])
held = lambda word: any(word in file.read_bytes() for file in home.rglob("*") if file.is_file())
me = only_owner()
one = private.write(me, "page", {"text": "quincewhistle " * 2000})
private.write(me, "kind", {"hurts": "plumlantern"})
print(held(b"quincewhistle"), held(b"plumlantern"))
private.delete(me, one)
print(held(b"quincewhistle"), held(b"plumlantern"))
private.delete_all(me)
print(held(b"quincewhistle"), held(b"plumlantern"))
"""


def test_deleted_writing_is_gone_from_the_disk(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WALK],
        env={**os.environ, "NEXTROUND_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.stdout.splitlines() == ["True True", "False True", "False False"], done.stderr
