"""Paths of artifacts, and which bytes they need."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.accounts.models import Person
from assay.kit import blobs
from assay.kit.blobs.naming import needed
from assay.runs import files
from assay.runs.files import BadPath, Root, checked_path
from assay.runs.groups import default_group
from assay.runs.lifecycle import NewRun, start_run
from assay.runs.models import Artifact, Run


@pytest.fixture
def run(ada: Person) -> Run:
    return start_run(default_group(ada), NewRun(), by=ada)


@pytest.mark.parametrize("path", ["a", "a b/c.txt", "größe", "ab:c", "...", "a..b", ".hidden", "100%", "x" * 1000])
def test_ordinary_paths_are_taken(path: str) -> None:
    assert checked_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        *("", "/a", "a/", "a//b", ".", "..", "a/..", "a/./b", "a\\b", "C:a", "c:/a", "a\0", "a\n", "a\x7f", "\udcff"),
        *("%2e%2e/a", "%2E%2E%2Fa", "%252e%252e%252fa", "%2fa", "a%5cb", "a%00", "x" * 1001, "ü" * 501),
    ],
)
def test_odd_paths_are_refused(path: str) -> None:
    with pytest.raises(BadPath, match="Invalid path"):
        checked_path(path)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=30))
def test_what_is_taken_never_climbs(path: str) -> None:
    try:
        taken = checked_path(path)
    except BadPath:
        return
    inside = Path("/root/folder")
    assert os.path.normpath(inside / taken).startswith(f"{inside}/")


def test_folders_are_told_apart_by_case(run: Run) -> None:
    for path in ("Plots/a", "plots/b", "plots_c/d"):
        _keep(run, path, b"1")
    assert [entry.path for entry in files.listing(Root(run=run), "plots")] == ["plots/b"]


def test_bytes_of_a_file_are_needed_until_it_is_deleted(run: Run, ada: Person) -> None:
    digest = _keep(run, "a", b"to be deleted").sha256
    assert needed([digest, "0" * 64]) == {digest}
    assert files.delete(Root(run=run), "a", by=ada) == 1
    assert needed([digest]) == frozenset()


def _keep(run: Run, path: str, content: bytes) -> Artifact:
    return files.keep(Root(run=run), path, blobs.keep([content]))
