"""The history: appended, never changed; open pages hear of it."""

from typing import Any

import pytest

from assay.activity.feed import feed_about, feed_of_project
from assay.activity.happenings import Happening, from_data, happens, kinds
from assay.activity.kinds import visible_topics
from assay.activity.models import Event, Touch
from assay.activity.models.event import HistoryIsAppendOnly
from assay.activity.recording import record, touch
from assay.activity.subjects import project_topic
from assay.projects.stakeholder_events import StakeholderAdded

pytestmark = pytest.mark.django_db


def test_an_event_cannot_be_changed(kite: Any) -> None:
    event = Event.objects.order_by("pk")[0]
    with pytest.raises(HistoryIsAppendOnly):
        event.save()


def test_every_kind_of_event_words_itself(kite: Any) -> None:
    events = list(Event.objects.all())
    assert {event.kind for event in events} >= {"project.created", "task.created"}
    assert all(event.happening.wording() for event in events)


def test_an_event_of_another_version_says_that_it_is_unknown() -> None:
    assert "balloon.popped" in from_data("balloon.popped", {"size": 3}).wording()


def test_fields_that_a_kind_no_longer_has_are_left_out() -> None:
    happening = from_data("task.commented", {"text": "hello", "mood": "sunny"})
    assert happening.as_data() == {"text": "hello", "comment": None}


def test_two_classes_cannot_claim_one_kind() -> None:
    class Usurper(Happening):
        kind = "task.commented"

    with pytest.raises(ValueError, match=r"task\.commented"):
        happens(Usurper)


def test_each_kind_is_named_noun_dot_past() -> None:
    assert all(name.count(".") == 1 and name == name.lower() for name in kinds())


def test_a_touch_of_a_task_reaches_those_who_watch_the_project(kite: Any) -> None:
    task = kite.tasks.select_related("project")[0]
    Touch.objects.all().delete()
    touch(task)
    topics = set(Touch.objects.values_list("topic", flat=True))
    assert topics == {f"task:{task.pk}", project_topic(kite.pk)}


def test_the_feed_of_a_project_links_each_line_to_its_object(kite: Any, ada: Any) -> None:
    titles = {entry.about.title for entry in feed_of_project(kite.pk, reader=ada) if entry.about}
    assert "KITE-1 Write the research plan" in titles


def test_an_outsider_reads_an_empty_feed(kite: Any, cy: Any) -> None:
    assert feed_of_project(kite.pk, reader=cy) == []
    assert feed_about(kite.subject, reader=cy) == []


def test_topics_of_foreign_objects_vanish_without_a_word(kite: Any, ada: Any, cy: Any) -> None:
    topics = [f"project:{kite.pk}", "task:999999", "task:x", "balloon:1", "project:" + "9" * 30]
    assert visible_topics(ada, topics) == [f"project:{kite.pk}"]
    assert visible_topics(cy, topics) == []


def test_somebody_without_an_account_is_named_in_the_feed(kite: Any, ada: Any) -> None:
    record(StakeholderAdded(name="Bo"), on=kite, by=None, outsider="Lucía Ortega")
    assert feed_about(kite.subject, reader=ada)[0].actor == "Lucía Ortega"
