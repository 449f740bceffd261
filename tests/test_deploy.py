"""The examples for a team's machines name what exists."""

import re
import shlex
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest

from assay.cli.main import _parser as command_line

ROOT = Path(__file__).parent.parent
UNITS = sorted((ROOT / "deploy/systemd").glob("*.service"))
PROGRAM = "/opt/assay/venv/bin/assay"


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_starts_a_command_that_there_is(unit: Path) -> None:
    program, *words = shlex.split(_read(unit)["Service"]["ExecStart"].replace("%i", "8001"))
    assert program == PROGRAM
    assert command_line().parse_args(words).command


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    for unit in UNITS:
        (tmp_path / unit.name.replace("@", "@1")).write_text(unit.read_text().replace(PROGRAM, "/bin/true"))
    verified = subprocess.run(
        ["systemd-analyze", "verify", *map(str, tmp_path.iterdir())], capture_output=True, text=True, check=False
    )
    assert (verified.returncode, verified.stderr) == (0, "")


def test_the_environment_names_settings_that_there_are() -> None:
    names = re.findall(r"^([A-Z_]+)=", (ROOT / "deploy/assay.env").read_text(), re.MULTILINE)
    headings = re.findall(r"^## (\S+)", (ROOT / "docs/settings.md").read_text(), re.MULTILINE)
    assert names
    assert set(names) - set(headings) == set()


def _read(unit: Path) -> ConfigParser:
    read = ConfigParser(interpolation=None, strict=False)
    read.optionxform = str  # type: ignore[assignment,method-assign]  # systemd tells capitals apart
    read.read(unit)
    return read
