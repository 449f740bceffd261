"""Runs of the protocol."""

from collections.abc import Callable
from typing import Any

import pytest

from assay.accounts.models import Person
from assay.activity.models import Event
from assay.mlflow.tests.tracker import MOMENT, Tracker
from assay.runs.models import Run
from assay.tasks.models import Task

MISSING = (404, "RESOURCE_DOES_NOT_EXIST")
INVALID = (400, "INVALID_PARAMETER_VALUE")


def test_new_run_has_both_ids_a_name_and_a_place_for_files(tracker: Tracker) -> None:
    info = tracker.ask("runs/create", start_time=MOMENT)["run"]["info"]
    assert info["run_id"] == info["run_uuid"]
    assert len(info["run_id"]) == 32
    assert info["run_name"]
    assert (info["status"], info["lifecycle_stage"], info["experiment_id"]) == ("RUNNING", "active", "0")
    assert info["start_time"] == MOMENT
    assert info["artifact_uri"] == f"mlflow-artifacts:/0/{info['run_id']}/artifacts"
    assert "end_time" not in info


def test_run_name_and_its_tag_are_one_thing(tracker: Tracker) -> None:
    named = tracker.start(run_name="lr sweep")
    tagged = tracker.start(tags={"mlflow.runName": "wide"})
    assert tracker.tags(named)["mlflow.runName"] == "lr sweep"
    assert tracker.run(tagged)["info"]["run_name"] == "wide"
    tracker.ask("runs/set-tag", run_id=named, key="mlflow.runName", value="narrow")
    assert tracker.run(named)["info"]["run_name"] == "narrow"
    tracker.ask("runs/update", run_id=named, run_name="final")
    assert tracker.tags(named)["mlflow.runName"] == "final"


def test_runs_are_numbered_for_people(tracker: Tracker) -> None:
    tracker.start()
    tracker.start()
    assert sorted(Run.objects.values_list("number", flat=True)) == [1, 2]


def test_finished_run_has_an_end(tracker: Tracker) -> None:
    run = tracker.start()
    info = tracker.ask("runs/update", run_id=run, status="FINISHED", end_time=MOMENT)["run_info"]
    assert (info["status"], info["end_time"]) == ("FINISHED", MOMENT)


def test_finishing_twice_is_one_event(tracker: Tracker, experiment: Task) -> None:
    run = tracker.start(tags={"card": experiment.key})
    for _repeat in range(2):
        tracker.ask("runs/update", run_id=run, status="FINISHED", end_time=MOMENT)
    kinds = list(Event.objects.about(experiment.subject).values_list("kind", flat=True))
    assert kinds.count("run.started") == 1
    assert kinds.count("run.finished") == 1


def test_resumed_run_runs_again(tracker: Tracker) -> None:
    run = tracker.start()
    tracker.ask("runs/update", run_id=run, status="FAILED")
    info = tracker.ask("runs/update", run_id=run, status="RUNNING")["run_info"]
    assert info["status"] == "RUNNING"
    assert "end_time" not in info


@pytest.mark.parametrize("status", ["DONE", "running", 17, ""])
def test_unknown_status_is_refused(tracker: Tracker, status: object) -> None:
    assert tracker.refused("runs/update", run_id=tracker.start(), status=status) == INVALID


@pytest.mark.parametrize(
    "path",
    ["runs/log-metric", "runs/log-parameter", "runs/set-tag", "runs/log-batch", "runs/log-inputs", "runs/update"],
)
def test_deleted_run_takes_no_writes(tracker: Tracker, path: str) -> None:
    run = tracker.start()
    tracker.ask("runs/delete", run_id=run)
    body: dict[str, Any] = {"run_id": run, "key": "k", "value": "1", "timestamp": 1}
    assert tracker.refused(path, **body) == INVALID
    tracker.ask("runs/restore", run_id=run)
    assert tracker.run(run)["info"]["lifecycle_stage"] == "active"


@pytest.mark.parametrize("moment", [10**18, -(10**14), 253_402_300_799_000, "soon", 1.5])
def test_times_that_no_calendar_shows_are_refused(tracker: Tracker, moment: Any) -> None:
    assert tracker.refused("runs/create", start_time=moment) == INVALID
    assert tracker.refused("runs/update", run_id=tracker.start(), end_time=moment) == INVALID


def test_deleting_twice_is_deleted(tracker: Tracker) -> None:
    run = tracker.start()
    for _repeat in range(2):
        tracker.ask("runs/delete", run_id=run)
    assert tracker.run(run)["info"]["lifecycle_stage"] == "deleted"


def test_outsider_cannot_tell_that_a_run_exists(track: Callable[..., Tracker], tracker: Tracker, cy: Person) -> None:
    run, outsider = tracker.start(), track(cy)
    nothing = "0" * 32
    for path in ("runs/update", "runs/delete", "runs/restore", "runs/log-batch", "runs/log-inputs"):
        answers = [outsider.send(path, {"run_id": uid}) for uid in (run, nothing)]
        assert {answer.status_code for answer in answers} == {404}
        assert answers[0].content.replace(run.encode(), b"") == answers[1].content.replace(nothing.encode(), b"")
    assert outsider.not_got("runs/get", run_id=run) == MISSING
    assert outsider.not_got("metrics/get-history", run_id=run, metric_key="f1") == MISSING
    assert outsider.not_got("artifacts/list", run_id=run) == MISSING


def test_member_loses_a_run_whose_project_became_private(
    track: Callable[..., Tracker], tracker: Tracker, ada: Person, ben: Person, experiment: Task
) -> None:
    project = experiment.project
    project.edit(name="Kite", goal="", lead=ada, is_private=True, version=project.version, by=ada)
    run = tracker.start(tags={"card": experiment.key})
    assert track(ben).refused("runs/log-metric", run_id=run, key="f1", value=1, timestamp=1) == MISSING


def test_search_returns_the_newest_first_with_everything(tracker: Tracker) -> None:
    old = tracker.start(start_time=MOMENT)
    new = tracker.start(start_time=MOMENT + 1)
    tracker.log(old, "f1", 0.5)
    runs = tracker.ask("runs/search", experiment_ids=["0"])["runs"]
    assert [run["info"]["run_id"] for run in runs] == [new, old]
    assert runs[1]["data"]["metrics"][0]["value"] == 0.5


def test_search_pages(tracker: Tracker) -> None:
    runs = {tracker.start() for _number in range(3)}
    first = tracker.ask("runs/search", experiment_ids=["0"], max_results=2)
    rest = tracker.ask("runs/search", experiment_ids=["0"], max_results=2, page_token=first["next_page_token"])
    found = [run["info"]["run_id"] for run in first["runs"] + rest["runs"]]
    assert len(found) == 3
    assert set(found) == runs


def test_search_over_own_and_foreign_experiments_finds_own_runs(
    track: Callable[..., Tracker], tracker: Tracker, cy: Person
) -> None:
    theirs = track(cy).ask("experiments/create", name="secret")["experiment_id"]
    track(cy).start(experiment_id=theirs)
    mine = tracker.start()
    found = tracker.ask("runs/search", experiment_ids=["0", theirs])["runs"]
    assert [run["info"]["run_id"] for run in found] == [mine]
