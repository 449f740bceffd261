"""Whatever people do in whatever order: one column per task, unique places, and a history that replays to the same."""

import contextlib
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from assay.accounts.models import SecondStart
from assay.activity.models import Event
from assay.kit.clock import now
from assay.tasks.models import Handoff, LinkKind, Task
from assay.tasks.models.handoff import Offer, Recipient
from assay.tasks.models.task.choosing import Choice, Instead
from assay.tasks.models.task.editing import TaskFacts
from assay.tasks.models.task.moving import Place
from assay.tasks.models.task.splitting import Part
from assay.tasks.phase_times import spans_of
from assay.tasks.refusals import KNOWN
from assay.tasks.tests.replaying import replayed, state_of
from assay.tasks.undoing import last_of, undo

REFUSED = tuple(KNOWN)
KINDS = ["task", "data", "pipeline", "monitoring"]
some = st.integers(min_value=0, max_value=40)


class Board(RuleBasedStateMachine):
    """Two people and a project; each step may be refused, but never leave anything half done."""

    project: ClassVar[Any]
    people: ClassVar[list[Any]]

    def __init__(self) -> None:
        super().__init__()
        self.ground = transaction.atomic()
        self.ground.__enter__()
        self.columns = list(self.project.columns.present().in_order())
        self.phases = list(self.project.phases.present().in_order())
        self.labels = list(self.project.labels.all())

    def teardown(self) -> None:
        """Look at it all: what went wrong on the way stays wrong, as every step is built on the ones before."""
        self.blocks_close_no_circle()
        self.the_history_replays_to_the_same_state()
        self.phases_are_worked_on_where_tasks_are_in_progress()
        transaction.set_rollback(True)
        self.ground.__exit__(None, None, None)

    def task(self, number: int) -> Task:
        tasks = self.tasks()
        return tasks[number % len(tasks)]

    def tasks(self) -> list[Task]:
        found = Task.objects.filter(project=self.project).select_related("project", "column", "phase", "assignee")
        return list(found.order_by("pk"))

    def person(self, number: int) -> Any:
        return self.people[number % 2]

    @initialize()
    def begin(self) -> None:
        Task.objects.filter(project=self.project).delete()
        waiting = next(column for column in self.columns if column.state == "waiting")
        waiting.edit(name=waiting.name, state=waiting.state, limit=2, by=self.people[0])
        self.create(0, 0)

    @rule(who=some, kind=some)
    def create(self, who: int, kind: int) -> None:
        assignee = [*self.people, None][kind % 3]
        Task.create(self.project, title="New", by=self.person(who), kind=KINDS[kind % 4], assignee=assignee)

    @rule(which=some, to=some, below=some, who=some)
    def move(self, which: int, to: int, below: int, who: int) -> None:
        column, place = self.columns[to % len(self.columns)], Place(below=self.task(below))
        with contextlib.suppress(*REFUSED):
            self.task(which).move_to(column, by=self.person(who), place=place)

    @rule(which=some, who=some, answer=st.sampled_from([None, *Instead]), over=st.booleans(), to=some)
    def start(self, which: int, who: int, answer: Instead | None, over: bool, to: int) -> None:  # noqa: FBT001
        """Start it, with each answer that the question has, also where there is no question."""
        active = next(column for column in self.columns if column.is_active)
        choice = Choice(answer, "Both are needed", self.person(to), over=over)
        with contextlib.suppress(*REFUSED):
            self.task(which).hand_and_move(active, self.person(who), by=self.person(to), choice=choice)

    @rule(what=st.sampled_from(list(SecondStart)))
    def decide(self, what: str) -> None:
        self.people[0].workspace.set_second_start(what, by=self.people[0])

    @rule(which=some, reason=st.sampled_from(["", "Labels are late", "The GPU is taken"]), who=some)
    def hold_up(self, which: int, reason: str, who: int) -> None:
        with contextlib.suppress(*REFUSED):
            task, by = self.task(which), self.person(who)
            task.block(reason, by=by) if reason else task.unblock(by=by)

    @rule(which=some, to=some, who=some)
    def assign(self, which: int, to: int, who: int) -> None:
        with contextlib.suppress(*REFUSED):
            self.task(which).assign([*self.people, None][to % 3], by=self.person(who))

    @rule(which=some, what=st.sets(st.sampled_from(["title", "description", "phase", "labels"]), min_size=1), how=some)
    def edit(self, which: int, what: set[str], how: int) -> None:
        task = self.task(which)
        new = {
            "title": f"Title {how}",
            "description": f"Words {how}",
            "phase": self.phases[how % len(self.phases)],
            "labels": tuple(self.labels[: how % 3]),
        }
        facts = {name: getattr(task, name) for name in ("title", "description", "phase", "estimate_days", "discipline")}
        facts |= {"labels": tuple(task.labels.all())} | {name: new[name] for name in what}
        with contextlib.suppress(*REFUSED):
            task.edit(TaskFacts(**facts), version=task.version, by=self.person(how))

    @rule(which=some, kind=some)
    def turn(self, which: int, kind: int) -> None:
        with contextlib.suppress(*REFUSED):
            self.task(which).turn_into(KINDS[kind % 4], by=self.person(kind))

    @rule(which=some, days=st.lists(st.integers(min_value=1, max_value=6), max_size=4), who=some)
    def split(self, which: int, days: list[int], who: int) -> None:
        parts = [Part(f"Part {number}", Decimal(number)) for number in days]
        with contextlib.suppress(*REFUSED):
            self.task(which).split(parts, by=self.person(who))

    @rule(which=some, to=some, who=some)
    def hand_over(self, which: int, to: int, who: int) -> None:
        source = self.task(which)
        offer = Offer(title="Serve it", to=Recipient(person=self.person(to)), phase=source.phase)
        with contextlib.suppress(*REFUSED):
            Handoff.offer(source, offer, by=self.person(who))

    @rule(which=some, what=st.sampled_from(["accept", "ask_back", "answer", "withdraw", "offer_again"]), who=some)
    def answer_hand_off(self, which: int, what: str, who: int) -> None:
        handoffs = list(Handoff.objects.filter(task__project=self.project).with_task().order_by("pk"))
        if handoffs:
            to = Recipient(person=self.person(which))
            more = {"ask_back": ("How fast?",), "answer": ("50 ms",), "offer_again": (to,)}.get(what, ())
            with contextlib.suppress(*REFUSED):
                getattr(handoffs[which % len(handoffs)], what)(*more, by=self.person(who))

    @rule(which=some, shelf=st.sampled_from(["archive", "unarchive", "trash", "restore"]), who=some)
    def shelve(self, which: int, shelf: str, who: int) -> None:
        with contextlib.suppress(*REFUSED):
            getattr(self.task(which), shelf)(by=self.person(who))

    @rule(one=some, other=some, kind=st.sampled_from(list(LinkKind)))
    def link(self, one: int, other: int, kind: LinkKind) -> None:
        with contextlib.suppress(*REFUSED):
            self.task(one).link_to(self.task(other), as_=kind, by=self.person(one))

    @rule(which=some)
    def unlink(self, which: int) -> None:
        task = self.task(which)
        link = task.links.order_by("pk").first()
        if link is not None:
            with contextlib.suppress(*REFUSED):
                task.unlink(link, by=self.person(which))

    @rule(which=some, number=some)
    def add_check(self, which: int, number: int) -> None:
        with contextlib.suppress(*REFUSED):
            self.task(which).add_check(f"Step {number}", by=self.person(number))

    @rule(which=some, at=some, do=st.sampled_from(["tick", "untick", "remove", "rewrite"]))
    def change_check(self, which: int, at: int, do: str) -> None:
        items = list(self.task(which).checks.in_order())
        if items:
            words = (f"Other {at}",) if do == "rewrite" else ()
            with contextlib.suppress(*REFUSED):
                getattr(items[at % len(items)], do)(*words, by=self.person(at))

    @rule(which=some, back=some, who=some)
    def undo_one(self, which: int, back: int, who: int) -> None:
        task = self.task(which)
        events = list(Event.objects.about(task.subject).order_by("-pk")[:10])
        with contextlib.suppress(*REFUSED):
            undo(task, [events[back % len(events)]], by=self.person(who))

    @precondition(lambda self: self.tasks())
    @rule(who=some)
    def undo_last(self, who: int) -> None:
        with contextlib.suppress(*REFUSED):
            task, events = last_of(self.person(who), at=now())
            undo(task, events, by=self.person(who))

    @invariant()
    def places_are_unique(self) -> None:
        places = [(task.column_id, task.rank) for task in self.tasks()]
        assert len(places) == len(set(places))
        assert {column for column, _rank in places} <= {column.pk for column in self.columns}

    @invariant()
    def nobody_has_two_in_progress_but_by_a_told_override(self) -> None:
        for person in self.people:
            assert Task.objects.in_progress_of(person).filter(overridden_at=None).count() <= 1

    @invariant()
    def limits_hold_but_by_a_told_override(self) -> None:
        told = Event.objects.filter(subject_kind="task", kind="task.crowded").values_list("subject_id", flat=True)
        for column in self.columns:
            lying = Task.objects.at_hand().filter(column=column).exclude(pk__in=[int(pk) for pk in told])
            assert column.state != "waiting" or lying.count() <= 2

    @invariant()
    def only_open_work_is_blocked(self) -> None:
        for task in self.tasks():
            assert bool(task.blocked_reason) is (task.blocked_at is not None)
            assert not (task.is_done and task.blocked_at)

    def blocks_close_no_circle(self) -> None:
        edges = {
            task.pk: set(task.links.filter(kind="blocks").values_list("other_id", flat=True)) for task in self.tasks()
        }
        while free := {task for task, others in edges.items() if not others & edges.keys()}:
            edges = {task: others for task, others in edges.items() if task not in free}
        assert not edges

    def the_history_replays_to_the_same_state(self) -> None:
        for task in self.tasks():
            assert replayed(task) == state_of(task)

    def phases_are_worked_on_where_tasks_are_in_progress(self) -> None:
        told = {(span.task, span.phase, span.person) for span in spans_of(self.project) if span.end is None}
        busy = Task.objects.at_hand().filter(project=self.project, column__state="active")
        assert told == set(busy.values_list("pk", "phase_id", "assignee_id"))


@pytest.mark.django_db
def test_any_order_of_actions_keeps_the_board_and_its_history_true(kite, ada, ben):
    Board.project, Board.people = kite, [ada, ben]
    run_state_machine_as_test(
        Board,
        settings=settings(
            max_examples=20,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
