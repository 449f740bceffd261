import math
from typing import Any

from assay.activity.models import Event
from assay.importers.models import LeftOut, Source, SourceState
from assay.importers.sync.passes import advance
from assay.importers.tests.bringing import bring
from assay.importers.tests.stub import Stub
from assay.kit.clock import now
from assay.runs import points
from assay.runs.arrival import Arriving, arrive, reveal
from assay.runs.groups import default_group
from assay.runs.models import LoggedModel, MetricSeries, Run, RunGroup
from assay.search import stale
from assay.search.finding import find
from assay.tasks.models import Task


def history(uid: str, key: str) -> list[tuple[int, float]]:
    series = MetricSeries.objects.get(run__uid=uid, key=key)
    return [(point.step, point.value) for point in points.history(series.pk).points]


def test_a_run_comes_with_its_id_params_tags_times_and_all_points(stub: Stub, source: Source, ada: Any) -> None:
    churn = stub.add_experiment("churn", tags={"team": "a"})
    uid = stub.add_run(
        churn, 7, metrics={"loss": [0.5, "NaN", "Infinity", 0.25]}, params={"lr": "0.1"}, tags={"k": "v"}
    )
    assert bring(source).state == SourceState.DONE
    run = Run.objects.visible_to(ada).get(uid=uid)
    assert (run.name, run.status, run.user_name, run.group.name) == ("run 7", "FINISHED", "ana", "churn")
    assert (run.ended_at - run.started_at).total_seconds() == 0.5 if run.ended_at else False
    assert dict(run.params.values_list("key", "value")) == {"lr": "0.1"}
    assert dict(run.tags.values_list("key", "value")) == {"mlflow.runName": "run 7", "k": "v"}
    steps, values = zip(*history(uid, "loss"), strict=True)
    assert steps == (0, 1, 2, 3)
    assert values[0] == 0.5
    assert math.isnan(values[1])
    assert math.isinf(values[2])
    assert RunGroup.objects.get(name="churn").tags == {"team": "a"}
    assert (source.counts["runs"], source.counts["points"]) == (1, 4)


def test_imported_runs_are_found_also_when_the_index_was_read_before_they_were_shown(stub: Stub, ada: Any) -> None:
    group, at = default_group(ada), now()
    arrived = [
        arrive(group, Arriving(uid=uid * 32, name=f"otter {uid}", started_at=at), by=ada) for uid in ("a", "b", "c")
    ]
    stale.freshen()
    assert find("otter", reader=ada).total == 0
    reveal({run.pk: link for run, link in arrived})
    stale.freshen()
    assert find("otter", reader=ada).counts == {"run": 3}


def test_many_runs_come_over_many_pages_each_once(stub: Stub, source: Source) -> None:
    churn = stub.add_experiment("churn")
    for number in range(1, 12):
        stub.add_run(churn, number, metrics={"a": [1.0] * 7, "b": [2.0] * 2})
    bring(source)
    assert Run.objects.count() == 11
    assert source.counts["points"] == 99
    before = len(stub.asked)
    bring(source, whole=True)
    assert (Run.objects.count(), source.counts["points"]) == (11, 99)
    assert not any("get-history" in path for path in stub.asked[before:])


def test_runs_of_one_start_time_that_fill_more_than_a_page_all_come(stub: Stub, source: Source) -> None:
    churn = stub.add_experiment("churn")
    for number in range(1, 9):
        uid = stub.add_run(churn, number)
        stub.run(uid)["info"]["start_time"] = 5_000_000_000
    bring(source)
    assert Run.objects.count() == 8


def test_a_second_pass_brings_new_runs_new_points_and_endings_only(stub: Stub, source: Source) -> None:
    churn = stub.add_experiment("churn")
    old = stub.add_run(churn, 1, metrics={"loss": [1.0]})
    live = stub.add_run(churn, 2, metrics={"loss": [1.0] * 5}, status="RUNNING")
    bring(source)
    assert Run.objects.get(uid=live).status == "RUNNING"
    stub.log(live, "loss", [0.5] * 4)
    new = stub.add_run(churn, 4_000_000, metrics={"loss": [3.0]})
    bring(source)
    assert len(history(live, "loss")) == 9
    assert Run.objects.filter(uid__in=[old, live, new], deleted_at=None).count() == 3
    stub.end(live)
    bring(source)
    assert Run.objects.get(uid=live).status == "FINISHED"
    assert source.counts["points"] == 11


def test_nothing_is_shown_before_the_first_pass_is_at_its_end(stub: Stub, source: Source, ada: Any) -> None:
    churn = stub.add_experiment("churn")
    for number in range(1, 6):
        stub.add_run(churn, number, metrics={"loss": [1.0]})
    seen: list[int] = []
    source.ask()
    advance(source, seconds=60, told=lambda _work: seen.append(Run.objects.visible_to(ada).count()))
    assert set(seen[:-3]) == {0}
    assert Run.objects.visible_to(ada).count() == 5


def test_a_run_goes_to_the_task_that_its_experiment_name_or_tag_names(
    stub: Stub, source: Source, kite: Any, ada: Any
) -> None:
    task = Task.create(kite, title="Tail", kind="experiment", by=ada)
    by_name = stub.add_run(stub.add_experiment(f"{task.key} sweep"), 1)
    by_tag = stub.add_run(stub.add_experiment("Other"), 2, tags={"card": task.key})
    free = stub.add_run("2", 3)
    bring(source)
    found = dict(Run.objects.values_list("uid", "task"))
    assert found == {by_name: task.pk, by_tag: task.pk, free: None}
    told = Event.objects.filter(kind="runs.came", subject_id=str(task.pk))
    assert [event.data["runs"] for event in told] == [1, 1] or told.count() >= 1


def test_what_was_deleted_there_is_marked_and_stays_here(stub: Stub, source: Source, ada: Any) -> None:
    churn = stub.add_experiment("churn")
    trashed, lost = stub.add_run(churn, 1), stub.add_run(churn, 2)
    bring(source)
    stub.run(trashed)["info"]["lifecycle_stage"] = "deleted"
    stub.runs = [run for run in stub.runs if run["info"]["run_id"] != lost]
    bring(source)
    assert list(source.runs.exclude(gone_at=None).values_list("uid", flat=True)) == [trashed]
    bring(source, whole=True)
    assert source.runs.exclude(gone_at=None).count() == 2
    assert Run.objects.visible_to(ada).alive().count() == 2


def test_logged_models_and_what_runs_made_of_them_come(stub: Stub, source: Source) -> None:
    churn = stub.add_experiment("churn")
    uid = stub.add_run(churn, 1)
    model = f"m-{1:032x}"
    stub.run(uid)["outputs"] = {"model_outputs": [{"model_id": model, "step": 3}]}
    info = {
        "model_id": model,
        "experiment_id": churn,
        "name": "clf",
        "source_run_id": uid,
        "status": "LOGGED_MODEL_READY",
    }
    metric = {"key": "acc", "value": 0.9, "timestamp": 5, "step": 0, "model_id": model}
    stub.models.append({"info": info, "data": {"params": [{"key": "d", "value": "3"}], "metrics": [metric]}})
    bring(source)
    found = LoggedModel.objects.get(uid=model)
    assert (found.name, found.params, found.run.uid if found.run else "") == ("clf", {"d": "3"}, uid)
    assert [(use.run.uid, use.step, use.is_output) for use in found.uses.all()] == [(uid, 3, True)]
    assert found.metrics == {"acc  ": metric}


def test_registered_models_come_with_versions_aliases_and_tags(stub: Stub, source: Source, ada: Any) -> None:
    uid = stub.add_run(stub.add_experiment("churn"), 1)
    alias = {"alias": "champion", "version": "2"}
    stub.registered.append(
        {"name": "clf", "tags": [{"key": "a", "value": "b"}], "aliases": [alias], "description": "D"}
    )
    for number in ("2", "5"):
        one = {"name": "clf", "version": number, "source": f"runs:/{uid}/model", "run_id": uid, "current_stage": "None"}
        stub.versions.append(one)
    stub.registered.append({"name": "prompt", "tags": [{"key": "mlflow.prompt.is_prompt", "value": "true"}]})
    bring(source)
    set_at = source.models.get().model.aliases.get().set_at
    bring(source)
    model = source.models.get().model
    assert [(one.number, one.path, one.run.uid if one.run else "") for one in model.versions.order_by("number")] == [
        (2, "model", uid),
        (5, "model", uid),
    ]
    assert [(one.name, one.version.number, one.set_at) for one in model.aliases.all()] == [("champion", 2, set_at)]
    assert (model.last_number, model.description, source.counts["versions"]) == (5, "D", 2)
    assert LeftOut.objects.get().name == "prompt"


def test_files_are_copied_through_the_servers_own_service_only(stub: Stub, source: Source) -> None:
    churn = stub.add_experiment("churn")
    uid, elsewhere = stub.add_run(churn, 1), stub.add_run(churn, 2)
    stub.run(elsewhere)["info"]["artifact_uri"] = "file:///etc"
    stub.files[f"{churn}/{uid}/artifacts/deep/a b.txt"] = b"hello"
    stub.files[f"{churn}/{uid}/artifacts/x.txt"] = b"x"
    source.change(schedule="off", copies_files=True, user_name="", secret="")
    bring(source)
    found = Run.objects.get(uid=uid).artifacts.order_by("path").values_list("path", "size")
    assert list(found) == [("deep/a b.txt", 5), ("x.txt", 1)]
    assert "file:" in LeftOut.objects.get(what="file").why


def test_pausing_in_the_middle_stops_and_resuming_goes_on(stub: Stub, source: Source, ada: Any) -> None:
    churn = stub.add_experiment("churn")
    for number in range(1, 8):
        stub.add_run(churn, number, metrics={"loss": [1.0] * 4})
    source.ask()

    def pause_at_three(work: Any) -> None:
        if work.counts["runs"] == 3:
            Source.objects.get(pk=source.pk).pause(by=ada)

    assert advance(source, seconds=60, told=pause_at_three)
    source.refresh_from_db()
    assert source.state == SourceState.PAUSED
    source.resume(by=ada)
    assert bring(source).state == SourceState.DONE
    assert Run.objects.filter(deleted_at=None).count() == 7


def test_slices_that_end_at_once_come_to_an_end_as_well(stub: Stub, source: Source) -> None:
    churn = stub.add_experiment("churn")
    for number in range(1, 5):
        uid = stub.add_run(churn, number, metrics={"loss": [1.0] * 7, "f1": [0.5]})
        stub.files |= {f"{churn}/{uid}/artifacts/{name}": b"x" for name in ("a.txt", "b.txt")}
    source.change(schedule="off", copies_files=True, user_name="", secret="")
    source.ask()
    slices = 1
    while not advance(source, seconds=0):
        source.refresh_from_db()
        slices += 1
        assert slices < 200
    assert source.state == SourceState.DONE
    assert (source.counts["points"], source.counts["files"]) == (32, 8)
