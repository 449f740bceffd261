"""`assay push` against the real server."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.test_command_line import cli, server

from assay.deliverables.models import Deliverable
from assay.documents.models import Document
from assay.kit.tests.books import REPORT, book, text

__all__ = ["cli", "server"]  # its fixtures
Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "report.ipynb"
    file.write_bytes(REPORT)
    return file


def test_a_notebook_is_pushed_and_again_it_is_a_new_version(cli: Cli, kite: Any, report: Path) -> None:
    status, said, _err = cli("push", str(report), "--project", "kite", "--folder", "reports")
    made = Document.objects.get()
    assert (status, said.strip().endswith(f"/documents/{made.pk}")) == (0, True)
    assert (made.folder, made.title) == ("reports", "What leavers have in common")
    report.write_bytes(book(text("# Other")))
    told = cli("push", str(report), "--project", "kite", "--folder", "reports", "--note", "Rewritten", "--json")[1]
    assert json.loads(told)["document"]["version"] == 2
    assert made.versions.get(number=2).note == "Rewritten"


def test_markdown_is_pushed_with_a_title(cli: Cli, kite: Any, tmp_path: Path) -> None:
    page = tmp_path / "notes.md"
    page.write_text("Nothing yet.")
    assert cli("push", str(page), "--project", "kite", "--title", "Notes of Monday")[0] == 0
    assert Document.objects.get().title == "Notes of Monday"


def test_what_is_pushed_for_a_deliverable_is_attached_with_its_commit(
    cli: Cli, kite: Any, report: Path, tmp_path: Path
) -> None:
    owed = Deliverable.objects.filter(project=kite).order_by("number")[0]
    commit = ("--commit", "a" * 40, "--repository", "git@git.example:team/churn.git")
    status, said, err = cli("push", str(report), "--deliverable", owed.key.lower(), *commit)
    assert (status, err) == (0, "")
    assert said.strip().endswith(f"/deliverables/{owed.key}")
    plot = tmp_path / "plot.png"
    plot.write_bytes(bytes.fromhex("89504e470d0a1a0a"))
    assert cli("push", str(plot), "--deliverable", owed.key)[0] == 0
    kinds = owed.attachments.present().order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["document", "commit", "file"]
    assert owed.attachments.get(kind="commit").url == "https://git.example/team/churn"


def test_who_signed_an_earlier_state_must_sign_again(cli: Cli, kite: Any, ada: Any, ben: Any) -> None:
    owed = Deliverable.objects.filter(project=kite).order_by("number")[0]
    owed.attach_url("https://git.example/team/churn", by=ada)
    for one in (ada, ben):
        owed.name_signer(one, by=ada)
        owed.sign(by=one)
    assert "must sign" not in cli("deliverable", "show", owed.key)[1]
    owed.attach_url("https://git.example/team/more", by=ada)
    owed.sign(by=ada)
    (line,) = [one for one in cli("deliverable", "show", owed.key)[1].splitlines() if "must sign" in one]
    assert (ben.name in line, ada.name in line) == (True, False)


def test_a_deliverable_of_another_project_is_refused_before_anything_is_sent(cli: Cli, kite: Any, report: Path) -> None:
    owed = Deliverable.objects.filter(project=kite).order_by("number")[0]
    status, _said, err = cli("push", str(report), "--deliverable", owed.key, "--project", "OTHER")
    assert (status, "leave --project OTHER out" in err) == (1, True)
    assert not Document.objects.exists()


def test_refusals_say_what_to_do_and_send_nothing(cli: Cli, kite: Any, report: Path, tmp_path: Path) -> None:
    odd, broken = tmp_path / "weights.bin", tmp_path / "broken.ipynb"
    odd.write_bytes(b"x")
    broken.write_bytes(b"{")
    for words, told in (
        ((), "Push what?"),
        ((str(report),), "Where to?"),
        ((str(tmp_path / "none.ipynb"), "--project", "kite"), "There is no file"),
        ((str(odd), "--project", "kite"), "say the --deliverable"),
        (("--commit", "abcdef1"), "attached to a deliverable"),
        ((str(broken), "--project", "kite"), "not JSON"),
        ((str(report), "--deliverable", "KITE-D999"), "assay: "),
    ):
        status, _out, err = cli("push", *words)
        assert (status, told in err) == (1, True), err
    assert not Document.objects.exists()
