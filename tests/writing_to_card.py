"""A training that logs as fast as it can, without a client library: `python -m tests.writing_to_card POINTS`.

It repeats nothing: an answer other than 200 ends it.
"""

import http.client
import json
import os
import sys
from typing import Any
from urllib.parse import urlsplit


def train(points: int) -> str:
    """Begin a run of the card, log a rising score point by point, end it; return its id."""
    run = ask("runs/create", experiment_id=os.environ["GROUP"])["run"]["info"]["run_id"]
    for step in range(1, points + 1):
        ask("runs/log-metric", run_id=run, key="f1", value=step / points, step=step, timestamp=step)
    ask("runs/update", run_id=run, status="FINISHED")
    return str(run)


def ask(path: str, **body: Any) -> Any:
    headers = {"Authorization": f"Bearer {os.environ['TOKEN']}", "Content-Type": "application/json"}
    server.request("POST", f"/api/2.0/mlflow/{path}", json.dumps(body), headers)
    answer = server.getresponse()
    told = answer.read()
    if answer.status != 200:
        sys.exit(f"{path}: {answer.status} {told.decode()}")
    return json.loads(told)


if __name__ == "__main__":
    server = http.client.HTTPConnection(urlsplit(os.environ["ADDRESS"]).netloc, timeout=60)
    print(train(int(sys.argv[1])))
