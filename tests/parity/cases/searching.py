"""Searches for runs."""

from typing import Any

from tests.parity.speaking import AT, VIEWS, Speaker, new_experiment, new_run


def searched_runs(s: Speaker) -> str:
    """Return an experiment with four runs that differ."""
    one = new_experiment(s, "search")
    for number in range(4):
        tags = [{"key": "kind", "value": "even" if number % 2 == 0 else "odd"}, {"key": "a b", "value": str(number)}]
        run = new_run(s, one, start_time=AT + number, run_name=f"run {number}", tags=tags)
        values: list[Any] = [0.5, "NaN", 0.1, 0.9]
        points = [{"key": "f1", "value": values[number], "timestamp": AT, "step": 0}] if number < 3 else []
        points.append({"key": "val loss", "value": float(number), "timestamp": AT, "step": number})
        s.post("runs/log-batch", run_id=run, metrics=points, params=[{"key": "lr", "value": f"0.{number}"}])
        if number == 2:
            s.post("runs/update", run_id=run, status="FINISHED", end_time=AT + 100)
        if number == 1:
            s.post(
                "runs/log-inputs",
                run_id=run,
                datasets=[
                    {
                        "dataset": {"name": "d", "digest": "1", "source_type": "x", "source": "y"},
                        "tags": [{"key": "mlflow.data.context", "value": "train"}],
                    }
                ],
            )
    return one


def run_filters(s: Speaker) -> None:
    one = searched_runs(s)
    for text in (
        "metrics.f1 > 0.2",
        "metrics.f1 != 0.5",
        "metric.f1 = 0.5",
        "metrics.`val loss` >= 2",
        'metrics."val loss" < 2',
        "metrics.f1 > 0.2 and params.lr = '0.0'",
        "metrics.f1 > 0.2 AND AND params.lr = '0.0'",
        "params.lr LIKE '0.%'",
        "params.lr ILIKE '0.%'",
        "params.lr != '0.1'",
        "params.lr > '0.1'",
        "params.lr IN ('0.1', '0.2')",
        'param.lr = "0.1"',
        "parameters.lr = '0.1'",
        "tags.kind = 'even'",
        "tags.kind != 'even'",
        "tags.nothing != 'even'",
        "tag.kind LIKE 'od%'",
        "tags.`a b` = '1'",
        "tags.kind IS NULL",
        "tags.nothing IS NULL",
        "tags.kind IS NOT NULL",
        "params.nothing IS NULL",
        "attributes.status = 'FINISHED'",
        "status = 'finished'",
        "attribute.status != 'FINISHED'",
        "attr.run_name = 'run 1'",
        "run_name LIKE 'run%'",
        "run_name ILIKE 'RUN %'",
        "run.run_name = 'run 2'",
        "attributes.`run name` = 'run 2'",
        "attributes.start_time > 1500000000001",
        "start_time <= 1500000000001",
        "created > 1500000000002",
        "attributes.end_time > 0",
        "attributes.start_time = 'x'",
        "attributes.run_id IN ('x')",
        "attributes.run_id NOT IN ('x')",
        "run_id = 'x'",
        "attributes.nonsense = 'x'",
        "attributes.artifact_uri LIKE '%artifacts'",
        "attributes.user_id = 'u'",
        "datasets.name = 'd'",
        "dataset.digest = '1'",
        "datasets.context = 'train'",
        "datasets.name LIKE 'd%'",
        "datasets.name IN ('d', 'e')",
        "datasets.nonsense = 'd'",
        "datasets.name > 'd'",
        "tags.mlflow.runName = 'run 1'",
        "metrics.f1 = 'x'",
        "metrics.f1 LIKE 'x'",
        "params.lr = 0.1",
        "metrics.f1 > 0.2 OR metrics.f1 < 0.1",
        "nonsense",
        "f1 > 0.2",
        "metrics.f1 >",
        "  ",
        "metrics.f1 > -1e3",
        "(metrics.f1 > 0.2)",
        "metrics.f1 > 0.2;",
        "tags.kind = 'it''s'",
        "tags.kind = ''",
        "metrics.f1 BETWEEN 1 AND 2",
        "metrics.f1 IS NULL",
    ):
        _names(s, one, filter=text, order_by=["start_time ASC"])


def run_orders(s: Speaker) -> None:
    one = searched_runs(s)
    for order in (
        ["metrics.f1 ASC"],
        ["metrics.f1 DESC"],
        ["metrics.nothing"],
        ["params.lr DESC"],
        ["tags.kind", "start_time DESC"],
        ["attributes.start_time"],
        ["start_time ASC", "run_id"],
        ["run_name desc"],
        ["status"],
        ["end_time ASC"],
        ["nonsense"],
        ["metrics.f1 UP"],
        ["metrics.`val loss` DESC"],
        ["datasets.name"],
        [""],
        [],
    ):
        _names(s, one, order_by=order)
    for most in (1, 0, -1, 50_000, 50_001, "3", "x"):
        _names(s, one, max_results=most)
    for view in VIEWS:
        _names(s, one, run_view_type=view)
    for ids in ([], ["99999999"], ["abc"], [one, "99999999"], one):
        s.post("runs/search", experiment_ids=ids, filter="status = 'FINISHED'")
    first = s.post("runs/search", experiment_ids=[one], max_results=3)
    s.post("runs/search", experiment_ids=[one], max_results=3, page_token=first["next_page_token"])
    s.post("runs/search", experiment_ids=[one], page_token="nonsense")


def _names(s: Speaker, experiment: str, **asked: Any) -> None:
    s.post("runs/search", experiment_ids=[experiment], **asked)
