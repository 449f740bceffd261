"""The path of numbers pays nothing for notices."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assay.notifications.watching import watch

pytestmark = pytest.mark.django_db
POINT = {"key": "loss", "value": 0.5, "timestamp": 1_700_000_000_000, "step": 1}


def test_logging_a_metric_asks_and_writes_nothing_about_notices(task, ada, api):
    watch(task, ada)
    client = api(ada)

    def post(address, **body):
        answer = client.post(f"/api/2.0/mlflow/{address}", json.dumps(body), content_type="application/json")
        assert answer.status_code == 200, answer.content
        return answer.json()

    group = post("experiments/create", name=task.key)["experiment_id"]
    run = post("runs/create", experiment_id=group, run_name="first")["run"]["info"]["run_id"]
    post("runs/log-batch", run_id=run, metrics=[POINT])
    with CaptureQueriesContext(connection) as seen:
        post("runs/log-batch", run_id=run, metrics=[POINT | {"step": 2}])
    asked = [query["sql"] for query in seen.captured_queries]
    assert asked
    assert not [sql for sql in asked if "notifications_" in sql or "django_q" in sql]
