"""Definitions of metrics: which one stands for what a criterion names and what a run logs."""

import pytest

from assay.pure.criteria import MetricRef
from assay.pure.directions import Direction
from assay.pure.metrics import NOTHING_DEFINED, Definition, Definitions, measured
from assay.pure.numbers import THIN

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER
FOUND = Definition(metric=MetricRef("leavers", "test"), direction=HIGHER, title="Leavers found", is_share=True)
COST = Definition(metric=MetricRef("cost"), direction=LOWER, unit="€", target=3.0, limit=5.0)
LOSS = Definition(metric=MetricRef("f1"), direction=LOWER)
DEFINED = Definitions([COST, FOUND, LOSS])


@pytest.mark.parametrize("key", ["test_leavers", "leavers/test", "TEST_leavers", "leavers on test"])
def test_a_logged_key_finds_the_definition_of_its_split(key: str) -> None:
    assert DEFINED.of_key(key) is FOUND


@pytest.mark.parametrize("key", ["cost", "val_cost", "cost.production", "test/Cost"])
def test_one_without_a_split_stands_for_every_split(key: str) -> None:
    assert DEFINED.of_key(key) is COST


@pytest.mark.parametrize("key", ["macro_cost", "costs", "_cost", "test_", "", "val_leavers"])
def test_another_name_is_another_metric(key: str) -> None:
    assert DEFINED.of_key(key) is None


def test_the_very_split_comes_before_the_one_for_all() -> None:
    every, test = (
        Definition(metric=MetricRef("f1"), direction=HIGHER),
        Definition(metric=MetricRef("f1", "test"), direction=HIGHER),
    )
    both = Definitions([every, test])
    assert both.of_key("test_f1") is test
    assert both.of(MetricRef("f1_score", "Test")) is test
    assert both.of_key("val_f1") is every


def test_the_definition_goes_before_what_the_name_says() -> None:
    assert DEFINED.direction_of("val_f1") is LOWER
    assert NOTHING_DEFINED.direction_of("val_f1") is HIGHER


def test_another_split_of_a_defined_metric_is_better_the_same_way() -> None:
    assert DEFINED.direction_of("val_leavers") is HIGHER
    assert DEFINED.nearest("val_leavers") is FOUND
    assert DEFINED.nearest("leavers_lost") is None
    assert DEFINED.nearest_to(MetricRef("leavers", "holdout")) is FOUND


def test_a_share_is_shown_in_percent_and_other_units_stand_behind() -> None:
    assert FOUND.shown(0.81753) == f"81.8{THIN}%"
    assert (FOUND.shown(0.83), FOUND.written(0.83)) == (f"83{THIN}%", f"83.0{THIN}%")
    assert (COST.written(2.5), FOUND.written(0.0004)) == ("2.5", f".040{THIN}%")
    assert FOUND.shown(0.9996) == f"99.96{THIN}%"
    assert FOUND.apart(0.03249) == f"3.2{THIN}pp"
    assert COST.shown(2.5) == f"2.5{THIN}€"
    assert measured(0.818) == ".818"
    assert measured(None, unit="ms") == ""


def test_target_and_limit_are_held_in_the_direction_of_the_metric() -> None:
    assert COST.reaches(3.0) is True
    assert COST.reaches(3.1) is False
    assert COST.keeps(5.1) is False
    assert COST.keeps(float("nan")) is False
    assert FOUND.reaches(0.9) is None
