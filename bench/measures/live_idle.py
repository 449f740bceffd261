"""What pages cost that are open and to which nothing happens: processor time of all processes, beside none open."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from bench.ear import NothingHeard, asked
from bench.memory import cpu_seconds
from bench.rounds import Measure, Row
from bench.stage import ASSAY, Stage

CLIENTS = 200


def _take(stage: Stage, name: str) -> dict[str, float]:
    server, world = stage.side(name).server, stage.world
    time.sleep(stage.size.live_idle_seconds)  # what a server does after its start is not what it does at rest
    alone = _share(server.pid, stage.size.live_idle_seconds)
    topics = [world.project_topic, *world.task_topics[:3]]
    with ExitStack() as opened:
        for _number in range(CLIENTS):
            opened.enter_context(_stream(server.port, session=world.session, topics=topics))
        time.sleep(1)  # what opening costs is not what being open costs
        listening = _share(server.pid, stage.size.live_idle_seconds)
    return {"idle": listening - alone, "alone": alone}


def _share(pid: int, seconds: float) -> float:
    """Return how many percent of a core the process and all below it take."""
    before, started = cpu_seconds(pid), time.perf_counter()
    time.sleep(seconds)
    return 100 * (cpu_seconds(pid) - before) / (time.perf_counter() - started)


@contextmanager
def _stream(port: int, *, session: str, topics: list[str]) -> Iterator[None]:
    with asked(port, session=session, topics=topics) as line:
        if b" 200 " not in line.recv(1000)[:20]:
            raise NothingHeard("The live stream did not open.")
        yield


LIVE_IDLE = Measure(
    name="live-idle",
    rows=(
        Row("idle", f"live: {CLIENTS} open pages to which nothing happens", "% core", aim=2),
        Row("alone", "  the server without them", "% core"),
    ),
    take=_take,
    sides=(ASSAY,),
    rounds=1,
)
