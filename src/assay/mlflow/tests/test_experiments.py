"""Experiments of the protocol."""

from collections.abc import Callable

import pytest

from assay.accounts.models import Person
from assay.mlflow.tests.tracker import Tracker
from assay.runs.models import RunGroup
from assay.tasks.models import Task

MISSING = (404, "RESOURCE_DOES_NOT_EXIST")
INVALID = (400, "INVALID_PARAMETER_VALUE")


def test_unknown_name_is_missing_as_set_experiment_expects(tracker: Tracker) -> None:
    assert tracker.not_got("experiments/get-by-name", experiment_name="churn") == MISSING


def test_created_experiment_is_found_by_name_and_id(tracker: Tracker) -> None:
    identity = tracker.ask("experiments/create", name="churn", tags=[{"key": "a", "value": "b"}])["experiment_id"]
    found = tracker.get("experiments/get-by-name", experiment_name="churn")["experiment"]
    assert found["experiment_id"] == identity
    assert found["lifecycle_stage"] == "active"
    assert found["tags"] == [{"key": "a", "value": "b"}]
    assert tracker.get("experiments/get", experiment_id=identity)["experiment"] == found


def test_ids_are_texts(tracker: Tracker) -> None:
    assert isinstance(tracker.ask("experiments/create", name="churn")["experiment_id"], str)


def test_name_once_taken_is_refused_with_400(tracker: Tracker) -> None:
    tracker.ask("experiments/create", name="churn")
    assert tracker.refused("experiments/create", name="churn") == (400, "RESOURCE_ALREADY_EXISTS")


def test_deleted_name_stays_taken_and_is_found(tracker: Tracker) -> None:
    identity = tracker.ask("experiments/create", name="churn")["experiment_id"]
    run = tracker.start(experiment_id=identity)
    tracker.ask("experiments/delete", experiment_id=identity)
    assert tracker.refused("experiments/create", name="churn") == (400, "RESOURCE_ALREADY_EXISTS")
    found = tracker.get("experiments/get-by-name", experiment_name="churn")["experiment"]
    assert found["lifecycle_stage"] == "deleted"
    assert tracker.run(run)["info"]["lifecycle_stage"] == "deleted"


def test_restored_experiment_brings_its_runs_back(tracker: Tracker) -> None:
    identity = tracker.ask("experiments/create", name="churn")["experiment_id"]
    kept, deleted = tracker.start(experiment_id=identity), tracker.start(experiment_id=identity)
    tracker.ask("runs/delete", run_id=deleted)
    tracker.ask("experiments/delete", experiment_id=identity)
    tracker.ask("experiments/restore", experiment_id=identity)
    assert tracker.run(kept)["info"]["lifecycle_stage"] == "active"
    assert tracker.run(deleted)["info"]["lifecycle_stage"] == "deleted"


def test_deleted_experiment_takes_no_runs(tracker: Tracker) -> None:
    identity = tracker.ask("experiments/create", name="churn")["experiment_id"]
    tracker.ask("experiments/delete", experiment_id=identity)
    assert tracker.refused("runs/create", experiment_id=identity) == INVALID


def test_experiment_0_is_there_from_the_start(tracker: Tracker) -> None:
    found = tracker.get("experiments/get", experiment_id="0")["experiment"]
    assert (found["experiment_id"], found["name"]) == ("0", "Default")
    assert tracker.get("experiments/get-by-name", experiment_name="Default")["experiment"] == found


def test_default_experiment_is_known_as_0_only(tracker: Tracker) -> None:
    tracker.get("experiments/get", experiment_id="0")
    number = RunGroup.objects.get().pk
    assert tracker.not_got("experiments/get", experiment_id=str(number)) == MISSING


def test_default_and_task_experiments_cannot_be_deleted(tracker: Tracker, experiment: Task) -> None:
    found = tracker.get("experiments/get-by-name", experiment_name=experiment.key)["experiment"]
    assert tracker.refused("experiments/delete", experiment_id=found["experiment_id"]) == INVALID
    assert tracker.refused("experiments/delete", experiment_id="0") == INVALID


@pytest.mark.parametrize("spelling", ["{}", "{} lr sweep", "KITE-{:d}", "kite-{:d}", "kite-exp-{:d}"])
def test_any_spelling_of_a_key_finds_the_one_experiment_of_its_task(
    tracker: Tracker, experiment: Task, spelling: str
) -> None:
    first = tracker.get("experiments/get-by-name", experiment_name=experiment.key)["experiment"]
    filled = spelling.format(experiment.number if ":d" in spelling else experiment.key)
    found = tracker.get("experiments/get-by-name", experiment_name=filled)["experiment"]
    assert found["experiment_id"] == first["experiment_id"]
    assert found["name"] == experiment.key
    assert RunGroup.objects.filter(task=experiment).count() == 1


def test_creating_the_experiment_of_a_task_works_once(tracker: Tracker, experiment: Task) -> None:
    made = tracker.ask("experiments/create", name=f"{experiment.key} first")["experiment_id"]
    assert RunGroup.objects.get(pk=made).task == experiment
    assert tracker.refused("experiments/create", name=experiment.key) == (400, "RESOURCE_ALREADY_EXISTS")


def test_key_of_a_foreign_task_is_just_a_name(track: Callable[..., Tracker], cy: Person, experiment: Task) -> None:
    outsider = track(cy)
    assert outsider.not_got("experiments/get-by-name", experiment_name=experiment.key) == MISSING
    made = outsider.ask("experiments/create", name=experiment.key)["experiment_id"]
    assert RunGroup.objects.get(pk=made).task is None


def test_member_cannot_tell_that_a_private_task_has_an_experiment(
    track: Callable[..., Tracker], tracker: Tracker, ada: Person, ben: Person, experiment: Task
) -> None:
    project = experiment.project
    project.edit(name="Kite", goal="", lead=ada, is_private=True, version=project.version, by=ada)
    tracker.get("experiments/get-by-name", experiment_name=experiment.key)
    member = track(ben)
    assert member.not_got("experiments/get-by-name", experiment_name=experiment.key) == MISSING
    made = member.ask("experiments/create", name=experiment.key)["experiment_id"]
    assert RunGroup.objects.get(pk=made).task is None


def test_reading_token_makes_no_experiment(track: Callable[..., Tracker], ada: Person, experiment: Task) -> None:
    reader = track(ada, scope="read")
    assert reader.not_got("experiments/get-by-name", experiment_name=experiment.key) == MISSING
    assert not RunGroup.objects.exists()


def test_outsider_finds_no_experiment_of_others(track: Callable[..., Tracker], tracker: Tracker, cy: Person) -> None:
    identity = tracker.ask("experiments/create", name="churn")["experiment_id"]
    outsider = track(cy)
    assert outsider.not_got("experiments/get", experiment_id=identity) == MISSING
    assert outsider.refused("runs/create", experiment_id=identity) == MISSING
    assert outsider.ask("experiments/search") == {"experiments": []}


def test_search_pages_and_filters_by_name(tracker: Tracker) -> None:
    for name in ("alpha", "beta", "gamma"):
        tracker.ask("experiments/create", name=name)
    first = tracker.ask("experiments/search", max_results=2)
    rest = tracker.ask("experiments/search", max_results=2, page_token=first["next_page_token"])
    names = [found["name"] for found in first["experiments"] + rest["experiments"]]
    assert sorted(names) == ["alpha", "beta", "gamma"]
    assert "next_page_token" not in rest
    found = tracker.get("experiments/search", filter="name LIKE '%a' AND name != 'beta'", max_results=10)
    assert sorted(one["name"] for one in found["experiments"]) == ["alpha", "gamma"]


def test_search_shows_deleted_ones_on_request(tracker: Tracker) -> None:
    identity = tracker.ask("experiments/create", name="churn")["experiment_id"]
    tracker.ask("experiments/delete", experiment_id=identity)
    assert tracker.ask("experiments/search")["experiments"] == []
    assert len(tracker.ask("experiments/search", view_type="DELETED_ONLY")["experiments"]) == 1
    assert len(tracker.ask("experiments/search", view_type=3)["experiments"]) == 1


def test_tags_are_set_and_taken_off(tracker: Tracker) -> None:
    identity = tracker.ask("experiments/create", name="churn")["experiment_id"]
    tracker.ask("experiments/set-experiment-tag", experiment_id=identity, key="a", value="b")
    assert tracker.get("experiments/get", experiment_id=identity)["experiment"]["tags"] == [{"key": "a", "value": "b"}]
    tracker.ask("experiments/delete-experiment-tag", experiment_id=identity, key="a")
    assert tracker.refused("experiments/delete-experiment-tag", experiment_id=identity, key="a") == MISSING


@pytest.mark.parametrize("location", ["file:///etc", "s3://bucket/x", "http://host/?/../", "/etc"])
def test_only_our_own_artifact_location_is_taken(tracker: Tracker, location: str) -> None:
    assert tracker.refused("experiments/create", name="churn", artifact_location=location) == INVALID


@pytest.mark.parametrize("name", ["", " ", "x" * 501, "a\0b", None])
def test_impossible_names_are_refused(tracker: Tracker, name: str | None) -> None:
    assert tracker.refused("experiments/create", name=name) == INVALID


def test_experiment_gets_another_name(tracker: Tracker) -> None:
    identity = tracker.ask("experiments/create", name="churn")["experiment_id"]
    tracker.ask("experiments/update", experiment_id=identity, new_name="churn two")
    assert tracker.get("experiments/get", experiment_id=identity)["experiment"]["name"] == "churn two"
    assert tracker.not_got("experiments/get-by-name", experiment_name="churn") == MISSING


def test_names_that_are_taken_or_mean_something_are_not_given(tracker: Tracker, experiment: Task) -> None:
    taken, mine = (tracker.ask("experiments/create", name=name)["experiment_id"] for name in ("taken", "mine"))
    tracker.ask("experiments/delete", experiment_id=taken)
    update = "experiments/update"
    assert tracker.refused(update, experiment_id=mine, new_name="taken") == (400, "RESOURCE_ALREADY_EXISTS")
    for name in ("", " ", "Default", experiment.key, "x" * 501, "a\0"):
        assert tracker.refused(update, experiment_id=mine, new_name=name) == INVALID
    assert tracker.refused(update, experiment_id="0", new_name="other") == INVALID
    of_task = tracker.get("experiments/get-by-name", experiment_name=experiment.key)["experiment"]["experiment_id"]
    assert tracker.refused(update, experiment_id=of_task, new_name="other") == INVALID


def test_deleted_experiment_takes_no_change(tracker: Tracker) -> None:
    identity = tracker.ask("experiments/create", name="churn")["experiment_id"]
    tracker.ask("experiments/delete", experiment_id=identity)
    for path, body in (
        ("experiments/update", {"new_name": "b"}),
        ("experiments/set-experiment-tag", {"key": "a", "value": "b"}),
        ("experiments/delete-experiment-tag", {"key": "a"}),
        ("runs/create", {}),
    ):
        assert tracker.refused(path, experiment_id=identity, **body) == INVALID


def test_outsider_renames_nothing(track: Callable[..., Tracker], tracker: Tracker, cy: Person) -> None:
    identity = tracker.ask("experiments/create", name="churn")["experiment_id"]
    assert track(cy).refused("experiments/update", experiment_id=identity, new_name="x") == MISSING
