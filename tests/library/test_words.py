import pytest

from nextround.library.words import fold, plain, plain_words, read


def normal(text: str, subject: str = "") -> list[str]:
    return read(text, subject).normal.decode().strip("\n").split("\n")


def test_plain_writes_short_forms_out_and_takes_dress_off() -> None:
    assert plain("We’ve decided, we won't.") == "we have decided we will not "
    assert plain("l’entreprise").split() == ["l", "entreprise"]
    assert plain("so\u00adft\u200b zero") == "soft zero"


def test_no_break_spaces_and_wide_letters_become_plain() -> None:
    assert normal("not\u00a0selected ｆｉｎａｌ") == ["not selected final "]


def test_line_wraps_do_not_end_a_sentence_and_blank_lines_do() -> None:
    assert normal("we have\ndecided\n\nThank you") == ["we have decided ", "thank you "]


def test_a_full_stop_before_a_small_letter_ends_nothing() -> None:
    assert normal("Acme Inc. will not proceed. We thank you") == [
        "acme inc will not proceed ",
        "we thank you ",
    ]


def test_entities_tags_and_links_leave_only_words() -> None:
    text = "We&nbsp;won&#39;t <b>proceed</b> https://a.example/not-selected or www.b.example"
    assert normal(text) == ["we will not proceed or "]


def test_the_subject_stands_above_and_its_length_is_known() -> None:
    text = read("Body one. Two", "Head! More")
    assert text.normal[: text.head].decode().split("\n")[1:] == ["head ", "more "]
    assert read("Body").head == 0


def test_quotes_are_the_writers_own_words() -> None:
    text = read("Dear Robin,\n\nwe’ve  decided\nnot to PROCEED, “alas”.")
    start = text.normal.index(b" decided not")
    assert text.quote(start, start + len(b" decided not to proceed ")) == "decided\nnot to PROCEED"
    start = text.normal.index(b"\nwe have")
    assert text.quote(start, start + len(b"\nwe have decided ")) == "we’ve  decided"


def test_a_sentence_in_quotation_marks_is_known_as_one() -> None:
    text = read('They write this. "We chose others." We all know it.')
    assert text.is_quotation(text.normal.index(b"\nwe chose"))
    assert not text.is_quotation(text.normal.index(b"\nwe all"))


def test_a_short_question_is_known_as_one() -> None:
    text = read("Not selected? Browse on. " + "We thought " * 9 + "did we?")
    assert text.is_short_question(text.normal.index(b"\nnot"))
    assert not text.is_short_question(text.normal.index(b"\nbrowse"))
    assert not text.is_short_question(text.normal.index(b"\nwe thought"))


def test_an_empty_text_is_one_empty_sentence() -> None:
    assert normal("") == [" "]


def test_a_text_is_folded_to_letters_without_accents() -> None:
    assert fold("não será, ţară, łódź, đã được, kırık") == "nao sera, tara, lodz, da duoc, kirik"
    text = read("Nothing here.", "A subject")
    assert text.folded() is text


def test_a_turkish_capital_i_is_one_letter() -> None:
    assert plain("İlginiz için") == "ilginiz için"


def test_what_the_writer_says_leaves_out_whole_sentences_of_others() -> None:
    text = read('She wrote:\n\n"We chose others."\n\nGo on.', "News")
    assert text.said().decode().split("\n") == ["", "news ", "she wrote ", "go on ", ""]
    assert read("Go on.").said() == read("Go on.").normal


@pytest.mark.parametrize(
    "text",
    ["We can't, alas.", "naïve\x1fwords – and\u00a0more…", "one\x1ftwo", "", "I`m a_b 3.5", "won\x1f't ?"],
)
def test_plain_words_are_the_words_of_plain(text: str) -> None:
    assert plain_words(text) == plain(text).split()
