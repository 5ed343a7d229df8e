from __future__ import annotations

from django.conf import settings

from nextround.desk import importing


def test_what_tests_upload_never_lies_among_a_persons_own_data() -> None:
    assert "nextround-tests-" in str(importing.upload_folder())
    assert "nextround-tests-" in str(settings.HOME)
