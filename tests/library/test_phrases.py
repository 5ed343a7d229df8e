import pytest
import re2

from nextround.library import check
from nextround.library.pattern import PatternError, Slots
from nextround.library.phrases import Book, Rule, _rule, book
from nextround.library.words import read


def rule(says: str, **more: object) -> Rule:
    return _rule(
        "xx.rejection", "rejection", {"id": "one", "weight": "strong", "says": [says], **more}, Slots({})
    )


def met(one: Rule, text: str, subject: str = "", **context: list[str]) -> bool:
    return bool(list(Book("xx", [one], context).hits(read(text, subject))))


def test_every_phrase_file_is_proved_by_its_examples() -> None:
    assert check.problems() == []


def test_a_rule_is_met_and_says_where() -> None:
    text = read("We chose others.")
    (hit,) = Book("xx", [rule("chose others")], {}).hits(text)
    assert (hit.rule.name, text.quote(hit.start, hit.end)) == ("xx.rejection.one", "chose others")


def test_a_condition_before_or_after_takes_a_sentence_back() -> None:
    context = {"before": ["if"], "after": ["unless"], "cut": ["but"]}
    assert not met(rule("chose others"), "If we chose others, you will hear.", **context)
    assert not met(rule("chose others"), "We chose others unless you call.", **context)
    assert met(rule("chose others"), "Ask me if you like but we chose others.", **context)
    assert met(rule("chose others"), "We chose others, and call unless it rains.", **context)
    assert met(rule("chose others", open=True), "If we chose others, you will hear.", **context)


def test_a_second_place_counts_where_the_first_is_taken_back() -> None:
    assert met(rule("chose others"), "If we chose others we write. We chose others.", before=["if"])


def test_unless_looks_at_the_same_sentence_only() -> None:
    one = rule("chose others", unless=["last year"])
    assert not met(one, "Last year we chose others.")
    assert met(one, "That was last year. We chose others.")


def test_a_rule_may_ask_for_the_subject_or_the_text() -> None:
    assert met(rule("no", where="subject"), "yes", "no")
    assert not met(rule("no", where="subject"), "no", "yes")
    assert not met(rule("no", where="text"), "yes", "no")
    assert met(rule("no", where="text"), "no", "yes")


def test_context_words_are_counted() -> None:
    pages = Book("xx", [], {"job": ["role"], "stage": {"final": ["last round"]}})
    look = pages.look(read("A role, the role. Nobody was there. Last round. A role."))
    assert look.count("job") == 3
    assert look.has("stage.final")
    assert look.count("nothing") == 0
    assert not look.has("nothing")


def test_context_words_are_looked_for_in_a_part_of_a_text() -> None:
    pages = Book("xx", [], {"job": ["role"]})
    text = read("You chose well. The role was filled.", "Hello")
    look, at = pages.look(text), text.normal.index(b" role")
    assert look.has("job", at - 3)
    assert look.has("job", at, at + 6)
    assert not look.has("job", 0, text.head)
    assert not look.has("job", at + 1)
    assert not look.has("job", 0, at + 5)


def test_context_lines_that_take_the_same_line_end_count_once() -> None:
    """As one search over the whole text would: the end of a line is the beginning of the next."""
    pages = Book("xx", [], {"job": ["^ <1> driver $"]})
    assert pages.look(read("Bus driver.\n\nTaxi driver.\n\nTram driver.")).count("job") == 2
    assert pages.look(read("Bus driver.\n\nOr:\n\nTram driver.")).count("job") == 2
    assert pages.look(read("Bus driver.\n\nThe train.")).count("job") == 1


def test_words_after_a_phrase_make_it_conditional_where_they_follow_at_once() -> None:
    assert not met(rule("chose others"), "We chose others if so.", after=["if"])
    assert met(rule("chose others"), "We chose others and, if so, write.", after=["if"])


def test_words_before_a_phrase_reach_as_far_as_the_last_cut() -> None:
    context = {"before": ["if"], "cut": ["but"]}
    assert met(rule("chose others"), "If we may say so, but we chose others.", **context)
    assert not met(rule("chose others"), "You write but if we chose others.", **context)
    assert not met(rule("chose others"), "If we chose others.", **context)


@pytest.mark.parametrize(
    "entry",
    [
        {"id": "a", "weight": "huge", "says": ["b"]},
        {"id": "a", "weight": "weak", "says": []},
        {"id": "a", "weight": "weak", "says": ["b"], "where": "nowhere"},
        {"id": "a", "weight": "weak", "says": ["b"], "colour": "red"},
    ],
)
def test_a_rule_that_is_not_whole_is_refused_by_name(entry: dict[str, object]) -> None:
    with pytest.raises(PatternError, match=r"xx\.rejection\.a"):
        _rule("xx.rejection", "rejection", entry, Slots({}))


def test_a_language_without_phrases_has_an_empty_book() -> None:
    assert book("tlh").rules == ()


@pytest.mark.parametrize("phrases", [[0, 1, 2, 3], [0, 3], [1, 2], [2, 1], [2], [3]])
def test_phrases_of_a_rule_are_met_as_one_pattern_would_be(phrases: list[int]) -> None:
    pages = Book("xx", [_two("chose <2> people", "we chose", "we chose others", "people (and|or)")], {})
    line = read("Today we chose other people and soon we chose others, people or not.").normal
    one = re2.compile("|".join(pages._says[phrase] for phrase in phrases).encode())
    found = [match.span() for match in one.finditer(line)]
    assert found
    assert list(pages.look(read("")).spans(phrases, line)) == found


def _two(*says: str) -> Rule:
    entry = {"id": "one", "weight": "strong", "says": list(says)}
    return _rule("xx.rejection", "rejection", entry, Slots({}))
