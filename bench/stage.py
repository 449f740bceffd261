"""The stage: both servers with their data, started at the first need and used by all measures."""

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bench import servers
from bench.servers import ASSAY_PATH, Server, clean_environment
from bench.sizes import Size
from bench.tracking import Tracking
from bench.wire import Wire
from ground import ROOT

ASSAY, MLFLOW = "Assay", "MLflow"
# The data folder of the large board.
LARGE = "board-large"
# The data folder of many projects.
MANY = "many"
# The data folder of a large team.
YEARS = "years"


class StageBroken(Exception):
    """Assay cannot be filled or asked from inside; what it said stands above."""


@dataclass(frozen=True)
class World:
    """What the filler put into Assay's data folder, and the keys to it."""

    token: str
    session: str
    project: str
    project_topic: str
    experiment: str
    experiment_topic: str
    tasks: list[str]
    task_topics: list[str]


@dataclass(frozen=True)
class Side:
    """One of the two servers, running, with a client."""

    name: str
    server: Server
    tracking: Tracking


class Stage:
    """Owns a temporary folder and everything that runs in it."""

    def __init__(self, folder: Path, *, size: Size, mlflow: Path | None) -> None:
        self.folder, self.size, self.mlflow = folder, size, mlflow
        self._sides: dict[str, Side] = {}
        self._servers: list[Server] = []

    @property
    def names(self) -> list[str]:
        return [ASSAY, MLFLOW] if self.mlflow else [ASSAY]

    def server(self, name: str, folder: str) -> Server:
        """Return a server of this side that is not started yet, on a folder of its own."""
        if name == ASSAY or self.mlflow is None:
            made = servers.assay(self.folder / folder)
        else:
            made = servers.mlflow(self.folder / folder, self.mlflow)
        self._servers.append(made)
        return made

    def peer_by_default(self) -> Server:
        """Return the peer as it starts without any option of ours, not started yet."""
        if self.mlflow is None:
            raise StageBroken("There is no peer.")
        made = servers.mlflow_by_default(self.folder / "mlflow-by-default", self.mlflow)
        self._servers.append(made)
        return made

    def side(self, name: str) -> Side:
        """Return the side, started."""
        if name not in self._sides:
            server = self.server(name, name.lower())
            wire = Wire(server.port, {"Authorization": f"Bearer {self.world.token}"} if name == ASSAY else {})
            server.start()
            self._sides[name] = Side(name, server, Tracking(wire))
        return self._sides[name]

    def log_tail(self, name: str) -> str:
        """Return the last lines that the side's server wrote."""
        return self._sides[name].server.log_tail() if name in self._sides else ""

    @cached_property
    def world(self) -> World:
        """What lies in Assay's data folder; filled before its server starts."""
        return World(**self.inside("fill", str(self.size.board_tasks)))

    @cached_property
    def large_world(self) -> World:
        """What lies in the data folder of the large board."""
        return World(**self.inside("fill", str(self.size.large_board_tasks), folder=LARGE))

    @cached_property
    def many_world(self) -> World:
        """What lies in the data folder of many projects."""
        return World(**self.inside("many", str(self.size.projects), folder=MANY))

    @cached_property
    def years(self) -> dict[str, Any]:
        """What lies in the data folder of a large team, by the names that addresses use."""
        return self.inside("years", str(self.size.years_projects), folder=YEARS)

    def inside(self, script: str, *words: str, folder: str = ASSAY.lower()) -> dict[str, Any]:
        """Run a script of `bench.inside` on the data folder of Assay, or of another server of its.

        Return what it prints as its last line. Raises `StageBroken`.
        """
        data = {"ASSAY_DATA": str(self.folder / folder / "data")}
        done = subprocess.run(
            [sys.executable, "-m", f"bench.inside.{script}", *words],
            env=clean_environment({**ASSAY_PATH, **data}),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            raise StageBroken(f"The script bench.inside.{script} failed.")
        answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return answer

    def assay_wire(self, *, is_browser: bool) -> Wire:
        """Return a connection to Assay: as a browser that is signed in, or as a program with a token."""
        world, port = self.world, self.side(ASSAY).server.port
        if is_browser:
            return Wire(port, {"Cookie": f"sessionid={world.session}", "Accept-Encoding": "br, gzip"})
        return Wire(port, {"Authorization": f"Bearer {world.token}"})

    def stop(self) -> None:
        """End every server that still runs, whatever happened."""
        for side in self._sides.values():
            side.tracking.wire.close()
        for server in self._servers:
            server.stop()
