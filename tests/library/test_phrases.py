from nextround.library.check import problems


def test_every_phrase_file_is_proved_by_its_examples() -> None:
    assert problems() == []
