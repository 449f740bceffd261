"""A team's past by the command line: shown, then stored whole or not at all."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assay.accounts.models import Person
from assay.cli.main import main
from assay.importers.tests.test_changelog import JIRA
from assay.projects.models import Project

Import = Callable[..., tuple[int, str, str]]


@pytest.fixture
def bring(db: None, ada: Person, tmp_path: Path, monkeypatch: Any, capsys: Any) -> Import:
    """Import the file; return exit status, what was printed and what was complained of."""
    monkeypatch.setattr(os, "environ", dict(os.environ) | {"DATABASE_URL": "the one of the tests"})
    file = tmp_path / "past.csv"
    file.write_text(JIRA)

    def run(*words: str) -> tuple[int, str, str]:
        status = main(["import", "changelog", str(file), *words, "--yes", "--data", str(tmp_path)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_what_is_taken_for_what_is_shown_and_everything_stored(bring: Import) -> None:
    status, said, _complaint = bring("--project", "PR", "--name", "Past", "--state", "Review=active")
    assert status == 0
    assert "issue_key           issue         PR-1" in said
    assert "Review       active   1 times" in said
    assert said.endswith("3 issues with 4 changes.\n3 tasks came to PR.\n")
    assert Project.objects.get(key="PR").columns.get(name="Review").state == "active"
    again = bring("--project", "PR")[1]
    assert "3 are in PR already, 0 are new.\n" in again
    assert again.endswith("0 tasks came to PR. 3 were there already and are as they were.\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--project", "PR"), "There is no project PR"),
        (("--project", "PR", "--name", "X", "--workflow", "odd"), "There is no workflow odd"),
        (("--project", "CI", "--name", "X"), "stands for a kind of task"),
        (("--project", "PR", "--name", "X", "--column", "nothing=at"), "no column nothing"),
        (("--project", "PR", "--name", "X", "--column", "issue_key=odd"), "A column is one of"),
        (("--project", "PR", "--name", "X", "--column", "issue_id=issue"), "Several columns are taken for"),
        (("--project", "PR", "--name", "X", "--state", "Nobody=done"), "There is no status Nobody"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_stored(bring: Import, words: tuple[str, ...], told: str) -> None:
    status, _said, complaint = bring(*words)
    assert status == 1
    assert told in complaint
    assert not Project.objects.exists()
