"""Which commit `assay push --commit` means, and where it says it is."""

import subprocess

import pytest

from assay.cli.refusals import CannotDo
from assay.cli.remote.commits import commit_of, web_address


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://git.example/team/churn.git", "https://git.example/team/churn"),
        ("https://ben:secret-token@git.example:8443/team/churn.git\n", "https://git.example:8443/team/churn"),
        ("git@git.example:team/churn.git", "https://git.example/team/churn"),
        ("ssh://git@git.example:2222/team/churn", "https://git.example/team/churn"),
        ("git://git.example/churn.git", "https://git.example/churn"),
        ("http://127.0.0.1:3000/churn/", "http://127.0.0.1:3000/churn"),
        ("/srv/git/churn.git", ""),
        ("file:///srv/git", ""),
        ("https://git.example:port/churn", ""),
        ("https://", ""),
        ("", ""),
    ],
)
def test_a_remote_is_an_address_for_people_without_credentials(remote, address):
    assert web_address(remote) == address


@pytest.fixture
def repository(tmp_path):
    def git(*words):
        identity = ("-c", "user.name=Ada", "-c", "user.email=ada@northwind.example", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", str(tmp_path), *identity, *words], check=True, capture_output=True)

    git("init", "-b", "main")
    (tmp_path / "report.ipynb").write_text("{}")
    git("add", ".")
    git("commit", "-m", "Wrap the pipeline\n\nMore.")
    git("remote", "add", "origin", "git@git.example:team/churn.git")
    return tmp_path


def test_head_is_asked_of_git(repository):
    found = commit_of("HEAD", near=repository / "report.ipynb", repository="")
    assert (len(found.sha), found.title, found.repository) == (
        40,
        "Wrap the pipeline",
        "https://git.example/team/churn",
    )
    assert found.at[:2] == "20"
    short = commit_of(found.sha[:8], near=repository / "report.ipynb", repository="https://other.example/x")
    assert (short.sha, short.repository) == (found.sha, "https://other.example/x")


def test_of_a_long_first_line_so_much_is_sent_as_the_server_takes(repository):
    words = ["git", "-C", str(repository), "-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    subprocess.run([*words, "commit", "-q", "--allow-empty", "-m", "x" * 300], check=True)
    assert commit_of("HEAD", near=repository / "report.ipynb", repository="").title == "x" * 200


def test_a_commit_that_git_does_not_know_needs_its_sha_and_its_repository(tmp_path):
    file = tmp_path / "a.ipynb"
    assert commit_of("ABCDEF1", near=file, repository="https://git.example/x").sha == "abcdef1"
    with pytest.raises(CannotDo, match="Which repository"):
        commit_of("abcdef1", near=file, repository="")
    for odd in ("main", "--output=/tmp/x", "HEAD"):
        with pytest.raises(CannotDo, match="Git knows no commit"):
            commit_of(odd, near=file, repository="https://git.example/x")
