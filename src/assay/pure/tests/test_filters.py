"""The filter language: read, checked, written again; every mistake is named with its place."""

import string
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.pure.filters import (
    Comparison,
    Fields,
    FilterError,
    Kind,
    Mistake,
    Name,
    Operator,
    Order,
    format_filter,
    format_order,
    parse_filter,
    parse_order,
)
from assay.pure.filters.errors import MESSAGES

FIELDS = Fields(
    texts={"run_id": "run_id", "run name": "run_name", "run_name": "run_name"},
    numbers={"start_time": "start_time", "Created": "start_time"},
    kinds=tuple(Kind),
)
CHARACTERS = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
TEXTS = st.text(CHARACTERS, max_size=12)
KEYS = st.text(CHARACTERS, min_size=1, max_size=12)
NAMES = st.builds(Name, st.sampled_from(Kind), KEYS)
SIGNS = (Operator.EQUAL, Operator.DIFFERS, Operator.BELOW, Operator.AT_MOST, Operator.ABOVE, Operator.AT_LEAST)
COMPARISONS = st.one_of(
    st.builds(Comparison, NAMES, st.sampled_from(SIGNS), TEXTS | st.floats(allow_nan=False)),
    st.builds(Comparison, NAMES, st.sampled_from((Operator.LIKE, Operator.ILIKE)), TEXTS),
    st.builds(
        Comparison,
        NAMES,
        st.sampled_from((Operator.IN, Operator.NOT_IN)),
        st.lists(TEXTS, min_size=1, max_size=3).map(tuple),
    ),
    st.builds(Comparison, NAMES, st.sampled_from((Operator.IS_NULL, Operator.IS_NOT_NULL))),
)


def one(text: str) -> tuple[str, str, str, object]:
    (found,) = parse_filter(text)
    return found.name.kind, found.name.key, found.operator, found.value


@given(st.lists(COMPARISONS, max_size=4).map(tuple))
def test_what_is_written_reads_as_the_same(comparisons: tuple[Comparison, ...]) -> None:
    assert parse_filter(format_filter(comparisons)) == comparisons


@given(st.builds(Order, NAMES, st.booleans()))
def test_a_written_order_reads_as_the_same(order: Order) -> None:
    assert parse_order(format_order(order)) == order


@given(st.text() | st.text(string.printable) | st.text("aA.`\"'=<>!()%, \nINDLKEOR0159-e"))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    for place in filter(None, (_place_refused(parse_filter, text), _place_refused(parse_order, text))):
        assert 1 <= place <= len(text) + 1


def _place_refused(read: Callable[[str], object], text: str) -> int | None:
    try:
        read(text)
    except FilterError as error:
        return error.column
    return None


@given(COMPARISONS)
def test_any_comparison_is_checked_or_refused(comparison: Comparison) -> None:
    try:
        checked = FIELDS.checked(comparison)
    except FilterError:
        return
    assert checked.operator == comparison.operator


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("metrics.f1 > 0.8", ("metrics", "f1", ">", 0.8)),
        ("metric.f1>=-1e-3", ("metrics", "f1", ">=", -0.001)),
        ("metrics.f1 < inf", ("metrics", "f1", "<", float("inf"))),
        ("metrics.`val f1` != +.5", ("metrics", "val f1", "!=", 0.5)),
        ('metrics."val/f1" = 5.', ("metrics", "val/f1", "=", 5.0)),
        ("`metrics`.f1 = 1", ("metrics", "f1", "=", 1.0)),
        ("parameters.lr = '0.1'", ("params", "lr", "=", "0.1")),
        ('param.lr = "0.1"', ("params", "lr", "=", "0.1")),
        ("params.it = 'it''s'", ("params", "it", "=", "it's")),
        ("tags.mlflow.source.name like '%.py'", ("tags", "mlflow.source.name", "LIKE", "%.py")),
        ("tag.`a b` ILIKE 'X%'", ("tags", "a b", "ILIKE", "X%")),
        ("tags.a is null", ("tags", "a", "IS NULL", None)),
        ("params.a IS  NOT\nNULL", ("params", "a", "IS NOT NULL", None)),
        ("run_id IN ('a', \"b\",)", ("attributes", "run_id", "IN", ("a", "b"))),
        ("attr.run_id not in ('a')", ("attributes", "run_id", "NOT IN", ("a",))),
        ("run.status = 'FINISHED'", ("attributes", "status", "=", "FINISHED")),
        ("`run name` = 'x'", ("attributes", "run name", "=", "x")),
        ("dataset.digest = 'd'", ("datasets", "digest", "=", "d")),
    ],
)
def test_every_form_is_read(text: str, expected: tuple[object, ...]) -> None:
    assert one(text) == expected


@pytest.mark.parametrize("joint", ["AND", "and", "And", "\nAND\t"])
def test_comparisons_are_joined_by_and(joint: str) -> None:
    assert len(parse_filter(f"metrics.a > 1 {joint} metrics.b > 2 {joint} name = 'and'")) == 3


def test_nothing_is_an_empty_filter() -> None:
    assert parse_filter("") == parse_filter(" \n ") == ()


@pytest.mark.parametrize(
    ("text", "mistake", "column"),
    [
        ("name = 'a' OR name = 'b'", Mistake.ONLY_AND, 12),
        ("name = 'a' or name = 'b'", Mistake.ONLY_AND, 12),
        ("metrics.f1 >", Mistake.INCOMPLETE, 13),
        ("metrics.f1", Mistake.INCOMPLETE, 11),
        ("name = 'a' AND ", Mistake.INCOMPLETE, 16),
        ("name = 'a", Mistake.UNCLOSED, 8),
        ("(name = 'a')", Mistake.GROUPED, 1),
        ("name == 'a'", Mistake.UNKNOWN_OPERATOR, 6),
        ("name <> 'a'", Mistake.UNKNOWN_OPERATOR, 6),
        ("name NOT LIKE 'a'", Mistake.UNKNOWN_OPERATOR, 10),
        ("start_time BETWEEN 1 AND 2", Mistake.UNKNOWN_OPERATOR, 12),
        ("name = a", Mistake.NOT_A_VALUE, 8),
        ("metrics.f1 > 1.2.3", Mistake.NOT_A_VALUE, 14),
        ("metrics.f1 = nan", Mistake.NOT_A_VALUE, 14),
        ("name IN 'a'", Mistake.NOT_A_LIST, 9),
        ("name IN ()", Mistake.NOT_A_LIST, 10),
        ("name IN ('a', 1)", Mistake.NOT_A_LIST, 15),
        ("name = 'a';", Mistake.UNEXPECTED, 11),
        ("name = 'a' name = 'b'", Mistake.UNEXPECTED, 12),
        ("a = 'x' AND secrets.key = 'a'", Mistake.UNKNOWN_KIND, 13),
        ("name = 'a\0'", Mistake.UNREADABLE, 10),
        ("params.a LIKE '%%%%%%%%%%'", Mistake.MANY_WILDCARDS, 1),
        ("params.a LIKE '" + "a" * 3000 + "'", Mistake.LONG_PATTERN, 1),
        ("run_id IN (" + ",".join(["'a'"] * 1001) + ")", Mistake.LONG_LIST, 1),
        (" AND ".join(["a = 'b'"] * 101), Mistake.TOO_MANY, 1201),
        ("a" * 100_001, Mistake.TOO_LONG, 100_001),
    ],
)
def test_every_mistake_is_named_with_its_place(text: str, mistake: Mistake, column: int) -> None:
    with pytest.raises(FilterError) as caught:
        parse_filter(text)
    assert (caught.value.mistake, caught.value.column) == (mistake, column)


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("password = 'x'", Mistake.UNKNOWN_KEY),
        ("datasets.secret = 'x'", Mistake.UNKNOWN_KEY),
        ("metrics.f1 LIKE 'a'", Mistake.WRONG_OPERATOR),
        ("metrics.f1 = '1'", Mistake.NEEDS_NUMBER),
        ("start_time = 'x'", Mistake.NEEDS_NUMBER),
        ("Created LIKE '1%'", Mistake.WRONG_OPERATOR),
        ("params.lr = 0.1", Mistake.NEEDS_TEXT),
        ("params.lr > '0.1'", Mistake.WRONG_OPERATOR),
        ("params.lr IN ('0.1')", Mistake.WRONG_OPERATOR),
        ("run_id IS NULL", Mistake.WRONG_OPERATOR),
        ("run_id > 'a'", Mistake.WRONG_OPERATOR),
        ("datasets.name IS NULL", Mistake.WRONG_OPERATOR),
    ],
)
def test_what_cannot_be_asked_is_refused(text: str, mistake: Mistake) -> None:
    with pytest.raises(FilterError) as caught:
        FIELDS.checked(parse_filter(text)[0])
    assert caught.value.mistake is mistake


def test_spellings_of_a_key_are_one() -> None:
    checked = [FIELDS.checked(found).name.key for found in parse_filter("`run name` = 'a' AND Created > 1")]
    assert checked == ["run_name", "start_time"]


def test_kinds_that_an_object_has_not_are_refused() -> None:
    bare = Fields(texts={"name": "name"}, numbers={}, kinds=(Kind.TAG,))
    with pytest.raises(FilterError, match="attributes, tags"):
        bare.checked(parse_filter("metrics.f1 > 1")[0])


@pytest.mark.parametrize("text", ["", "a b", "metrics.f1 SIDEWAYS", "a DESC DESC", "metrics.", "a\0", "a" * 2001])
def test_what_is_no_order_is_refused(text: str) -> None:
    with pytest.raises(FilterError) as caught:
        FIELDS.ordered(parse_order(text))
    assert caught.value.mistake in {Mistake.NOT_AN_ORDER, Mistake.UNKNOWN_KEY}


def test_nothing_is_ordered_by_its_datasets() -> None:
    with pytest.raises(FilterError):
        FIELDS.ordered(parse_order("datasets.name"))


def test_every_mistake_has_its_sentence() -> None:
    assert set(MESSAGES) == set(Mistake)
