"""Every mistake in a criterion is named, with its place and a hint."""

import pytest

from assay.pure.criteria import MESSAGES, CriterionError, ErrorCode, parse_criterion, parse_stop


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("", ErrorCode.EMPTY, 1),
        ("f1 >= 0,85", ErrorCode.DECIMAL_COMMA, 8),
        ("f1 >= ,85", ErrorCode.DECIMAL_COMMA, 7),
        ("f1 = 0.85", ErrorCode.SINGLE_EQUALS, 4),
        ("f1=0.85", ErrorCode.SINGLE_EQUALS, 3),
        ("f1 > = 0.85", ErrorCode.SPLIT_OPERATOR, 4),
        ("f1 => 0.85", ErrorCode.SPLIT_OPERATOR, 4),
        ("f1 = = 0.85", ErrorCode.SPLIT_OPERATOR, 4),
        ("f1 != 0.85", ErrorCode.UNKNOWN_OPERATOR, 4),
        ("f1 0.85", ErrorCode.MISSING_OPERATOR, 4),
        ("f1", ErrorCode.MISSING_OPERATOR, 3),
        ("f1 score >= 0.85", ErrorCode.NAME_WITH_SPACES, 4),
        ("f1 >=", ErrorCode.MISSING_VALUE, 6),
        ("f1 >= on test", ErrorCode.MISSING_VALUE, 7),
        ("f1 >= recall", ErrorCode.NOT_A_VALUE, 7),
        ("f1 >= nan", ErrorCode.NOT_FINITE, 7),
        ("f1 >= 1e999", ErrorCode.NOT_FINITE, 7),
        ("f1 >= 0.85 test", ErrorCode.UNKNOWN_WORD, 12),
        ("f1 >= 2 pp", ErrorCode.POINTS_WITHOUT_BASELINE, 9),
        ("(f1 >= 2", ErrorCode.NEVER_CLOSED, 1),
        ("f1 >= 2)", ErrorCode.NEVER_OPENED, 8),
        ("`f1 >= 2", ErrorCode.UNCLOSED_QUOTE, 1),
        ("f1 >= 2 on", ErrorCode.MISSING_SPLIT, 11),
        ("f1 >= 2 on a on b", ErrorCode.REPEATED_CLAUSE, 14),
        ("0.85 <= f1", ErrorCode.MISSING_METRIC, 1),
        ("f1 > 1 and", ErrorCode.MISSING_METRIC, 11),
        ("f1 > 1, g > 2", ErrorCode.UNEXPECTED, 7),
        ("loss diverges", ErrorCode.ONLY_IN_STOP, 6),
        ("f1 > 1 or elapsed > 5d", ErrorCode.ONLY_IN_STOP, 11),
        ("f1 > 1 -> ship it", ErrorCode.ONLY_IN_STOP, 8),
        ("stop if f1 < 1", ErrorCode.ONLY_IN_STOP, 1),
        ("f1 > 1 after 3 epochs", ErrorCode.ONLY_IN_STOP, 8),
        ("f1 > 1 for 3 windows", ErrorCode.ONLY_IN_STOP, 8),
        ("f1 > 1" + " " * 300, ErrorCode.TOO_LONG, 301),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, code: ErrorCode, column: int) -> None:
    with pytest.raises(CriterionError) as caught:
        parse_criterion(text)
    assert (caught.value.code, caught.value.column) == (code, column)
    assert caught.value.message.endswith(".")
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("f1 < 1 after 2.5 epochs", ErrorCode.WRONG_AFTER),
        ("f1 < 1 after 0 epochs", ErrorCode.WRONG_AFTER),
        ("f1 < 1 after 3", ErrorCode.WRONG_AFTER),
        ("f1 < 1 for 0 windows", ErrorCode.WRONG_WINDOWS),
        ("f1 < 1 for 1001 windows", ErrorCode.WRONG_WINDOWS),
        ("elapsed > 5", ErrorCode.WRONG_DURATION),
        ("elapsed > 5 parsecs", ErrorCode.WRONG_DURATION),
        ("elapsed > 99999d", ErrorCode.WRONG_DURATION),
        ("elapsed < 5d", ErrorCode.ELAPSED_DIRECTION),
        ("loss diverges ->", ErrorCode.MISSING_THEN),
        ("loss diverges for 3 windows", ErrorCode.UNEXPECTED),
    ],
)
def test_a_mistake_in_a_stop_condition_is_named(text: str, code: ErrorCode) -> None:
    with pytest.raises(CriterionError) as caught:
        parse_stop(text)
    assert caught.value.code == code


def test_hints_show_the_corrected_text() -> None:
    for text, hint in [("f1 > 12,5", "12.5"), ("f1 = 1", "== or >="), ("my f1 > 1", "`my f1`")]:
        with pytest.raises(CriterionError) as caught:
            parse_criterion(text)
        assert hint in caught.value.hint


def test_nesting_is_bounded_but_idle_parentheses_are_free() -> None:
    assert parse_criterion("(" * 140 + "a>1" + ")" * 140) == parse_criterion("a > 1")
    deep = "a>1"
    for place in range(10):
        deep = f"({deep} {('or', 'and')[place % 2]} b>1)"
    with pytest.raises(CriterionError) as caught:
        parse_criterion(deep)
    assert caught.value.code is ErrorCode.TOO_DEEP


def test_every_code_has_a_sentence_and_a_hint() -> None:
    assert set(MESSAGES) == set(ErrorCode)
    for sentence, hint in MESSAGES.values():
        assert sentence.endswith(".")
        assert hint
