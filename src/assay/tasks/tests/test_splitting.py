"""A task that is too long becomes several, and they know each other."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from assay.activity.models import Event
from assay.kit.clock import now
from assay.tasks.jobs import erase_old
from assay.tasks.models import Task
from assay.tasks.models.task.creating import TooLong
from assay.tasks.models.task.holding import PutAway
from assay.tasks.models.task.shelving import IN_TRASH_FOR
from assay.tasks.models.task.splitting import Part, SplitRefused
from assay.tasks.queries.parts import whole_of
from assay.tasks.undoing import last_of, undo

NINE = (Part("Build the features", Decimal(5)), Part("Test the features", Decimal(4)))


@pytest.fixture
def long(make, ben, kite):
    return make("Build the features", assignee=ben, discipline="ml-engineering", labels=list(kite.labels.all()[:2]))


def facts(task):
    return task.kind, task.phase, task.assignee, task.discipline, sorted(label.name for label in task.labels.all())


def test_the_task_goes_on_as_the_first_part_and_the_rest_is_like_it(long, ada):
    rest = long.split(NINE, by=ada)
    assert [(task.title, task.estimate_days) for task in [long, *rest]] == [
        ("Build the features", 5),
        ("Test the features", 4),
    ]
    assert facts(rest[0]) == facts(long)
    assert (rest[0].part_of, long.part_of) == (long, None)


def test_it_is_one_event_in_the_history_of_the_task(long, ada):
    long.split(NINE, by=ada)
    event = Event.objects.about(long.subject).latest("pk")
    assert event.kind == "task.split"
    assert event.data["changes"] == {"estimate_days": ["2", "5"]}
    assert str(event.happening.wording()) == f"split this; the rest is in KITE-{long.number + 1}"


def test_parts_lie_right_below_it_in_the_queue(long, make, ada):
    below = make("Next")
    parts = long.split([*NINE, Part("Write it up", None)], by=ada)
    order = list(long.column.tasks.order_by("rank").values_list("pk", flat=True))
    assert order[order.index(long.pk) :] == [long.pk, *(part.pk for part in parts), below.pk]


def test_a_started_task_stays_in_progress_and_its_rest_waits_in_the_queue(busy, ben):
    (rest,) = busy.split(NINE, by=ben)
    assert (busy.column.state, rest.column.state, rest.started_at) == ("active", "queue", None)


def test_what_is_split_off_a_part_belongs_to_the_same_whole(long, ada):
    (part,) = long.split(NINE, by=ada)
    (further,) = part.split([Part("Test", Decimal(2)), Part("Test more", Decimal(2))], by=ada)
    assert further.part_of == long
    assert long.whole() == part.whole() == [long, part, further]


def test_an_experiment_keeps_its_plan_and_its_parts_are_plain_tasks(make, ada):
    task = make("Does it help?", kind="experiment")
    (part,) = task.split(NINE, by=ada)
    assert (task.kind, part.kind) == ("experiment", "task")


@pytest.mark.parametrize("parts", [NINE[:1], (), [Part("x", Decimal(1))] * 21], ids=["one", "none", "too many"])
def test_a_number_of_parts_that_makes_no_sense_is_refused(long, ada, parts):
    with pytest.raises(SplitRefused):
        long.split(parts, by=ada)


@pytest.mark.parametrize("days", ["5.1", "0", "-1"])
def test_a_part_is_a_task_of_five_days_at_most(long, ada, days):
    before = Task.objects.count()
    with pytest.raises(TooLong):
        long.split([Part("a", Decimal(1)), Part("b", Decimal(days))], by=ada)
    assert Task.objects.count() == before


def test_done_and_put_away_tasks_are_not_split(busy, long, column, ada, ben):
    busy.move_to(column("done"), by=ben)
    with pytest.raises(SplitRefused, match="done"):
        busy.split(NINE, by=ada)
    long.archive(by=ada)
    with pytest.raises(PutAway):
        long.split(NINE, by=ada)


def test_one_undo_takes_it_back_and_another_one_brings_it_again(long, ada):
    (part,) = long.split(NINE, by=ada)
    task, events = last_of(ada, at=now())
    assert [event.kind for event in events] == ["task.split"]
    undo(task, events, by=ada)
    long.refresh_from_db()
    part.refresh_from_db()
    assert (long.estimate_days, part.trashed_at is None) == (2, False)
    back = Event.objects.about(long.subject).latest("pk")
    assert back.kind == "task.rejoined"
    undo(long, [back], by=ada)
    part.refresh_from_db()
    assert (long.estimate_days, part.trashed_at) == (5, None)


def test_a_split_whose_part_was_started_is_not_taken_back(long, column, ada, ben):
    (part,) = long.split(NINE, by=ada)
    part.move_to(column("active"), by=ben)
    with pytest.raises(SplitRefused, match=part.key):
        undo(long, [Event.objects.about(long.subject).latest("pk")], by=ada)


def test_the_whole_counts_its_parts_and_days(long, column, ada, ben):
    (part,) = long.split(NINE, by=ada)
    part.move_to(column("active"), by=ben)
    part.move_to(column("done"), by=ben)
    whole = whole_of(long)
    assert whole is not None
    assert (whole.done, len(whole.parts), whole.days_done, whole.days) == (1, 2, 4, 9)
    assert whole.share == pytest.approx(4 / 9)
    part.trash(by=ada)
    assert whole_of(long) is None


def test_when_the_first_part_is_erased_the_others_still_know_each_other(long, ada):
    one, two = long.split([*NINE, Part("Write it up", None)], by=ada)
    long.trash(by=ada, at=now() - 2 * IN_TRASH_FOR)
    assert erase_old(at=now()) == 1
    one.refresh_from_db()
    two.refresh_from_db()
    assert one.whole() == two.whole() == [one, two]


def test_a_new_task_may_come_in_parts(kite, ada):
    made = Task.create_parts(kite, NINE, by=ada, title="Build the features", estimate_days=Decimal(5))
    assert [task.estimate_days for task in made] == [5, 4]


def test_nothing_is_left_of_a_new_task_whose_parts_are_refused(kite, ada):
    with pytest.raises(SplitRefused):
        Task.create_parts(kite, NINE[:1], by=ada, title="Build the features")
    assert not Task.objects.filter(title="Build the features").exists()


def test_the_database_keeps_the_limit_by_itself(long):
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=long.pk).update(estimate_days=Decimal("5.1"))
