"""Which logged series answers a metric."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.pure.criteria import MetricRef
from assay.pure.matching import keys_wanted, same_split, series_for

F1_TEST = MetricRef("f1", "test")


KEYS = ["test_f1", "f1_test", "test/f1", "f1/test", "test.f1", "f1.test", "test-f1", "f1-test", "TEST_F1"]


@pytest.mark.parametrize("key", [*KEYS, "f1 on test"])
def test_a_split_stands_before_or_behind_the_name(key: str) -> None:
    assert series_for(F1_TEST, ["f1", "val_f1", "loss", key]) == key


@pytest.mark.parametrize(
    ("split", "key"),
    [
        ("val", "validation_f1"),
        ("Validation", "valid/f1"),
        ("train", "training_f1"),
        ("training", "f1_train"),
        ("production", "prod_f1"),
        ("dev", "development_f1"),
        ("fold 1", "fold 1/f1"),
    ],
)
def test_splits_have_synonyms(split: str, key: str) -> None:
    assert series_for(MetricRef("f1", split), ["f1", "test_f1", key]) == key


def test_the_split_as_written_comes_before_its_synonyms() -> None:
    assert series_for(MetricRef("f1", "validation"), ["val_f1", "validation_f1"]) == "validation_f1"


def test_letter_by_letter_comes_before_ignoring_case() -> None:
    assert series_for(MetricRef("F1"), ["f1", "F1"]) == "F1"
    assert series_for(MetricRef("f1"), ["F1"]) == "F1"


def test_a_plain_series_answers_for_the_split_that_the_run_declares() -> None:
    assert series_for(F1_TEST, ["f1"]) is None
    assert series_for(F1_TEST, ["f1"], declared_split="Test") == "f1"
    assert series_for(F1_TEST, ["f1"], declared_split="val") is None
    assert series_for(F1_TEST, ["f1", "test_f1"], declared_split="test") == "test_f1"


def test_a_name_that_carries_the_split_answers_by_itself() -> None:
    assert series_for(MetricRef("test_f1", "test"), ["test_f1"]) == "test_f1"


def test_names_of_scikit_learn_autologging_are_known() -> None:
    keys = ["training_accuracy_score", "training_f1_score", "accuracy_score_X_test"]
    assert series_for(MetricRef("accuracy", "train"), keys) == "training_accuracy_score"
    assert series_for(MetricRef("accuracy", "test"), keys) == "accuracy_score_X_test"
    assert series_for(MetricRef("accuracy"), keys) == "accuracy_score_X_test"
    assert series_for(MetricRef("accuracy"), [*keys, "accuracy_score"]) == "accuracy_score"
    assert series_for(MetricRef("accuracy"), [*keys, "accuracy_score_X_val"]) is None


def test_training_answers_only_who_asks_for_training() -> None:
    keys = ["training_f1_score", "training_f1", "train_f1", "f1_score_X_train"]
    assert series_for(MetricRef("f1"), keys) is None
    assert series_for(F1_TEST, keys) is None
    assert series_for(MetricRef("f1", "train"), keys) == "train_f1"


def test_without_a_split_no_split_is_guessed() -> None:
    assert series_for(MetricRef("f1"), ["test_f1"]) is None
    assert series_for(MetricRef("f1"), []) is None


def test_splits_compare_by_meaning() -> None:
    assert same_split("val", "Validation")
    assert not same_split("val", "test")


@given(
    name=st.sampled_from(["f1", "F1", "accuracy_score", "val_loss", "my metric", "größe"]),
    split=st.sampled_from([None, "test", "Val", "production", "fold 1"]),
    key=st.sampled_from([*KEYS, "f1", "F1_SCORE", "f1_X_val", "accuracy", "Accuracy_Score_Prod", "GRÖSSE", "val_loss"]),
    declared=st.sampled_from([None, "test", "validation"]),
)
def test_whatever_answers_is_among_the_keys_wanted(
    name: str, split: str | None, key: str, declared: str | None
) -> None:
    metric = MetricRef(name, split)
    if series_for(metric, [key], declared_split=declared):
        assert key.casefold() in keys_wanted(metric)
