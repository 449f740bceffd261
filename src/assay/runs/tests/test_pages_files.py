"""What a run left behind: looked at safely, or downloaded."""

import io
import zipfile

import pytest

from assay.runs.models import LoggedModel
from assay.runs.tests.logged import MARKUP, experiment, logged_run, page, queries_of, with_file

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


def test_table_is_cut_at_two_hundred_rows(run, ada_client):
    rows = "".join(f"row{number},{MARKUP}\n" for number in range(250))
    with_file(run, "scores.csv", f"name,score\n{rows}".encode())
    html = page(ada_client, f"/runs/{run.uid}/preview/scores.csv")
    assert "<td>row199</td>" in html
    assert "row200" not in html
    assert "<img src=x" not in html
    assert "The first 200 rows" in html


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


def test_binary_files_are_for_download(run, ada_client):
    with_file(run, "model.pkl", b"x")
    assert "cannot be shown here" in page(ada_client, f"/runs/{run.uid}/preview/model.pkl")


def test_of_a_long_text_the_beginning_is_shown(run, ada_client):
    with_file(run, "train.log", ("ä" * 100_000 + "end").encode())
    with_file(run, "long.md", b"# Title\n" * 30_000)
    html = page(ada_client, f"/runs/{run.uid}/preview/train.log")
    assert "ää" in html
    assert "end</pre>" not in html
    assert "The first 200 kB" in html
    assert "# Title" in page(ada_client, f"/runs/{run.uid}/preview/long.md")


def test_too_large_pictures_say_how_large_they_may_be(run, ada_client):
    kept = with_file(run, "plot.png", PNG)
    type(kept).objects.filter(pk=kept.pk).update(size=12_000_000)
    html = page(ada_client, f"/runs/{run.uid}/preview/plot.png")
    assert "too large to be shown" in html
    assert "12 MB" in html
    assert "10 MB" in html


def test_markdown_is_read_without_its_scripts(run, ada_client):
    with_file(run, "card.md", b"# A card\n\n" + EVIL)
    html = page(ada_client, f"/runs/{run.uid}/preview/card.md")
    assert "A card</h" in html
    assert EVIL.decode() not in html


@pytest.mark.parametrize(("name", "kind"), [("page.html", "text/html; charset=utf-8"), ("logo.svg", "image/svg+xml")])
def test_documents_are_shown_in_a_frame_that_runs_nothing(run, ada_client, name, kind):
    with_file(run, name, EVIL)
    html = page(ada_client, f"/runs/{run.uid}/preview/{name}")
    assert f'<iframe class="frame" src="/runs/{run.uid}/frame/{name}"' in html
    assert " sandbox " in html
    response = ada_client.get(f"/runs/{run.uid}/frame/{name}")
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"].startswith("inline")
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response.getvalue() == EVIL
    assert "script-src" not in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    _is_caged(response)


def test_only_documents_are_framed(run, ada_client):
    for name in ("a.txt", "a.png", "a.html.txt"):
        with_file(run, name, EVIL)
        assert ada_client.get(f"/runs/{run.uid}/frame/{name}").status_code == 404


def test_files_lie_in_folders_that_fold(run, ada_client):
    for path in ("notes.txt", "plots/a/roc.csv", "plots/b.csv"):
        with_file(run, path, b"x,y")
    html = page(ada_client, f"/runs/{run.uid}")
    assert html.index(">plots</b>") < html.index(">a</b>") < html.index("roc.csv") < html.index("notes.txt")
    assert "3 files, 9 B" in html
    inner = page(ada_client, f"/runs/{run.uid}/files/plots")
    assert "b.csv" in inner
    assert "notes.txt" not in inner
    assert f'href="/runs/{run.uid}/zip/plots"' in inner


def test_of_many_files_each_folder_comes_when_it_is_opened(run, ada_client):
    for number in range(210):
        with_file(run, f"deep/{number % 3}/{number}.txt", b"x")
    html = page(ada_client, f"/runs/{run.uid}")
    assert f'hx-get="/runs/{run.uid}/files/deep"' in html
    assert "209.txt" not in html
    lines = page(ada_client, f"/runs/{run.uid}/files/deep/2", headers={"HX-Request": "true"})
    assert "209.txt" in lines
    assert "<html" not in lines


def test_deep_folders_end_somewhere(run, ada_client):
    path = "/".join(["d"] * 300) + "/x.txt"
    with_file(run, path, b"x")
    html = page(ada_client, f"/runs/{run.uid}")
    assert html.count(">d</b>") == 8
    assert "x.txt" in page(ada_client, f"/runs/{run.uid}/files/{'/'.join(['d'] * 300)}")


def test_page_takes_as_many_queries_for_a_thousand_files_as_for_one(run, ada_client):
    with_file(run, "a/0.txt", b"x")
    few = queries_of(lambda: ada_client.get(f"/runs/{run.uid}"))
    for number in range(1, 300):
        with_file(run, f"a/{number}.txt", b"x")
    assert queries_of(lambda: ada_client.get(f"/runs/{run.uid}")) == few


def test_a_folder_is_saved_as_a_zip(run, ada_client):
    for path in ("plots/a.csv", "plots/b/ü.csv", "plotsx/c.csv", "Plots/d.csv"):
        with_file(run, path, path.encode())
    response = ada_client.get(f"/runs/{run.uid}/zip/plots")
    assert response["Content-Disposition"] == "attachment; filename*=UTF-8''plots.zip"
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as found:
        assert found.testzip() is None
        assert {name: found.read(name) for name in found.namelist()} == {
            "a.csv": b"plots/a.csv",
            "b/ü.csv": "plots/b/ü.csv".encode(),
        }
    whole = ada_client.get(f"/runs/{run.uid}/zip").getvalue()
    assert len(zipfile.ZipFile(io.BytesIO(whole)).namelist()) == 4


def test_a_zip_names_files_whose_bytes_are_gone(run, ada_client):
    from assay.kit.blobs import disk

    with_file(run, "a.txt", b"here")
    disk.path_of(with_file(run, "b.txt", b"soon away").sha256).unlink()
    with zipfile.ZipFile(io.BytesIO(ada_client.get(f"/runs/{run.uid}/zip").getvalue())) as found:
        assert found.read("_missing.txt") == b"b.txt"
        assert found.read("a.txt") == b"here"


@pytest.mark.parametrize("path", ["nothing", "a.txt", "../x", "%2e%2e/x", "a%2fb"])
def test_what_is_no_folder_is_not_found(run, ada_client, path):
    with_file(run, "a.txt", b"x")
    for place in ("files", "zip"):
        assert ada_client.get(f"/runs/{run.uid}/{place}/{path}").status_code in {400, 404}


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
    from assay.kit.blobs import disk

    kept = with_file(run, "a.txt", b"soon gone")
    disk.path_of(kept.sha256).unlink()
    assert ada_client.get(f"/runs/{run.uid}/artifacts/a.txt").status_code == 404
    assert ada_client.get(f"/runs/{run.uid}/preview/a.txt").status_code == 404


def test_file_of_another_run_is_not_reached_by_this_one(run, ada, ada_client):
    other = logged_run(ada)
    with_file(other, "other.txt", b"x")
    assert ada_client.get(f"/runs/{run.uid}/artifacts/other.txt").status_code == 404
    assert ada_client.get(f"/runs/{run.uid}/preview/other.txt").status_code == 404


def test_files_of_a_model_can_be_looked_at_and_downloaded(run, ada, ada_client):
    from assay.kit import blobs
    from assay.runs import files

    model = LoggedModel.start(run.group, name=f"forest{MARKUP}", run=run)
    files.keep(files.Root(model=model), "MLmodel", blobs.keep([b"flavors: {}"]))
    html = page(ada_client, f"/runs/{run.uid}")
    assert "<img src=x" not in html
    response = ada_client.get(f"/runs/{run.uid}/models/{model.uid}/artifacts/MLmodel")
    assert response.getvalue() == b"flavors: {}"
    _is_caged(response)
    owner = f"/runs/{run.uid}/models/{model.uid}"
    assert "flavors: {}" in page(ada_client, f"{owner}/preview/MLmodel")
    assert f'href="{owner}/artifacts/MLmodel"' in page(ada_client, f"{owner}/files")
    assert ada_client.get(f"{owner}/zip").status_code == 200
    other = logged_run(ada)
    assert ada_client.get(f"/runs/{other.uid}/models/{model.uid}/files").status_code == 404


def test_outsider_reaches_no_file(run, cy_client):
    with_file(run, "a/page.html", b"x")
    for place in (
        "artifacts/a/page.html",
        "preview/a/page.html",
        "frame/a/page.html",
        "files/a",
        "files",
        "zip",
        "zip/a",
    ):
        assert cy_client.get(f"/runs/{run.uid}/{place}").status_code == 404


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
