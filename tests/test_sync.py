"""Imports against kill -9: whatever the moment, the next process goes on, and all comes once."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from tests.serving import database_url

from assay.importers.models import Source, SourceState
from assay.importers.tests.stub import Stub, served
from assay.runs.models import MetricSeries, Point, Run

# Starting the command is the slow part; more moments were tried by hand.
MOMENTS = (8, 13)
PATIENCE = 60.0


@pytest.mark.usefixtures("kite")
def test_an_import_that_is_killed_again_and_again_brings_all_once(
    transactional_db: None, ada: Any, tmp_path: Path
) -> None:
    stub = Stub(page=4)
    churn = stub.add_experiment("churn")
    for number in range(1, 9):
        stub.add_run(churn, number, metrics={"loss": [float(number)] * 9, "acc": [0.5] * 3}, params={"lr": "1"})
    with served(stub):
        for moment in MOMENTS:
            _killed_at(moment, stub, tmp_path)
            assert Run.objects.visible_to(ada).count() == 0
        assert _start(stub, tmp_path).wait(timeout=PATIENCE) == 0
    assert Run.objects.visible_to(ada).count() == 8
    assert Point.objects.count() == 96
    assert set(MetricSeries.objects.values_list("key", "count")) == {("loss", 9), ("acc", 3)}
    source = Source.objects.get()
    assert (source.state, source.counts["runs"], source.counts["points"]) == (SourceState.DONE, 8, 96)


def _killed_at(moment: int, stub: Stub, folder: Path) -> None:
    """Run the command, and kill it while the server answers its request of this number."""
    reached, go_on, before = threading.Event(), threading.Event(), len(stub.asked)

    def hold(_path: str) -> None:
        if len(stub.asked) - before >= moment:
            reached.set()
            go_on.wait(PATIENCE)

    stub.on_request = hold
    process = _start(stub, folder)
    assert reached.wait(PATIENCE), (folder / "log").read_text()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    stub.on_request = lambda _path: None
    go_on.set()


def _start(stub: Stub, folder: Path) -> "subprocess.Popen[bytes]":
    words = [sys.executable, "-m", "assay.cli", "sync", "mlflow", stub.address, "--project", "KITE"]
    environment = os.environ | {"DATABASE_URL": database_url(), "MLFLOW_TRACKING_USERNAME": ""}
    with (folder / "log").open("ab") as log:
        return subprocess.Popen([*words, "--data", str(folder)], env=environment, stdout=log, stderr=log)
