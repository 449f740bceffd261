"""Reading, writing and storing the language of criteria."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.pure.criteria import (
    After,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Counter,
    CriterionError,
    Divergence,
    DurationUnit,
    Elapsed,
    ErrorCode,
    FromBaseline,
    MetricRef,
    Number,
    OffsetKind,
    Operator,
    StopRule,
    format_condition,
    format_stop,
    from_json,
    lookback,
    mentions_elapsed,
    metrics_named,
    needs_baseline,
    parse_criterion,
    parse_stop,
    stop_from_json,
    to_json,
)

F1 = MetricRef("f1")
WORDS = "f1 loss baseline elapsed diverges and or on test after epochs steps for windows pp ms 5d e"
SIGNS = "( ) >= > < = == ≥ 0.85 .85 85% 1e-7 1e400 0,85 3 + - − % -> → €"
NAMED = ["`my metric`", '"a`b"', "recall@10%", "val/f1", "größe", "stop if"]
PIECES = [*WORDS.split(), *SIGNS.split(), *NAMED]
PIECEWISE = st.lists(st.sampled_from(PIECES), max_size=14).flatmap(
    lambda pieces: st.sampled_from([" ".join(pieces), "".join(pieces)])
)


def comparison(text: str) -> Comparison:
    read = parse_criterion(text)
    assert isinstance(read, Comparison)
    return read


def test_a_criterion_has_metric_operator_value_and_split() -> None:
    assert comparison("f1 >= 0.85 on test") == Comparison(MetricRef("f1", "test"), Operator.AT_LEAST, Number(0.85))


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("f1≥.85", ">="),
        ("f1 <= 1", "<="),
        ("f1 ≤ 1", "<="),
        ("f1>1", ">"),
        ("f1 < 1", "<"),
        ("f1 == 1", "=="),
    ],
)
def test_every_operator_is_read(text: str, operator: str) -> None:
    assert comparison(text).operator == operator


@pytest.mark.parametrize(
    "name",
    ["recall@10%", "val/f1", "ndcg@10", "f1-score", "a.b", "_x", "größe", "精度", "elapsed_s", "for/loss"],
)
def test_metric_names_may_hold_what_trackers_allow(name: str) -> None:
    assert comparison(f"{name}>=1").metric == MetricRef(name)


@pytest.mark.parametrize("text", ["`my metric` > 1", '"my metric" > 1', "` my metric ` > 1"])
def test_any_other_name_stands_in_quotes(text: str) -> None:
    assert comparison(text).metric.name == "my metric"


@pytest.mark.parametrize("text", ["f1 >= 85%", "f1 >= 85 %", "f1 >= 85 percent", "f1 >= .85", "f1 >= 8.5e-1"])
def test_percent_of_a_plain_number_is_a_hundredth(text: str) -> None:
    value = comparison(text).value
    assert isinstance(value, Number)
    assert value.value == 0.85


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("f1 > baseline", FromBaseline()),
        ("f1 > baseline + 0.005", FromBaseline(0.005, OffsetKind.ABSOLUTE)),
        ("f1 > baseline-15%", FromBaseline(-15, OffsetKind.RELATIVE)),
        ("f1 > BASELINE − 2 pp", FromBaseline(-2, OffsetKind.POINTS)),
        ("p95 < baseline + 10 ms", FromBaseline(10, OffsetKind.ABSOLUTE, "ms")),
        ("p95 < 200ms", Number(200, "ms")),
        ("p95 < 200 ms", Number(200, "ms")),
        ("x < 3widgets", Number(3, "widgets")),
        ("x > −.5", Number(-0.5)),
    ],
)
def test_values_are_numbers_or_counted_from_the_baseline(text: str, value: Number | FromBaseline) -> None:
    assert comparison(text).value == value


def test_and_binds_tighter_than_or() -> None:
    a, b, c = (Comparison(MetricRef(name), Operator.ABOVE, Number(1)) for name in "abc")
    assert parse_criterion("a > 1 or b > 1 and c > 1") == AnyOf((a, AllOf((b, c))))
    assert parse_criterion("(a > 1 or b > 1) AND c > 1") == AllOf((AnyOf((a, b)), c))
    assert parse_criterion("a > 1 and (b > 1 and c > 1)") == AllOf((a, b, c))


def test_a_stop_condition_says_when_and_what_then() -> None:
    rule = parse_stop("Stop if f1 < 0.75 after 3 epochs  -> try   another model")
    limit = Comparison(F1, Operator.BELOW, Number(0.75), After(3, Counter.EPOCHS))
    assert rule == StopRule(limit, "try another model")


def test_divergence_and_time_are_stop_conditions() -> None:
    assert parse_stop("loss diverges on val → check the data") == StopRule(
        Divergence(MetricRef("loss", "val")), "check the data"
    )
    assert parse_stop("elapsed > 5d") == StopRule(Elapsed(Operator.ABOVE, 5, DurationUnit.DAYS))
    assert parse_stop("elapsed >= 36 hours").condition == Elapsed(Operator.AT_LEAST, 36, DurationUnit.HOURS)


def test_clauses_come_in_any_order() -> None:
    assert parse_stop("f1 < 1 for 2 windows after 10 steps on val") == parse_stop(
        "f1 on val < 1 after 10 steps for 2 windows"
    )


def test_canonical_text_has_one_form() -> None:
    assert format_condition(parse_criterion("`f1`≥.850 ON test")) == "f1 >= 0.85 on test"
    assert format_stop(parse_stop("stop if (loss on val diverges)→x")) == "loss diverges on val -> x"
    assert format_condition(parse_criterion("(a>1 or b<2) and `on`==3 MB")) == "(a > 1 or b < 2) and `on` == 3 MB"


def test_a_condition_tells_what_it_needs() -> None:
    rule = parse_stop("f1 < baseline on val for 5 windows or loss diverges or elapsed > 5d").condition
    assert metrics_named(rule) == {MetricRef("f1", "val"), MetricRef("loss")}
    assert needs_baseline(rule)
    assert mentions_elapsed(rule)
    assert lookback(rule) == 4
    assert [lookback(parse_stop(text).condition) for text in ("a > 1", "a > 1 or b > 1", "a diverges")] == [
        0,
        1,
        2,
    ]


@given(PIECEWISE)
def test_the_place_of_a_mistake_lies_in_the_text(text: str) -> None:
    column = _column_of_the_mistake(text)
    assert column is None or 1 <= column <= max(len(text), 300) + 1


def _column_of_the_mistake(text: str) -> int | None:
    try:
        parse_criterion(text)
    except CriterionError as error:
        return error.column
    return None


@given(st.one_of(st.text(max_size=60), PIECEWISE))
def test_any_text_is_read_or_refused_politely_and_survives_its_canonical_form(text: str) -> None:
    try:
        rule = parse_stop(text)
    except CriterionError:
        return
    assert parse_stop(format_stop(rule)) == rule
    assert stop_from_json(json.loads(json.dumps(to_json(rule)))) == rule


@given(PIECEWISE)
def test_what_is_a_criterion_reads_the_same_as_a_stop_condition(text: str) -> None:
    try:
        condition = parse_criterion(text)
    except CriterionError:
        return
    assert parse_stop(text).condition == condition
    assert parse_criterion(format_condition(condition)) == condition


NAMES = st.text(st.characters(exclude_characters='`"\r\n', exclude_categories=["Cs"]), min_size=1, max_size=8).map(
    lambda text: text.strip() or "m"
)
METRICS = st.builds(MetricRef, NAMES, st.none() | NAMES)
FINITE = st.floats(allow_nan=False, allow_infinity=False, width=32)
VALUES = st.builds(Number, FINITE, st.sampled_from([None, "%", "ms"])) | st.builds(
    FromBaseline, FINITE, st.sampled_from(OffsetKind)
)
ATOMS: st.SearchStrategy[Condition] = st.builds(Comparison, METRICS, st.sampled_from(Operator), VALUES)


@given(ATOMS)
def test_every_comparison_survives_text_and_json(condition: Condition) -> None:
    assert parse_criterion(format_condition(condition)) == condition
    assert from_json(to_json(condition)) == condition


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        {"v": 2, "if": {}},
        {"v": 1, "if": {"all": []}},
        {"v": 1, "if": {"metric": "f1", "op": "~", "value": {"number": 1}}},
        {"v": 1, "if": {"metric": "f1", "op": ">", "value": {"number": float("nan")}}},
        {"v": 1, "if": {"metric": "f1", "op": ">", "value": {"number": 1}, "windows": -1}},
    ],
)
def test_spoiled_json_is_refused(data: object) -> None:
    with pytest.raises(CriterionError) as caught:
        from_json(data)
    assert caught.value.code is ErrorCode.UNREADABLE


def test_json_nested_without_end_is_refused() -> None:
    node: dict[str, object] = to_json(parse_criterion("a > 1"))["if"]  # type: ignore[assignment]
    for _ in range(5000):
        node = {"all": [node]}
    with pytest.raises(CriterionError):
        from_json({"v": 1, "if": node})
