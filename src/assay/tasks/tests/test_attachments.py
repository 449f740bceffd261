"""Files on tasks: kept by content, fetched only through their task, never run in our origin."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assay.kit import blobs
from assay.tasks.jobs import erase_old
from assay.tasks.models import Attachment, attachment

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def file(name="plan.txt", content=b"plan", kind="text/html"):
    return SimpleUploadedFile(name, content, content_type=kind)


def upload(client, task, *files, **headers):
    return client.post(f"/tasks/{task.key}/attachments", {"file": list(files)}, headers=headers)


def body(response):
    return b"".join(response.streaming_content)


def test_several_files_are_attached_at_once(ada_client, make):
    task = make()
    assert upload(ada_client, task, file("a.txt"), file("b.txt", b"b")).status_code == 303
    page = ada_client.get(f"/tasks/{task.key}").content.decode()
    assert "a.txt" in page
    assert "b.txt" in page


def test_what_is_no_picture_is_saved_and_never_opened(ada_client, make):
    task = make()
    upload(ada_client, task, file("evil.html", b"<script>alert(1)</script>"))
    got = ada_client.get(f"/tasks/{task.key}/attachments/{Attachment.objects.get().pk}")
    assert got.headers["Content-Type"] == "application/octet-stream"
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in got.headers["Content-Security-Policy"]
    assert body(got) == b"<script>alert(1)</script>"


def test_a_picture_is_shown_on_the_page_and_sandboxed_itself(ada_client, make):
    task = make()
    upload(ada_client, task, file("wing.png", PNG, "image/svg+xml"))
    address = f"/tasks/{task.key}/attachments/{Attachment.objects.get().pk}"
    assert f'<img src="{address}"' in ada_client.get(f"/tasks/{task.key}").content.decode()
    got = ada_client.get(address)
    assert got.headers["Content-Type"] == "image/png"
    assert body(got) == PNG
    assert "sandbox" in got.headers["Content-Security-Policy"]


def test_an_svg_is_no_picture(ada_client, make):
    task = make()
    upload(ada_client, task, file("x.svg", b"<svg onload=alert(1)>", "image/svg+xml"))
    got = ada_client.get(f"/tasks/{task.key}/attachments/{Attachment.objects.get().pk}")
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert body(got)


def test_too_large_a_file_is_refused_with_its_name_and_nothing_is_kept(ada_client, make, monkeypatch):
    monkeypatch.setattr("assay.tasks.views.files.MOST_BYTES", 3)
    task = make()
    answer = upload(ada_client, task, file("ok.txt", b"ok"), file("large.txt", b"large"))
    assert answer.status_code == 413
    assert "large.txt" in answer.content.decode()
    assert not Attachment.objects.exists()


def test_a_full_disk_answers_507_and_keeps_no_row(ada_client, make, monkeypatch):
    def full(_pieces):
        raise blobs.NoRoom("The disk is full.")

    monkeypatch.setattr(blobs, "keep", full)
    assert upload(ada_client, make(), file()).status_code == 507
    assert not Attachment.objects.exists()


def test_no_file_is_said(ada_client, make):
    assert upload(ada_client, make()).status_code == 422


def test_the_script_gets_what_it_writes_into_a_text(ada_client, make):
    answer = upload(ada_client, make(), file("image.png", PNG), Accept="application/json")
    assert answer.status_code == 201
    kept = answer.json()["files"][0]
    assert (kept["name"], kept["is_picture"]) == ("image.png", True)


@pytest.mark.parametrize("who", ["cy_client", "gil_client"])
def test_a_file_is_fetched_only_through_a_task_one_may_see(request, ada_client, make, who):
    task = make()
    upload(ada_client, task, file())
    number = Attachment.objects.get().pk
    client = request.getfixturevalue(who)
    assert client.get(f"/tasks/{task.key}/attachments/{number}").status_code == 404
    assert client.post(f"/tasks/{task.key}/attachments/{number}/removal").status_code == 404


def test_a_file_of_another_task_is_not_found(ada_client, make):
    task, other = make(), make()
    upload(ada_client, task, file())
    assert ada_client.get(f"/tasks/{other.key}/attachments/{Attachment.objects.get().pk}").status_code == 404


def test_a_removed_file_is_gone_from_the_page_and_erased_after_thirty_days(ada_client, make):
    from datetime import timedelta

    from assay.kit.clock import now

    task = make()
    upload(ada_client, task, file())
    kept = Attachment.objects.get()
    address = f"/tasks/{task.key}/attachments/{kept.pk}"
    assert ada_client.post(f"{address}/removal").status_code == 303
    assert ada_client.get(address).status_code == 404
    erase_old(at=now() + timedelta(days=29))
    assert Attachment.objects.exists()
    erase_old(at=now() + timedelta(days=31))
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("../../etc/passwd", "passwd"), ("C:\\plans\\wing.txt", "wing.txt"), ("a\tb\x07.txt", "ab.txt"), ("", "file")],
)
def test_names_are_only_names(sent, kept):
    from assay.tasks.models.task.listing import short_name

    assert short_name(sent) == kept
    assert len(short_name("x" * 400 + ".tar")) <= attachment.MOST_NAME
    assert short_name("x" * 400 + ".png").endswith(".png")


def test_the_api_attaches_lists_fetches_and_removes(api, ada, make):
    task, program = make(), api(ada)
    address = f"/api/v1/tasks/{task.key}/attachments"
    made = program.post(address, {"file": file("wing.png", PNG)})
    assert made.status_code == 201
    assert program.get(address).json()[0]["size"] == len(PNG)
    one = f"{address}/{made.json()['id']}"
    assert body(program.get(one)) == PNG
    assert program.delete(one).status_code == 204
    assert program.get(one).status_code == 404
