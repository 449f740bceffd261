"""Memory of the whole process tree (Assay: supervisor, web server, worker), idle and after the other measures."""

import time

from bench.memory import pss_mib
from bench.rounds import Measure, Row
from bench.stage import ASSAY, MLFLOW, Stage


def _idle(stage: Stage, name: str) -> dict[str, float]:
    server = stage.side(name).server
    time.sleep(stage.size.idle_seconds)
    return {"idle": pss_mib(server.pid)}


def _by_default(stage: Stage, name: str) -> dict[str, float]:
    """Both as they start without any option; Assay does so anyway."""
    if name == ASSAY:
        return {"default": pss_mib(stage.side(name).server.pid)}
    peer = stage.peer_by_default()
    peer.start()
    time.sleep(stage.size.idle_seconds)
    taken = pss_mib(peer.pid)
    peer.stop()
    return {"default": taken}


def _after(stage: Stage, name: str) -> dict[str, float]:
    return {"after": pss_mib(stage.side(name).server.pid)}


IDLE = Measure(
    name="memory",
    rows=(Row("idle", "memory idle, all processes (PSS)", "MiB", aim=250),),
    take=_idle,
    sides=(ASSAY, MLFLOW),
    rounds=1,
)
BY_DEFAULT = Measure(
    name="memory-default",
    rows=(Row("default", "memory idle, the peer as it starts by default", "MiB"),),
    take=_by_default,
    sides=(ASSAY, MLFLOW),
    rounds=1,
)
AFTER = Measure(
    name="memory-after",
    rows=(Row("after", "memory after all this", "MiB", aim=450),),
    take=_after,
    sides=(ASSAY, MLFLOW),
    rounds=1,
)
