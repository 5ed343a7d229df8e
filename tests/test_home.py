from __future__ import annotations

from pathlib import Path

from django.conf import settings

from nextround.desk import importing
from nextround.home import clocks


def test_what_tests_upload_never_lies_among_a_persons_own_data() -> None:
    assert "nextround-tests-" in str(importing.upload_folder())
    assert "nextround-tests-" in str(settings.HOME)


def test_clocks_of_the_computer_are_known_by_what_it_says_or_by_its_file(tmp_path: Path) -> None:
    link = tmp_path / "localtime"
    link.symlink_to("/usr/share/zoneinfo/Asia/Tokyo")
    assert clocks("Europe/Berlin", link) == "Europe/Berlin"
    assert clocks(":Europe/Berlin", link) == "Europe/Berlin"
    assert clocks("", link) == "Asia/Tokyo"
    assert clocks("Nowhere/Land", link) == "Asia/Tokyo"
    assert clocks("", tmp_path / "none") == "UTC"
    assert clocks("../../etc/passwd", tmp_path / "none") == "UTC"
