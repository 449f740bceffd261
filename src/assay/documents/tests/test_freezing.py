"""Frozen quotes stay as they were on a day."""

from datetime import date

import pytest
from django.utils.timezone import localdate

from assay.documents.models import Document, FrozenQuote, NoQuote
from assay.documents.outside import outside
from assay.documents.uploads import read
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.models import Project
from assay.projects.workflows import workflow_named
from assay.tasks.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(kite, ada):
    return Task.create(kite, title="Fold the wings", by=ada)


@pytest.fixture
def report(kite, ada, task):
    return Document.begin(kite, title="Report", text=f"Before\n\n{{{{task {task.key}}}}}\n\nafter", by=ada)


def today():
    return localdate(now())


def rename(task, title):
    Task.objects.filter(pk=task.pk).update(title=title)


def page(client, document):
    return client.get(f"/documents/{document.pk}").content.decode()


def test_saving_keeps_what_the_quote_shows_and_writes_the_day(report, task, ada, ada_client):
    report.write("Report", f"{{{{task {task.key} | frozen}}}}", version=1, by=ada)
    report.refresh_from_db()
    assert report.text == f"{{{{task {task.key} | frozen {today()}}}}}"
    rename(task, "Clip the wings")
    shown = page(ada_client, report)
    assert "Fold the wings" in shown
    assert "Clip the wings" not in shown
    assert "frozen by Ada Lovelace" in shown


def test_what_is_frozen_outlives_what_it_shows_and_stays_in_old_versions(report, task, ada, ada_client):
    report.freeze_quote(0, f"{{{{task {task.key}}}}}", by=ada)
    text = report.text
    report.write("Report", "Nothing", version=report.version, by=ada)
    task.trash(by=ada)
    old = ada_client.get(f"/documents/{report.pk}/versions/2?text").content.decode()
    assert "Fold the wings" in old
    report.restore(report.versions.get(number=2), by=ada)
    assert report.text == text
    assert "Fold the wings" in page(ada_client, report)


def test_a_day_on_which_nothing_was_kept_becomes_today(report, task, ada):
    report.write("Report", f"{{{{task {task.key} | frozen 2020-01-01}}}}", version=1, by=ada)
    assert report.text == f"{{{{task {task.key} | frozen {today()}}}}}"
    begun = Document.begin(report.project, title="Copy", text=report.text, by=ada)
    assert begun.frozen_quotes.count() == 1


def test_what_shows_nothing_is_not_frozen(report, ada):
    report.write("Report", "{{task KITE-999 | frozen}}", version=1, by=ada)
    assert report.text == "{{task KITE-999 | frozen}}"
    assert not FrozenQuote.objects.exists()
    with pytest.raises(NoQuote):
        report.freeze_quote(0, report.text, by=ada)


def test_a_quote_is_frozen_refreshed_and_made_live_on_the_page(report, task, ada_client):
    address, said = f"/documents/{report.pk}/quotes", f"{{{{task {task.key}}}}}"
    assert ada_client.post(address, {"quote": f"freeze 0 {said}"}).status_code == 303
    report.refresh_from_db()
    frozen = f"{{{{task {task.key} | frozen {today()}}}}}"
    assert report.text == f"Before\n\n{frozen}\n\nafter"
    rename(task, "Clip the wings")
    assert ada_client.post(address, {"quote": f"freeze 0 {frozen}"}).status_code == 303
    assert "Clip the wings" in page(ada_client, report)
    report.refresh_from_db()
    again = f"{{{{task {task.key} | frozen {today()} (2)}}}}"
    assert report.text == f"Before\n\n{again}\n\nafter"
    assert ada_client.post(address, {"quote": f"thaw 0 {again}"}).status_code == 303
    report.refresh_from_db()
    assert (report.text, report.version) == (f"Before\n\n{said}\n\nafter", 4)


def test_what_is_refreshed_twice_a_day_stays_in_each_version_as_it_was(report, task, ada, ada_client):
    report.freeze_quote(0, f"{{{{task {task.key}}}}}", by=ada)
    rename(task, "Clip the wings")
    report.freeze_quote(0, f"{{{{task {task.key} | frozen {today()}}}}}", by=ada)
    report.freeze_quote(0, f"{{{{task {task.key} | frozen {today()} (2)}}}}", by=ada)
    assert report.version == 3
    for number, title, other in ((2, "Fold the wings", "Clip"), (3, "Clip the wings", "Fold")):
        old = ada_client.get(f"/documents/{report.pk}/versions/{number}?text").content.decode()
        assert title in old
        assert other not in old
    report.restore(report.versions.get(number=2), by=ada)
    assert "Fold the wings" in page(ada_client, report)


def test_a_quote_that_is_to_be_frozen_is_so_as_it_is_now_also_the_second_time_of_a_day(report, task, ada):
    asked = f"{{{{task {task.key} | frozen}}}}"
    report.write("Report", asked, version=1, by=ada)
    rename(task, "Clip the wings")
    report.write("Report", f"{report.text}\n\n{asked}", version=2, by=ada)
    day = f"{{{{task {task.key} | frozen {today()}"
    assert report.text == f"{day}}}}}\n\n{day} (2)}}}}"


def test_a_frozen_quote_of_an_earlier_day_is_refreshed_to_today_and_the_earlier_stays(report, task, ada):
    report.freeze_quote(0, f"{{{{task {task.key}}}}}", by=ada)
    FrozenQuote.objects.update(on=date(2026, 1, 2))
    Document.objects.filter(pk=report.pk).update(text=report.text.replace(str(today()), "2026-01-02"))
    report.freeze_quote(0, f"{{{{task {task.key} | frozen 2026-01-02}}}}", by=ada)
    assert f"frozen {today()}" in report.text
    assert report.frozen_quotes.count() == 2


def test_a_quote_that_moved_or_was_rewritten_is_left_alone(report, ada, ada_client, ben_client, gil_client, kite, gil):
    for number, said in ((1, "{{task KITE-1}}"), (0, "{{task KITE-2}}")):
        with pytest.raises(EditedMeanwhile):
            report.freeze_quote(number, said, by=ada)
    address = f"/documents/{report.pk}/quotes"
    assert ada_client.post(address, {"quote": "freeze 7 {{x}}"}).status_code == 409
    for bad in ("", "freeze", "freeze x {{y}}", "boil 0 {{y}}", "freeze 99999999 {{y}}"):
        assert ada_client.post(address, {"quote": bad}).status_code == 422
    kite.add_member(gil, by=ada)
    assert gil_client.post(address, {"quote": "freeze 0 x"}).status_code == 403
    report.refresh_from_db()
    assert report.version == 1


def test_freezing_leaves_a_draft_alone(report, task, ada):
    report.keep_draft("Report", "Half a thought", version=1, by=ada)
    report.freeze_quote(0, f"{{{{task {task.key}}}}}", by=ada)
    assert report.drafts.of(ada).get().text == "Half a thought"


def test_what_is_frozen_of_another_project_is_for_those_who_see_that_one(kite, ada, gil, gil_client, ada_client):
    hush = Project.start(key="HUSH", name="Hush", workflow=workflow_named("crisp-dm"), by=ada)
    secret = Task.create(hush, title="Secret wings", by=ada)
    report = Document.begin(kite, title="Report", text=f"{{{{task {secret.key} | frozen}}}}", by=ada)
    kite.add_member(gil, by=ada)
    assert "Secret wings" in page(ada_client, report)
    assert "Secret wings" not in page(gil_client, report)
    assert "Something you cannot see" in page(gil_client, report)
    assert "Secret" not in str(outside(report))


def test_what_was_kept_and_is_no_longer_the_same_is_not_shown(report, task, ada, ada_client):
    report.freeze_quote(0, f"{{{{task {task.key}}}}}", by=ada)
    FrozenQuote.objects.update(html="<p>Better numbers</p>")
    assert "Better numbers" not in page(ada_client, report)


def test_a_file_that_comes_again_keeps_the_days_that_it_does_not_say(kite, task, ada):
    told = f"Words\n\n{{{{task {task.key} | frozen}}}}"
    made = Document.take_in(kite, read("a.md", [told.encode()]), by=ada)
    FrozenQuote.objects.update(on=date(2026, 1, 2))
    Document.objects.filter(pk=made.pk).update(text=made.text.replace(str(today()), "2026-01-02"))
    rename(task, "Clip the wings")
    made.take(read("a.md", [told.encode()]), by=ada)
    assert made.version == 1
    made.take(read("a.md", [b"More w" + told[1:].encode()]), by=ada)
    assert made.text == f"More words\n\n{{{{task {task.key} | frozen 2026-01-02}}}}"
    assert made.frozen_quotes.get().title.endswith("Fold the wings")
