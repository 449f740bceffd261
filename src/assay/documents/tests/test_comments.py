"""What people and stakeholders say of a document."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from assay.activity.feed import feed_of_project
from assay.activity.models import Event
from assay.documents.models import Comment, Document, InTrash
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.notifications.models import Notice
from assay.notifications.telling import tell
from assay.projects.models import Project, Stakeholder
from assay.projects.workflows import workflow_named

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def plan(kite, ada):
    return Document.begin(kite, title="Plan", text="One year of data.", by=ada)


@pytest.fixture
def lucia(kite, ada):
    return Stakeholder.add(kite, name="Lucía Ortega", role="Pays for it", by=ada)


def start(by):
    return Project.start(key="HAWK", name="Hawk", workflow=workflow_named("crisp-dm"), by=by)


def test_a_person_and_a_stakeholder_comment_and_the_feed_names_both(plan, ben, ada, lucia):
    plan.comment("Enough?", by=ben)
    plan.comment("We have *two*.", by=lucia)
    assert [one.name for one in plan.comments.oldest_first()] == ["Ben Okafor", "Lucía Ortega"]
    latest = feed_of_project(plan.project_id, reader=ada, most=2)
    assert [(one.actor, one.wording, one.quote) for one in latest] == [
        ("Lucía Ortega", "commented", "We have *two*."),
        ("Ben Okafor", "commented", "Enough?"),
    ]


def test_watchers_and_those_named_are_told_and_the_author_is_not(plan, ben, ada, kite):
    plan.comment("Enough, @ada.lovelace?", by=ben)
    for event in Event.objects.about(plan.subject).order_by("pk"):
        tell.work(event.pk)
    assert [(one.person, one.reason) for one in Notice.objects.all()] == [(ada, "mentioned")]
    plan.comment("Yes.", by=ada)
    tell.work(Event.objects.latest("pk").pk)
    assert Notice.objects.filter(person=ben, reason="commented").exists()


def test_only_the_author_rewrites_and_removes(plan, ada, ben, lucia):
    comment = plan.comment("Enuogh?", by=lucia)
    for other in (ada, Stakeholder.add(plan.project, name="Lu", by=ada)):
        with pytest.raises(PermissionDenied):
            comment.rewrite("Never", by=other)
        with pytest.raises(PermissionDenied):
            comment.remove(by=other)
    seen = comment.version
    comment.rewrite("Enough?", by=lucia, version=seen)
    with pytest.raises(EditedMeanwhile):
        comment.rewrite("Enough!", by=lucia, version=seen)
    comment.remove(by=lucia)
    comment.remove(by=lucia)
    with pytest.raises(EditedMeanwhile):
        comment.rewrite("Back again", by=lucia)
    kinds = list(Event.objects.about(plan.subject).order_by("pk").values_list("kind", flat=True))
    assert kinds[-2:] == ["document.comment-edited", "document.comment-removed"]
    said = feed_of_project(plan.project_id, reader=ada, most=9)[-3].said
    assert said is None or said.note == "This comment was removed."


def test_a_person_whose_number_is_a_stakeholders_is_not_its_author(plan, ada, lucia):
    comment = plan.comment("Mine", by=ada)
    lucia.pk = ada.pk
    with pytest.raises(PermissionDenied):
        comment.rewrite("Theirs", by=lucia)


def test_a_stakeholder_of_another_project_says_nothing(plan, ada):
    other = Stakeholder.add(start(ada), name="Lu", by=ada)
    with pytest.raises(PermissionDenied):
        plan.comment("Hi", by=other)


def test_each_comment_has_one_author(plan, ada, lucia):
    for author in ({}, {"person": ada, "stakeholder": lucia}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Comment.objects.create(document=plan, text="x", created_at=now(), **author)


def test_nothing_is_said_of_what_lies_in_the_trash(plan, ada, ada_client):
    plan.trash(by=ada)
    with pytest.raises(InTrash):
        plan.comment("Still?", by=ada)
    assert ada_client.post(f"/documents/{plan.pk}/comments", {"text": "Still?"}).status_code == 409


def test_the_page_shows_what_was_said_and_takes_more(ada_client, plan, lucia, ada):
    plan.comment("We have **two**.", by=lucia)
    page = ada_client.get(f"/documents/{plan.pk}").content.decode()
    assert "<strong>two</strong>" in page
    assert "Pays for it" in page
    answer = ada_client.post(f"/documents/{plan.pk}/comments", {"text": "Good"})
    made = Comment.objects.get(person=ada)
    assert answer.headers["Location"] == f"/documents/{plan.pk}#comment-{made.pk}"
    assert ada_client.post(f"/documents/{plan.pk}/comments", {"text": " "}).status_code == 422
    preview = ada_client.post(f"/documents/{plan.pk}/comments", {"text": "*so*", "preview": "1"})
    assert "<em>so</em>" in preview.content.decode()
    assert plan.comments.count() == 2


def test_ones_own_comment_is_rewritten_and_removed_on_its_page(ada_client, ben_client, plan, ada):
    comment = plan.comment("Goood", by=ada)
    address = f"/documents/{plan.pk}/comments/{comment.pk}"
    assert "Goood" in ada_client.get(address).content.decode()
    assert ben_client.post(address, {"text": "Bad"}).status_code == 403
    assert ada_client.post(address, {"text": "Good", "version": ""}).status_code == 303
    late = ada_client.post(address, {"text": "Better", "version": ""})
    assert (late.status_code, "changed a moment ago" in late.content.decode()) == (409, True)
    assert ada_client.post(f"{address}/removal").status_code == 303
    assert ada_client.get(address).status_code == 404


def test_an_outsider_cannot_tell_that_a_comment_exists(cy_client, plan, ada):
    comment = plan.comment("Mine", by=ada)
    for path in ("comments", f"comments/{comment.pk}", f"comments/{comment.pk}/removal"):
        assert cy_client.post(f"/documents/{plan.pk}/{path}", {"text": "x"}).status_code == 404


def test_comments_by_the_api(api, ada, plan, lucia):
    rest, address = api(ada), f"/api/v1/documents/{plan.pk}/comments"
    plan.comment("We have two.", by=lucia)
    made = rest.post(address, {"text": " Good "}, JSON)
    assert (made.status_code, made.json()["text"], made.json()["author"]) == (201, "Good", "Ada Lovelace")
    number = made.json()["id"]
    assert rest.patch(f"{address}/{number}", {"text": "Better"}, JSON).json()["text"] == "Better"
    listed = rest.get(address).json()["items"]
    assert [(one["author"], one["is_outside"]) for one in listed] == [("Ada Lovelace", False), ("Lucía Ortega", True)]
    assert rest.delete(f"{address}/{listed[1]['id']}").status_code == 403
    assert rest.delete(f"{address}/{number}").status_code == 204
    assert len(rest.get(address).json()["items"]) == 1


def test_the_form_says_who_outside_reads_the_answers(plan, lucia, ada_client):
    plan.comment("Enough?", by=lucia)
    assert "Lucía Ortega reads this too." in ada_client.get(f"/documents/{plan.pk}").content.decode()
