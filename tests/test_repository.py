"""The repository's promises: locks without addresses, nothing of a third party, a licence, two commands."""

import json
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Put together here, so that this file does not name them either.
HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"))]
ADDRESS_OPTIONS = re.compile(r"(index-url|find-links|registry)\W{0,3}https?://")
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


@cache
def committed() -> dict[str, str]:
    """The text of every file that is or would be committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = [name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    return {name: (ROOT / name).read_bytes().decode("utf-8", errors="replace") for name in paths}


@pytest.mark.parametrize("host", HOSTS)
def test_no_committed_file_names_the_host_of_a_registry(host: str) -> None:
    assert [name for name, text in committed().items() if host in text] == []


def test_no_committed_file_points_an_installer_at_an_address() -> None:
    assert [name for name, text in committed().items() if ADDRESS_OPTIONS.search(text)] == []


def test_the_front_end_lock_says_what_but_not_from_where() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    named = {name: package for name, package in packages.items() if name}
    assert [name for name, package in named.items() if "resolved" in package] == []
    assert [name for name, package in named.items() if "integrity" not in package] == []


def test_there_is_no_lock_that_holds_addresses() -> None:
    assert [name for name in committed() if Path(name).name in {"uv.lock", "poetry.lock", "yarn.lock"}] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_locked_package_has_a_hash(lock: Path) -> None:
    entries = re.split(r"\n(?=\S)", lock.read_text())
    packages = [entry for entry in entries if re.match(r"[\w.\[\]-]+==", entry)]
    assert packages
    assert [entry for entry in packages if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_lock_is_made_from_a_list_of_wishes(lock: Path) -> None:
    wished = re.findall(r"^[\w.-]+", lock.with_suffix(".in").read_text(), re.MULTILINE)
    locked = lock.read_text().lower()
    assert [name for name in wished if name != "-r" and f"\n{name.lower()}" not in f"\n{locked}"] == []


def test_an_installed_assay_asks_for_the_packages_that_are_tested() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    lines = (ROOT / "requirements/core.in").read_text().splitlines()
    tested = [line for line in lines if line and not line.startswith("#")]
    assert [_package(wish) for wish in asked] == [_package(wish) for wish in tested]


def test_every_dependency_has_its_reasons() -> None:
    reasons = committed()["docs/decisions/dependencies.md"]
    npm = json.loads((ROOT / "package.json").read_text())
    wishes = [line for name in LOCKS for line in name.with_suffix(".in").read_text().splitlines()]
    named = [_package(wish) for wish in wishes if wish and not wish.startswith(("#", "-r"))]
    named += [*npm["dependencies"], *npm["devDependencies"]]
    assert [name for name in named if f"**{name}**" not in reasons] == []


def _package(wish: str) -> str:
    """The name and the extras of a wish, without its version."""
    return re.split(r"[=~<>!]", wish)[0].strip()


def test_nothing_of_a_third_party_is_committed() -> None:
    assert [name for name in committed() if re.search(r"(^|/)(vendor|node_modules|_static)/", name)] == []


def test_no_file_of_the_shared_material_is_committed() -> None:
    names = {Path(name).name for name in committed()}
    assert names & {"jira_changelog.csv"} == set()


def test_the_licence_is_there() -> None:
    assert "Apache License" in committed()["LICENSE"]


def test_the_readme_begins_with_exactly_the_two_commands() -> None:
    first_block = re.search(r"```\w*\n(.*?)```", committed()["README.md"], re.DOTALL)
    assert first_block
    commands = [line.split("#")[0].strip() for line in first_block[1].splitlines() if line.strip()]
    assert commands == ["./run demo", "./run test"]


def test_the_continuous_integration_runs_everything() -> None:
    assert "exec ./run test" in committed()[".ci/run"]


@pytest.mark.parametrize("script", ["run", ".ci/run"])
def test_a_script_can_be_started(script: str) -> None:
    assert (ROOT / script).stat().st_mode & 0o111
