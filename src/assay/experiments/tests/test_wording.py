"""Every reason of the verdict has a sentence, and no sentence has a hole."""

import pytest

from assay.experiments.wording import headline, next_step, span, state_name, stored_sentence
from assay.pure.reasons import ReasonCode
from assay.pure.verdict import State

PARAMS = {
    "metric": "f1 on test",
    "metrics": "f1 on test",
    "run": 12,
    "n": 4,
    "operator": ">=",
    "value": 0.931,
    "threshold": 0.95,
    "distance": 0.019,
    "because": "the data changed",
    "step": 300,
    "epoch": 3,
    "windows": 1,
    "lowest": 0.1,
    "first": 0.5,
    "hours": 121.0,
    "limit_hours": 120.0,
    "kind": "seeds",
    "method": "mean",
    "low": 0.92,
    "high": 0.94,
    "confidence": 95,
    "ours": 31,
    "theirs": 9,
    "p": 0.0007,
    "luck": 0.012,
}


@pytest.mark.parametrize("code", list(ReasonCode))
def test_every_reason_has_a_sentence(code):
    sentence = stored_sentence({"code": str(code), "params": PARAMS})
    assert sentence
    assert "%(" not in sentence
    assert "None" not in sentence


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_its_words(state):
    assert state_name(state)
    assert headline(state)
    assert next_step(state, is_training=False)


@pytest.mark.parametrize(
    ("operator", "words"),
    [
        (">=", "Needs .950, best is .931, .019 below, run 12"),
        ("<", "Needs at most .950, best is .931, .019 above, run 12"),
        ("==", "Needs exactly .950, closest is .931, run 12"),
    ],
)
def test_the_shortfall_is_worded_in_its_direction(operator, words):
    assert stored_sentence({"code": "below_threshold", "params": PARAMS | {"operator": operator}}) == words


def test_a_missing_split_says_under_which_name_to_log():
    reason = {"code": "nothing_logged", "params": {"metrics": "recall on test", "n": 2}}
    assert stored_sentence(reason) == "No run has logged recall on test; log it as test_recall"


def test_a_reason_of_another_version_is_left_out():
    assert stored_sentence({"code": "unheard_of", "params": {}}) == ""
    assert stored_sentence({}) == ""


@pytest.mark.parametrize(("hours", "words"), [(0.5, "30 min"), (3, "3 h"), (120, "5 d")])
def test_spans_have_a_unit_that_fits(hours, words):
    assert span(hours) == words
