import math
from collections.abc import Iterator
from typing import Any

import pytest

from assay.importers.exporting.mlflow.state import Export, batches
from assay.importers.exporting.mlflow.whole import export
from assay.importers.models import Source
from assay.importers.remote.faults import Refused, RemoteFault
from assay.importers.remote.writer import Writer
from assay.importers.tests.bringing import bring
from assay.importers.tests.stub import served
from assay.importers.tests.taking import Taking
from assay.kit.clock import to_milliseconds
from assay.registry.models import ModelAlias, RegisteredModel
from assay.registry.sources import Origin
from assay.runs.models import LoggedModel, Run
from assay.runs.tests.logged import experiment, logged_run, with_file, with_input
from assay.tasks.models import Task


@pytest.fixture
def there() -> Iterator[Taking]:
    with served(Taking()) as stub:
        assert isinstance(stub, Taking)
        yield stub


@pytest.fixture
def task(kite: Any, ada: Any) -> Task:
    return experiment(kite, ada)


@pytest.fixture
def run(task: Task, ada: Any) -> Run:
    values = {"f1": [0.5, 0.9], "odd": [math.nan, math.inf, -math.inf]}
    made = logged_run(ada, task=task, metrics=values, params={"lr": "0.1"}, tags={"team": "a"})
    with_input(made, ada, name="holdout")
    return made


def written(there: Taking, task: Task, by: Any, *, with_files: bool = False) -> Export:
    with Writer(there.address, is_trusted=True, wait=lambda _seconds: None) as remote:
        work = Export(task.project, by, remote, with_files=with_files)
        export(work)
    return work


def test_a_run_goes_with_its_times_params_tags_data_and_every_point(
    there: Taking, task: Task, run: Run, ada: Any
) -> None:
    work = written(there, task, ada)
    (told,) = there.runs
    uid = told["info"]["run_id"]
    assert (told["info"]["run_name"], told["info"]["status"]) == (run.name, "FINISHED")
    assert run.ended_at is not None
    assert told["info"]["start_time"] == to_milliseconds(run.started_at)
    assert told["info"]["end_time"] == to_milliseconds(run.ended_at)
    assert told["data"]["params"] == [{"key": "lr", "value": "0.1"}]
    assert (there.tags(uid)["team"], there.tags(uid)["assay.run_id"]) == ("a", run.uid)
    assert [point["value"] for point in there.points[uid, "f1"]] == [0.5, 0.9]
    assert [point["value"] for point in there.points[uid, "odd"]] == ["NaN", "Infinity", "-Infinity"]
    assert told["inputs"]["dataset_inputs"][0]["dataset"]["name"] == "holdout"
    assert (there.experiments[0]["name"], work.counts["points"], work.left_out) == (run.group.name, 5, [])


def test_a_second_export_writes_nothing(there: Taking, task: Task, run: Run, ada: Any) -> None:
    written(there, task, ada)
    before = len(there.asked)
    work = written(there, task, ada)
    assert (work.counts["unchanged"], work.counts["runs"], len(there.runs), len(there.experiments)) == (1, 0, 1, 1)
    assert {path.rpartition("/")[2] for path in there.asked[before:]} <= {"search", "set-experiment-tag"}


def test_an_export_that_was_broken_off_goes_on_with_the_same_run(there: Taking, task: Task, run: Run, ada: Any) -> None:
    there.on_request = lambda path: there.refusals.extend([500] * 4 if path.endswith("runs/log-batch") else [])
    with pytest.raises(RemoteFault):
        written(there, task, ada)
    there.on_request, there.refusals = (lambda _path: None), []
    written(there, task, ada)
    assert (len(there.runs), there.sent("runs/create")) == (1, 1)
    assert len(there.points[there.runs[0]["info"]["run_id"], "f1"]) == 2


def test_a_run_that_changed_is_written_again_and_one_deleted_there_stays_deleted(
    there: Taking, task: Task, run: Run, ada: Any
) -> None:
    written(there, task, ada)
    Run.objects.filter(pk=run.pk).update(status="FAILED")
    written(there, task, ada)
    assert [one["info"]["status"] for one in there.runs] == ["FAILED"]
    there.runs[0]["info"]["lifecycle_stage"] = "deleted"
    assert "deleted" in written(there, task, ada).left_out[0].why


def test_a_child_names_the_parent_by_its_id_there(there: Taking, task: Task, run: Run, ada: Any) -> None:
    logged_run(ada, task=task, name="child", tags={"mlflow.parentRunId": run.uid})
    written(there, task, ada)
    parent, child = (one["info"]["run_id"] for one in there.runs)
    assert there.tags(child)["mlflow.parentRunId"] == parent


def test_what_is_refused_is_named_and_tried_again_next_time(there: Taking, task: Task, run: Run, ada: Any) -> None:
    there.refused = {"runs/log-inputs"}
    assert [one.what for one in written(there, task, ada).left_out] == ["dataset"]
    there.refused = set()
    assert written(there, task, ada).counts["runs"] == 1
    assert written(there, task, ada).counts["unchanged"] == 1


def test_who_is_not_let_in_hears_so_at_once(there: Taking, task: Task, run: Run, ada: Any) -> None:
    there.token = "right"
    with pytest.raises(Refused, match="token"):
        written(there, task, ada)


def test_models_go_with_versions_and_aliases_once(there: Taking, task: Task, run: Run, ada: Any) -> None:
    model = LoggedModel.start(run.group, name="clf", run=run, params={"d": "3"})
    registered = RegisteredModel.register("churn", by=ada, project=task.project)
    first = registered.add_version(Origin("x", run=run, logged_model=model), by=ada)
    ModelAlias.objects.create(model=registered, version=first, name="champion", set_at=run.created_at, set_by=ada)
    for _time in range(2):
        assert written(there, task, ada).left_out == []
    assert [one["info"]["source_run_id"] for one in there.models] == [there.runs[0]["info"]["run_id"]]
    assert [one["source"] for one in there.versions] == [f"models:/{there.models[0]['info']['model_id']}"]
    assert there.registered[0]["aliases"] == [{"alias": "champion", "version": "1"}]


def test_a_name_that_is_taken_there_is_left_alone(there: Taking, task: Task, ada: Any) -> None:
    RegisteredModel.register("churn", by=ada, project=task.project)
    there.registered.append({"name": "churn", "tags": []})
    assert "already" in written(there, task, ada).left_out[0].why


def test_files_that_the_server_does_not_take_are_named(there: Taking, task: Task, run: Run, ada: Any) -> None:
    with_file(run, "a.txt", b"x")
    there.files_at = "file:///there"
    assert "file:" in written(there, task, ada, with_files=True).left_out[0].why


def test_what_came_from_there_does_not_go_back(there: Taking, task: Task, ada: Any) -> None:
    there.add_run(there.add_experiment("churn"), 1)
    bring(Source.add(task.project, there.address, by=ada, is_trusted=True))
    assert written(there, task, ada).counts["came_from_there"] == 1
    assert len(there.runs) == 1


def test_batches_hold_neither_too_many_nor_too_much() -> None:
    some = [{"key": "ä" * 250} for _number in range(2500)]
    found = list(batches(some, most=1000))
    assert sum(map(len, found)) == 2500
    assert all(len(one) <= 1000 and len(one) * 1510 < 1_000_000 for one in found)
