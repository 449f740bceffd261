"""What a run left behind: looked at safely, or downloaded."""

import pytest

from assay.runs.models import LoggedModel
from assay.runs.tests.logged import MARKUP, experiment, logged_run, page, with_file

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
EVIL = b"<script>document.body.dataset.pwned=1</script>"


@pytest.fixture
def run(ada, kite):
    return logged_run(ada, task=experiment(kite, ada))


def test_text_is_shown_as_text(run, ada_client):
    with_file(run, "notes.txt", EVIL)
    html = page(ada_client, f"/runs/{run.uid}/preview/notes.txt")
    assert "&lt;script&gt;document" in html
    assert EVIL.decode() not in html


def test_table_is_cut_at_fifty_rows(run, ada_client):
    rows = "".join(f"row{number},{MARKUP}\n" for number in range(80))
    with_file(run, "scores.csv", f"name,score\n{rows}".encode())
    html = page(ada_client, f"/runs/{run.uid}/preview/scores.csv")
    assert "<td>row49</td>" in html
    assert "row50" not in html
    assert "<img src=x" not in html
    assert "The first 50 rows" in html


def test_json_is_indented(run, ada_client):
    with_file(run, "model.json", b'{"depth":{"max":8}}')
    assert '\n    "max"'.replace('"', "&#34;") in page(ada_client, f"/runs/{run.uid}/preview/model.json")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("deep.json", b"[" * 90_000 + b"]" * 90_000),
        ("broken.json", b'{"a":'),
        ("wild.csv", b'a,"b\r\n\xc3\xa4"\r\n"open'),
        ("empty.csv", b"\n"),
        ("latin.txt", b"\xe4\xf6\xfc"),
        ("zero.txt", b"a\0b"),
        ("number.json", b"1" * 5000),
    ],
)
def test_odd_content_breaks_nothing(run, ada_client, name, content):
    with_file(run, name, content)
    page(ada_client, f"/runs/{run.uid}/preview/{name}")


def test_large_and_binary_files_are_for_download(run, ada_client):
    with_file(run, "large.txt", b"x" * 200_001)
    with_file(run, "model.pkl", b"x")
    for name in ("large.txt", "model.pkl"):
        assert "cannot be shown here" in page(ada_client, f"/runs/{run.uid}/preview/{name}")


def test_picture_is_served_so_that_it_can_run_nothing(run, ada_client):
    with_file(run, "plots/roc.png", PNG)
    response = ada_client.get(f"/runs/{run.uid}/artifacts/plots/roc.png")
    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"].startswith("inline")
    assert response.getvalue() == PNG
    _is_caged(response)
    assert f'src="/runs/{run.uid}/artifacts/plots/roc.png"' in page(ada_client, f"/runs/{run.uid}")


@pytest.mark.parametrize(
    "name", ["page.html", "logo.svg", "model.pkl", "x.xhtml", "plain.txt", "x.png.html", "noending"]
)
def test_everything_else_is_a_download(run, ada_client, name):
    with_file(run, name, EVIL)
    response = ada_client.get(f"/runs/{run.uid}/artifacts/{name}")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert response.getvalue() == EVIL
    _is_caged(response)


@pytest.mark.parametrize(
    "path", ["../x", "..%2f..%2fetc/passwd", "/etc/passwd", "nothing.txt", "a%252fb", "a" * 6000, "%ff", "a%00b"]
)
def test_path_that_is_no_artifact_is_not_found(run, ada_client, path):
    with_file(run, "a.txt", b"x")
    for place in ("artifacts", "preview"):
        assert ada_client.get(f"/runs/{run.uid}/{place}/{path}").status_code in {400, 404}


def test_file_whose_bytes_are_gone_is_not_found(run, ada_client):
    from assay.kit import blobs

    kept = with_file(run, "a.txt", b"soon gone")
    blobs.path_of(kept.sha256).unlink()
    assert ada_client.get(f"/runs/{run.uid}/artifacts/a.txt").status_code == 404
    assert ada_client.get(f"/runs/{run.uid}/preview/a.txt").status_code == 404


def test_file_of_another_run_is_not_reached_by_this_one(run, ada, ada_client):
    other = logged_run(ada)
    with_file(other, "other.txt", b"x")
    assert ada_client.get(f"/runs/{run.uid}/artifacts/other.txt").status_code == 404
    assert ada_client.get(f"/runs/{run.uid}/preview/other.txt").status_code == 404


def test_files_of_a_model_can_be_downloaded(run, ada_client):
    from assay.kit import blobs
    from assay.runs import files

    model = LoggedModel.start(run.group, name=f"forest{MARKUP}", run=run)
    files.keep(files.Root(model=model), "MLmodel", blobs.keep([b"flavors: {}"]))
    html = page(ada_client, f"/runs/{run.uid}")
    assert "<img src=x" not in html
    response = ada_client.get(f"/runs/{run.uid}/models/{model.uid}/artifacts/MLmodel")
    assert response.getvalue() == b"flavors: {}"
    _is_caged(response)


def test_dialog_of_a_preview_is_a_part_of_a_page(run, ada_client):
    with_file(run, "a.txt", b"hello")
    html = page(ada_client, f"/runs/{run.uid}/preview/a.txt", headers={"HX-Request": "true"})
    assert "hello" in html
    assert "<html" not in html


def _is_caged(response):
    policy = response["Content-Security-Policy"]
    assert policy.startswith("sandbox;")
    assert "allow-" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
