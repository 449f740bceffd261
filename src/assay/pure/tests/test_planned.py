"""What a plan says of a parameter, and whether a logged value keeps to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.pure.planned import BadPlan, Planned, planned
from assay.pure.resources import Use, used


@pytest.mark.parametrize(
    ("text", "logged"),
    [
        ("0.1", "0.10"),
        ("0.001", "1e-3"),
        ("-1", "\N{MINUS SIGN}1"),
        ("RBF", " rbf"),
        ("relu, tanh", "tanh"),
        ("[32, 64], [64, 64]", "[64, 64]"),
        ("(8, 8, 4)", "(8, 8, 4)"),
        ("1..10", "10"),
        ("1 to 10", "1.5"),
        ("0.001…0.1", "0.1"),
        ("any", "whatever"),
        ("None", "none"),
    ],
)
def test_a_value_as_planned(text, logged):
    assert planned("p", text).allows(logged)


@pytest.mark.parametrize(
    ("text", "logged"), [("0.1", "0.2"), ("relu, tanh", "gelu"), ("1..10", "11"), ("1..10", "many"), ("[32, 64]", "32")]
)
def test_a_value_otherwise_than_planned(text, logged):
    assert not planned("p", text).allows(logged)


@pytest.mark.parametrize(("text", "code"), [(" ", "empty"), ("10..1", "reversed"), ("1..inf", "endless")])
def test_what_is_no_plan_says_why(text, code):
    with pytest.raises(BadPlan) as found:
        planned("p", text)
    assert found.value.code == code


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_read_or_refused_and_allows_itself(text, logged):
    try:
        plan = planned("p", text)
    except BadPlan:
        return
    plan.allows(logged)
    assert Planned("p", plan.text).allows(plan.text) or ".." in text or "…" in text or "to" in text.casefold()


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9), st.floats(0, 1))
def test_a_range_holds_what_lies_between_its_ends(low, width, share):
    plan = planned("p", f"{low!r} to {low + width!r}")
    assert plan.allows(repr(min(low + width * share, low + width)))
    assert not plan.allows(repr(low - abs(low) - 1))


def test_what_no_run_says_is_not_counted_as_nothing():
    assert used([Use(hours=2.0), Use(hours=1.0, gpus=2)]) == {"hours": 3.0, "gpu_hours": 2.0}
    assert used([]) == {}
