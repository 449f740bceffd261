"""Files through the door that Django opens; the native one has its own tests."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from assay.accounts.models import Person
from assay.kit.blobs import disk
from assay.mlflow.tests.tracker import FILES, Tracker
from assay.runs.models import Artifact

MISSING = 404
# What must never become a path, as a client sends it.
BAD_PATHS = [
    "../secret",
    "a/../../secret",
    "/etc/passwd",
    "..%2f..%2fsecret",
    "..\\secret",
    "%2e%2e%2fsecret",
    "%252E%252E%252Fsecret",
    "a%00/b",
    "a%0ab",
    "C:/windows",
    "//proc/self/root",
    "file://./etc/passwd",
    "a//b",
    "./a",
    "x" * 6000,
    "%5c%5cserver",
]


def test_uploaded_file_comes_back_as_an_attachment(tracker: Tracker) -> None:
    root = _root(tracker)
    tracker.put(f"{root}/plots/roc.svg", b"<svg onload=alert(1)>")
    answer: Any = tracker.client.get(f"{FILES}/{root}/plots/roc.svg")
    assert b"".join(answer.streaming_content) == b"<svg onload=alert(1)>"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Length"] == "21"


def test_upload_again_replaces_the_file(tracker: Tracker) -> None:
    root = _root(tracker)
    for content in (b"one", b"two", b"two"):
        assert tracker.put(f"{root}/a.txt", content).status_code == 200
    assert _content(tracker, f"{root}/a.txt") == b"two"
    assert Artifact.objects.count() == 1


def test_empty_file_and_odd_names_are_kept(tracker: Tracker) -> None:
    root = _root(tracker)
    for name in ("empty", "a b.txt", "größe.txt", "100%25.txt", "a%3Fb", "a%23b"):
        assert tracker.put(f"{root}/{name}", b"").status_code == 200, name
    assert {one["path"] for one in tracker.files(root)} == {
        "empty",
        "a b.txt",
        "größe.txt",
        "100%.txt",
        "a?b",
        "a#b",
    }


def test_run_lists_its_files_by_folder(tracker: Tracker) -> None:
    root = _root(tracker)
    run = root.split("/")[1]
    for name in ("a.txt", "plots/b.png", "plots/deep/c.png", "Plots/d.png"):
        tracker.put(f"{root}/{name}", b"123")
    listed = tracker.get("artifacts/list", run_id=run)
    assert listed["root_uri"] == f"mlflow-artifacts:/{root}"
    assert [(one["path"], one["is_dir"]) for one in listed["files"]] == [
        ("Plots", True),
        ("a.txt", False),
        ("plots", True),
    ]
    inside = tracker.get("artifacts/list", run_id=run, path="plots")["files"]
    assert [one["path"] for one in inside] == ["plots/b.png", "plots/deep"]
    assert [one["path"] for one in tracker.files(f"{root}/plots")] == ["b.png", "deep"]
    assert tracker.get("artifacts/list", run_id=run, path="a.txt")["files"] == []


def test_file_and_folder_can_be_deleted(tracker: Tracker) -> None:
    root = _root(tracker)
    for name in ("a.txt", "plots/b.png", "plots_2"):
        tracker.put(f"{root}/{name}", b"123")
    assert tracker.client.delete(f"{FILES}/{root}/plots").status_code == 200
    assert [one["path"] for one in tracker.files(root)] == ["a.txt", "plots_2"]
    assert tracker.client.delete(f"{FILES}/{root}/plots").status_code == 200


def test_member_deletes_only_files_of_own_runs(track: Callable[..., Tracker], tracker: Tracker, ben: Person) -> None:
    root, member = _root(tracker), track(ben)
    tracker.put(f"{root}/a.txt", b"1")
    assert member.client.delete(f"{FILES}/{root}/a.txt").status_code == 403
    own = _root(member)
    member.put(f"{own}/a.txt", b"1")
    assert member.client.delete(f"{FILES}/{own}/a.txt").status_code == 200


@pytest.mark.parametrize("path", BAD_PATHS)
@pytest.mark.parametrize("method", ["PUT", "GET", "DELETE"])
def test_bad_paths_are_refused_and_store_nothing(tracker: Tracker, path: str, method: str) -> None:
    root = _root(tracker)
    answer = tracker.client.generic(method, f"{FILES}/{root}/{path}", b"x")
    assert answer.status_code in {400, 404}
    assert not Artifact.objects.exists()


@pytest.mark.parametrize("path", BAD_PATHS)
def test_bad_folders_are_refused(tracker: Tracker, path: str) -> None:
    root = _root(tracker)
    run = root.split("/")[1]
    for address in (f"/api/2.0/mlflow/artifacts/list?run_id={run}&path={path}", f"{FILES}?path={root}/{path}"):
        assert tracker.client.get(address).status_code in {400, 404}


@pytest.mark.parametrize(
    "path", ["", "x", "0", "0/{run}", "0/{run}/artifacts", "99/{run}/artifacts/a", "0/x/artifacts/a"]
)
def test_only_files_below_a_run_or_model_exist(tracker: Tracker, path: str) -> None:
    run = _root(tracker).split("/")[1]
    assert tracker.put(path.format(run=run), b"x").status_code in {400, 404, 405}
    assert not Artifact.objects.exists()


def test_deleted_run_takes_no_files(tracker: Tracker) -> None:
    root = _root(tracker)
    tracker.ask("runs/delete", run_id=root.split("/")[1])
    assert tracker.put(f"{root}/a.txt", b"1").status_code == 400


def test_outsider_reads_and_writes_no_files_of_others(
    track: Callable[..., Tracker], tracker: Tracker, cy: Person
) -> None:
    root, outsider = _root(tracker), track(cy)
    tracker.put(f"{root}/a.txt", b"canary")
    for method in ("GET", "PUT", "DELETE"):
        answer = outsider.client.generic(method, f"{FILES}/{root}/a.txt", b"x")
        assert answer.status_code == MISSING
    assert outsider.client.get(FILES, {"path": root}).status_code == MISSING
    assert _content(tracker, f"{root}/a.txt") == b"canary"


def test_upload_needs_a_token_that_writes(
    api: Callable[..., Client], tracker: Tracker, ada: Person, gil: Person
) -> None:
    path = f"{FILES}/{_root(tracker)}/a.txt"
    assert Client().put(path, b"x").status_code == 401
    assert api(ada, scope="read").put(path, b"x").status_code == 403
    assert api(gil).put(path, b"x").status_code == 403


def test_file_whose_bytes_are_lost_is_missing_and_no_fault(tracker: Tracker) -> None:
    root = _root(tracker)
    tracker.put(f"{root}/a.txt", b"soon gone")
    disk.path_of(Artifact.objects.get().sha256).unlink()
    assert tracker.client.get(f"{FILES}/{root}/a.txt").status_code == MISSING


def _root(tracker: Tracker) -> str:
    """Start a run and return where its files lie."""
    return f"0/{tracker.start()}/artifacts"


def _content(tracker: Tracker, path: str) -> bytes:
    answer: Any = tracker.client.get(f"{FILES}/{path}")
    return b"".join(answer.streaming_content)
