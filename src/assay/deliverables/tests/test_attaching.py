import pytest

from assay.activity.models import Event
from assay.deliverables.models import State
from assay.deliverables.refusals import NoSuchThing
from assay.documents.models import Document
from assay.kit import blobs
from assay.projects.models import Project
from assay.projects.workflows import workflow_named

pytestmark = pytest.mark.django_db


def test_what_is_attached_makes_it_drafted_and_taken_off_owed_again(ada, plan, page):
    attachment = plan.attach_document(page, by=ada)
    assert (plan.state, attachment.title, attachment.edition) == (State.DRAFTED, "How kites fly", "1")
    assert plan.attach_document(page, by=ada) == attachment
    plan.detach(attachment, by=ada)
    plan.detach(attachment, by=ada)
    assert (plan.state, plan.digest) == (State.OWED, "")
    told = Event.objects.about(plan.subject).order_by("pk")
    assert [event.kind for event in told] == ["deliverable.attached", "deliverable.detached"]
    assert told[0].happening.wording() == "attached How kites fly"


def test_a_task_a_file_an_address_and_a_commit_are_attached(ada, kite, plan):
    task = kite.tasks.first()
    plan.attach("task", str(task.pk), by=ada)
    plan.attach_file(blobs.keep([b"a,b\n1,2\n"]), name="table.csv", by=ada)
    plan.attach_url(" https://example.org/plan ", by=ada)
    plan.attach_commit("https://git.example.org/kite", "ABCDEF1234", title="Merge the plan", by=None)
    kept = [(one.kind, one.title) for one in plan.attachments.present().order_by("pk")]
    assert kept == [
        ("task", str(task)),
        ("file", "table.csv"),
        ("url", "https://example.org/plan"),
        ("commit", "Merge the plan"),
    ]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "example.org", "https://a b", "https://" + "x" * 1000, ""])
def test_what_is_no_address_of_the_web_is_refused(ada, plan, url):
    with pytest.raises(NoSuchThing):
        plan.attach_url(url, by=ada)
    assert plan.state == State.OWED


@pytest.mark.parametrize("sha", ["", "abc", "zzzzzzz", "a" * 65])
def test_what_is_no_sha_is_refused(ada, plan, sha):
    with pytest.raises(NoSuchThing):
        plan.attach_commit("https://git.example.org/kite", sha, by=ada)


def test_things_of_other_projects_and_of_no_kind_are_refused(ada, cy, kite, plan, page):
    other = Project.start(key="ML", name="Churn", workflow=workflow_named("tdsp"), by=ada)
    elsewhere = Document.begin(other, title="Other", by=ada)
    wrong = [("document", elsewhere.pk), ("project", kite.pk), ("balloon", 1), ("task", "x"), ("deliverable", plan.pk)]
    for kind, identity in wrong:
        with pytest.raises(NoSuchThing):
            plan.attach(kind, str(identity), by=ada)
    with pytest.raises(NoSuchThing):
        plan.attach_document(page, by=cy)


def test_the_edition_of_a_document_follows_its_versions(ada, plan, page):
    plan.attach_document(page, by=ada)
    before = plan.digest
    page.write("How kites fly", "By wind and string.", version=1, by=ada)
    plan.refresh_from_db()
    assert plan.attachments.get().edition == "2"
    assert plan.digest != before
    assert Event.objects.about(plan.subject).order_by("-pk")[0].kind == "deliverable.changed"
