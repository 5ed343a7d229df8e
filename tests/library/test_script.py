import pytest
import re2

from nextround.library.pattern import source
from nextround.library.script import apart, folded
from nextround.library.words import plain, read


def meets(phrase: str, text: str) -> bool:
    return re2.search(source(phrase).encode(), read(text).normal) is not None


@pytest.mark.parametrize(
    ("written", "shape"),
    [
        ("שָׁלוֹם", "שלומ"),
        ("مُقَدِّمَة", "مقدمه"),
        ("أحمـــد", "احمد"),
        ("Θέσης", "θεσησ"),
        ("ΘΈΣΗΣ", "θεσησ"),
        ("Ещё", "еще"),
        ("İstek", "istek"),
        ("應徵", "应徵"),
    ],
)
def test_letters_with_many_shapes_get_one(written: str, shape: str) -> None:
    assert folded(written) == shape
    assert plain(written).replace(" ", "") == shape


def test_marks_of_direction_leave_no_trace() -> None:
    assert plain("\u200fמשרה\u200f \u202bשלך\u202c").split() == ["משרה", "שלכ"]


def test_letters_that_are_words_stand_apart() -> None:
    assert apart("web面接") == "web 面 接 "
    assert apart("plain") == "plain"
    assert plain("不採用です。web面接").split() == ["不", "採", "用", "で", "す", "web", "面", "接"]


def test_phrases_without_blanks_meet_texts_without_blanks() -> None:
    assert meets("採用を見送", "今回は採用を\n見送らせていただきます。")
    assert meets("(함께하지|모시지) 못하게", "아쉽게도 함께 하지못하게 되었습니다")
    assert meets("很遗憾 <6> 录用", "很遗憾，您未被录用。")
    assert not meets("遗憾 <6> 录用", "很遗憾。您已被录用。")
    assert meets("未能录取", "很抱歉未能錄取您")
    assert meets("選考", "選考結果")
    assert not meets("採用", "採寸して用意")


def test_phrases_are_written_with_points_and_final_forms_or_without() -> None:
    assert meets("מתאימ*", "נמצא מתאים")
    assert meets("θέση* εργασίας", "ΘΕΣΗ ΕΡΓΑΣΙΑΣ")
    assert meets("لمقدمة", "لمُقدِّمه")


def test_sentences_end_where_no_blank_follows() -> None:
    normal = read("ご応募ありがとうございます。結果は不合格です！また\n■日程").normal.decode()
    assert normal.count("\n") == 5
    assert read("Привет, г. москва. Мы").normal.decode().count("\n") == 3
    assert read("מה שלומך؟ טוב").normal.decode().count("\n") == 3


def test_quotes_of_texts_without_blanks_are_as_short_as_the_phrase() -> None:
    text = read("慎重に選考いたしましたが、採用を見送らせていただきます。")
    met = re2.search(source("採用を見送").encode(), text.normal)
    assert text.quote(*met.span()) == "採用を見送"
    text = read("デザイナー・営業の採用は「不採用」です。ｶﾞｲﾄﾞ職も")
    met = re2.search(source("は不採用").encode(), text.normal)
    assert text.quote(*met.span()) == "は「不採用"
    met = re2.search(source("ガイド職").encode(), text.normal)
    assert text.quote(*met.span()) == "ｶﾞｲﾄﾞ職"


def test_a_short_question_is_short_in_any_script() -> None:
    text = read("不採用？それとも？" + "とても" * 9 + "？")
    starts = [at for at, letter in enumerate(text.normal[:-1].decode().encode()) if letter == 10]
    assert [text.is_short_question(start) for start in starts] == [True, True, False, False]
    assert read("「不採用」と言われた").is_quotation(0)
