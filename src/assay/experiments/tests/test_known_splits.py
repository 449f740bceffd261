"""A split that nothing ever logged is said when a line is saved."""

import pytest

from assay.experiments.queries.known_splits import notes_on_splits
from assay.pure.criteria import parse_criterion, parse_stop


@pytest.fixture
def notes(kite, ada):
    return lambda text: notes_on_splits([parse_criterion(text)], kite, ada)


@pytest.mark.parametrize("text", ["f1 >= 0.8 on test", "f1 >= 0.8 on prod", "f1 >= 0.8"])
def test_usual_names_pass_before_the_first_run(notes, text):
    assert notes(text) == []


def test_a_misspelt_split_is_said_with_what_was_meant(notes, train):
    train().log(test_f1=0.8, val_f1=0.9).end()
    assert notes("f1 >= 0.8 on tset") == ["No run has logged a split called “tset”; did you mean “test”?"]
    assert notes("f1 >= 0.8 on winter") == ["No run has logged a split called “winter”; known: test, validation."]
    assert notes("f1 >= 0.8 on valid") == []


def test_an_environment_that_no_run_names_is_said(notes, train):
    train(tags=[("env", "staging")]).log(f1=0.8).end()
    assert notes("f1 >= 0.8 on staging") == []
    assert notes("f1 >= 0.8 on production") == ["No run has logged a split called “production”; known: staging."]
    assert notes("f1 >= 0.8 on development") == []


def test_a_split_of_the_teams_own_passes_once_it_is_logged(notes, train):
    train().log(f1_winter=0.8).end()
    assert notes("f1 >= 0.8 on winter") == []


def test_stop_conditions_are_looked_at_too(kite, ada, train):
    train().log(test_loss=0.8).end()
    assert len(notes_on_splits([parse_stop("loss > 3 on winter")], kite, ada)) == 1


def test_programs_are_told_as_well(api, ada, task, train):
    train().log(test_f1=0.8).end()
    body = {"criteria": ["f1 >= 0.8 on tset"]}
    answer = api(ada).put(f"/api/v1/experiments/{task.key}", body, content_type="application/json")
    assert answer.json()["notes"] == ["No run has logged a split called “tset”; did you mean “test”?"]


def test_it_is_shown_while_the_line_is_typed_and_after_saving(ada_client, task, train):
    train().log(test_f1=0.8).end()
    sent = {"criteria": "f1 >= 0.8 on tset", "version": "1"}
    shown = ada_client.post(f"/tasks/{task.key}/readings/criteria", sent)
    assert "did you mean" in shown.content.decode()
    saved = ada_client.post(f"/tasks/{task.key}/experiment", sent, follow=True)
    assert "did you mean" in saved.content.decode()
