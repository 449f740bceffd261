"""Run scripts of `examples/` as a user does, against the real server, with the client installed or not."""

import configparser
import os
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.serving import Server

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
PATIENCE_SECONDS = 240
# A run of its own is started for each script, one after the other in one process: importing takes longer than training.
SEVERAL = """
import runpy, sys
scripts, sys.argv[1:] = sys.argv[1:], []
for one in scripts:
    runpy.run_path(one, run_name="__main__")
"""


@dataclass
class Machine:
    """A machine that trains: its Python, the server it logs to, the card."""

    server: Server
    token: str
    key: str
    python: str = sys.executable
    client: Path | None = None

    def train(self, script: str, *words: str) -> "subprocess.CompletedProcess[str]":
        return self._run([str(EXAMPLES / f"{script}.py"), *words])

    def train_each(self, *scripts: str) -> "subprocess.CompletedProcess[str]":
        return self._run(["-c", SEVERAL, *(str(EXAMPLES / f"{script}.py") for script in scripts)])

    def say(self, program: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return self._run(["-c", program], **environment)

    def _run(self, words: list[str], **environment: str) -> "subprocess.CompletedProcess[str]":
        paths = [str(EXAMPLES), *([str(self.client)] if self.client else [])]
        settings = {
            "MLFLOW_TRACKING_URI": self.server.address,
            "MLFLOW_TRACKING_TOKEN": self.token,
            "MLFLOW_EXPERIMENT_NAME": self.key,
            "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "1",
            "GIT_PYTHON_REFRESH": "quiet",
            "ASSAY_EVERY_SECONDS": "0.2",
            "ASSAY_URL": "",
            "OMP_NUM_THREADS": "1",
            "PYTHONPATH": os.pathsep.join(paths),
        }
        return subprocess.run(
            [self.python, *words],
            env={name: value for name, value in (os.environ | settings | environment).items() if value},
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_SECONDS,
        )


def installed_client(folder: Path) -> Path:
    """Lay the client out in a folder as pip would, with its entry points."""
    project = tomllib.loads((ROOT / "client/pyproject.toml").read_text())["project"]
    (folder / "assay_client").symlink_to(ROOT / "client/src/assay_client")
    facts = folder / "assay_client-0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: assay-client\nVersion: 0\n")
    written = configparser.ConfigParser()
    written.read_dict(project["entry-points"])
    with (facts / "entry_points.txt").open("w") as file:
        written.write(file)
    return folder
