"""The bell, the page behind it, the choices and the button."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assay.activity.kinds import visible_topics
from assay.activity.models import Event, Touch
from assay.kit.clock import now
from assay.notifications.jobs import sweep_notices
from assay.notifications.models import Notice, Silence
from assay.notifications.queries import unread_topics
from assay.notifications.reasons import Reason
from assay.notifications.watching import watchers_of
from assay.tasks.models import Task
from assay.tasks.models.task.editing import facts_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def commented(task, ben, work):
    """Three comments of ben on ada's task, the last of which names her."""
    for text in ("One", "Two", "Three, @ada: see **this** and KITE-1"):
        task.comment(text, by=ben)
    work()
    return task


def page(client, query=""):
    return client.get(f"/notices/{query}").content.decode()


def test_the_bell_counts_objects_with_news(commented, kite, ada, ben, ada_client, work):
    assert len(unread_topics(ada)) == 1
    Task.create(kite, title="Another", by=ben, assignee=ada)
    work()
    home = ada_client.get("/").content.decode()
    assert 'aria-label="Notifications: 2 with news"' in home
    assert f'data-live="notices:{ada.pk}"' in home


def test_several_events_on_one_object_are_one_line(commented, ada_client):
    html = page(ada_client)
    assert html.count('class="is-unread"') == 1
    assert "3 new comments" in html
    assert "Three, @ada: see this and KITE-1" in html


def test_one_event_says_who_did_what(task, ben, work, ada_client):
    task.comment("One", by=ben)
    work()
    assert "Ben Okafor commented" in page(ada_client)


def test_reading_takes_a_line_off_and_rings_the_bell(commented, ada, ada_client):
    Touch.objects.all().delete()
    sent = {"about_kind": "task", "about_id": commented.pk}
    assert ada_client.post("/notices/read", sent, headers=HTMX).status_code == 204
    assert unread_topics(ada) == []
    assert Touch.objects.filter(topic=f"notices:{ada.pk}").exists()
    assert "Nothing new" in page(ada_client)
    assert "3 new comments" in page(ada_client, "?show=all")
    assert "3 new comments" not in page(ada_client, "?show=personal")


def test_all_can_be_marked_without_javascript(commented, ada, ada_client):
    assert ada_client.post("/notices/read").headers["Location"] == "/notices/"
    assert unread_topics(ada) == []


def test_nobody_marks_or_sees_the_notices_of_others(commented, ada, cy_client, ben_client):
    for client in (cy_client, ben_client):
        client.post("/notices/read")
        assert "Fold the wings" not in page(client, "?show=all")
    assert len(unread_topics(ada)) == 1


def test_what_can_be_seen_no_longer_is_not_shown(kite, ada, gil, ben, gil_client, work):
    kite.add_member(gil, by=ada)
    task = Task.create(kite, title="Fold the wings", by=ada)
    task.comment("@gil.soto", by=ben)
    work()
    assert "Fold the wings" in page(gil_client)
    kite.remove_member(gil, by=ada)
    html = page(gil_client)
    assert "Fold the wings" not in html
    assert "2 more are about things that are gone" in html
    gil_client.post("/notices/read")
    assert unread_topics(gil) == []


def test_only_oneself_may_listen_to_ones_bell(ada, ben):
    topics = [f"notices:{ada.pk}", f"notices:{ben.pk}"]
    assert visible_topics(ada, topics) == [f"notices:{ada.pk}"]


def test_the_list_below_the_bell(commented, ada_client, cy_client):
    assert "3 new comments" in ada_client.get("/notices/latest", headers=HTMX).content.decode()
    assert "Nothing new" in cy_client.get("/notices/latest", headers=HTMX).content.decode()


def test_an_invented_cursor_is_refused(ada_client):
    assert ada_client.get("/notices/?cursor=x").status_code == 400


def test_the_page_is_read_in_a_fixed_number_of_queries(
    commented, kite, ada, ben, work, ada_client, django_assert_max_num_queries
):
    for number in range(12):
        Task.create(kite, title=f"Task {number}", by=ben, assignee=ada).comment("@ada", by=ben)
    work()
    with django_assert_max_num_queries(12):
        page(ada_client)


def test_the_bell_costs_each_page_one_query(commented, ada_client):
    with CaptureQueriesContext(connection) as seen:
        ada_client.get("/people/")
    about = [query["sql"] for query in seen.captured_queries if "notifications_" in query["sql"]]
    assert len(about) == 1


def test_choices_are_kept(ada, ada_client):
    ada_client.post("/notices/choices", {"reason": ["mentioned", "assigned"]})
    off = set(Silence.objects.visible_to(ada).values_list("reason", flat=True))
    assert off == set(Reason.values) - {"mentioned", "assigned"}
    html = ada_client.get("/notices/choices").content.decode()
    assert html.count(" checked") == 2
    ada_client.post("/notices/choices", {"reason": ["mentioned", "commented"]})
    assert not Silence.objects.visible_to(ada).filter(reason="commented").exists()


def test_the_button_watches_and_stops(task, ben, ben_client):
    assert "/end" in ben_client.post(f"/watching/task/{task.key}", headers=HTMX).content.decode()
    assert ben in watchers_of(task.subject)
    assert ben_client.post(f"/watching/task/{task.key}/end").headers["Location"] == f"/tasks/{task.key}"
    assert ben not in watchers_of(task.subject)


def test_the_task_page_names_who_watches(task, ada_client):
    html = ada_client.get(f"/tasks/{task.key}").content.decode()
    assert 'aria-pressed="true"' in html
    assert f'action="/watching/task/{task.key}/end"' in html


def test_the_page_of_an_object_can_say_that_it_was_seen(commented, ada_client):
    """The script compares what has news with what the page is about."""
    html = ada_client.get(f"/tasks/{commented.key}").content.decode()
    assert f'data-unread="task:{commented.pk}"' in html
    assert f'data-here="task:{commented.pk}"' in html


def test_the_project_page_has_the_button(kite, ada_client):
    assert 'action="/watching/project/KITE"' in ada_client.get("/projects/KITE/").content.decode()


@pytest.mark.parametrize("address", ["task/KITE-999", "task/x", "project/NOWHERE", "person/@ada", "run/0", "balloon/1"])
def test_what_cannot_be_watched_is_not_found(kite, ada_client, address):
    assert ada_client.post(f"/watching/{address}").status_code == 404


def test_an_outsider_watches_nothing(task, cy_client, cy):
    assert cy_client.post(f"/watching/task/{task.key}").status_code == 404
    assert cy not in watchers_of(task.subject)


def test_notices_read_long_ago_are_swept(commented, ada, lea):
    mine = Notice.objects.visible_to(ada)
    old, fresh, _unread = mine
    mine.filter(pk=old.pk).update(read_at=now() - timedelta(days=91))
    mine.filter(pk=fresh.pk).update(read_at=now() - timedelta(days=89))
    sweep_notices.work()
    assert Notice.objects.visible_to(ada).count() == 2


def test_what_nobody_looked_at_for_a_year_is_swept_too(commented, ada):
    old = Notice.objects.visible_to(ada)[0]
    Event.objects.filter(pk=old.event_id).update(at=now() - timedelta(days=366))
    sweep_notices.work()
    assert Notice.objects.visible_to(ada).count() == 2


def test_many_different_things_about_one_task_are_counted_for_each_person(task, ada, ben, lea, work, ada_client):
    task.comment("@ada, look", by=ben)
    task.assign(lea, by=ben)
    task.assign(ada, by=ben)
    column = task.project.columns.filter(state="done")[0]
    task.move_to(column, by=ben)
    task.comment("Fine", by=lea)
    task.edit(replace(facts_of(task), description="Ask @ada"), version=task.version, by=ben)
    work()
    html = page(ada_client)
    assert "Ben Okafor made 4 changes" in html
    assert "Lea Lind commented" in html
