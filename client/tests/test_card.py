"""The card of a training: from the environment, a file, or the branch, whatever kind of checkout it is."""

import subprocess
from pathlib import Path

import pytest

from assay_client.card import BRANCHES, branch, card_key

REF = "ref: refs/heads/"


@pytest.fixture(autouse=True)
def _nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ASSAY_CARD", *BRANCHES):
        monkeypatch.delenv(name, raising=False)


def checked_out(folder: Path, head: str) -> Path:
    (folder / ".git").mkdir()
    (folder / ".git/HEAD").write_text(head)
    (folder / "src/deep").mkdir(parents=True)
    return folder / "src/deep"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ML-EXP-05-try", "ML-EXP-05"),
        ("ml-exp-5", "ML-EXP-5"),
        ("ML-5_notes", None),
        ("ML-5/notes", "ML-5"),
        ("main", None),
        ("feature/ML-5", None),
    ],
)
def test_the_branch_names_the_card(tmp_path: Path, name: str, key: str | None) -> None:
    inside = checked_out(tmp_path, f"{REF}{name}\n")
    assert branch(inside) == name
    assert card_key(inside) == key


def test_a_file_comes_before_the_branch_and_the_environment_before_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = checked_out(tmp_path, f"{REF}ML-1")
    (tmp_path / ".card").write_text("ML-2\nwhatever else\n")
    assert card_key(inside) == "ML-2"
    monkeypatch.setenv("ASSAY_CARD", "ml-3")
    assert card_key(inside) == "ML-3"


def test_the_file_is_not_looked_for_above_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".card").write_text("ML-2")
    (tmp_path / "repository").mkdir()
    assert card_key(checked_out(tmp_path / "repository", f"{REF}main")) is None


def test_ci_names_the_branch_of_a_checkout_that_is_on_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = checked_out(tmp_path, "0" * 40)
    assert branch(inside) is None
    monkeypatch.setenv("CI_COMMIT_REF_NAME", "ML-7-speed")
    assert card_key(inside) == "ML-7"


def test_a_real_worktree_is_read(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        who = ["-c", "user.name=Ada", "-c", "user.email=ada@northwind.example"]
        subprocess.run(["git", *who, "-C", str(tmp_path / "one"), *words], check=True, capture_output=True)

    (tmp_path / "one").mkdir()
    git("init", "--quiet")
    git("commit", "--quiet", "--allow-empty", "--message=Begin")
    git("worktree", "add", "--quiet", "-b", "ML-EXP-09-wings", str(tmp_path / "two"))
    assert card_key(tmp_path / "two") == "ML-EXP-09"


def test_a_folder_without_anything_names_none(tmp_path: Path) -> None:
    assert card_key(tmp_path) is None
