"""Which task a run belongs to, and why."""

from collections.abc import Callable
from typing import Any

import pytest

from assay.accounts.models import Person
from assay.activity.models import Event
from assay.projects.models import ColumnState, Project
from assay.runs.groups import create_group, default_group, group_named, group_of_task
from assay.runs.ingest import delete_tag, log_batch, writing_to
from assay.runs.lifecycle import Change, NewRun, start_run, update_run
from assay.runs.linking import BRANCH_TAG, link, suggested_task, unlink
from assay.runs.models import LinkReason, Run
from assay.tasks.keys import TaskKind
from assay.tasks.models import Task

Make = Callable[[str], Task]


@pytest.fixture
def make(kite: Project, ada: Person) -> Make:
    """Make an experiment of kite's."""
    return lambda title: Task.create(kite, title=title, kind=TaskKind.EXPERIMENT, by=ada)


def started(by: Person, *, name: str = "run", group: Any = None, **tags: str) -> Run:
    pairs = [(key.replace("__", "."), value) for key, value in tags.items()]
    run = start_run(group or default_group(by), NewRun(name=name, tags=pairs), by=by)
    return Run.objects.get(pk=run.pk)


def branch(value: str) -> dict[str, str]:
    return {BRANCH_TAG.replace(".", "__"): value}


def test_strongest_source_decides(make: Make, ada: Person) -> None:
    by_tag, by_group, by_branch, by_name = (make(title) for title in "abcd")
    group = group_of_task(by_group)
    name, sent = f"{by_name.key} sweep", branch(f"{by_branch.key}-try")
    cases = (
        (started(ada, name=name, group=group, card=by_tag.key, **sent), by_tag, LinkReason.TAG),
        (started(ada, name=name, group=group, **sent), by_group, LinkReason.EXPERIMENT),
        (started(ada, name=name, **sent), by_branch, LinkReason.BRANCH),
        (started(ada, name=name), by_name, LinkReason.RUN_NAME),
    )
    for run, task, because in cases:
        assert (run.task, run.linked_because) == (task, because)
    bare = started(ada)
    assert (bare.task, bare.linked_because) == (None, "")


@pytest.mark.parametrize("tag", ["card", "task", "assay__task"])
@pytest.mark.parametrize("spelling", ["{key}", "KITE-{number}", "kite-exp-{number}", " {key} "])
def test_any_spelling_in_any_of_the_tags_links(make: Make, ada: Person, tag: str, spelling: str) -> None:
    task = make("a")
    run = started(ada, **{tag: spelling.format(key=task.key, number=task.number)})
    assert run.task == task


def test_experiment_whose_name_begins_with_the_key_links(make: Make, ada: Person) -> None:
    task = make("a")
    assert group_named(f"{task.key} anything", by=ada) == group_of_task(task)


def test_group_that_was_there_before_the_task_links_by_its_name(kite: Project, ada: Person, make: Make) -> None:
    kite.refresh_from_db()
    group = create_group(f"KITE-EXP-{kite.last_task_number + 1} early", by=ada)
    task = make("a")
    assert group.task is None
    assert started(ada, group=group).task == task


@pytest.mark.parametrize("name", ["resnet-50", "KITE-EXP-999", "KITE", "a KITE-1", "KITE-1a"])
def test_names_that_are_no_keys_leave_the_run_in_the_inbox(kite: Project, ada: Person, name: str) -> None:
    assert started(ada, name=name, card=name, **branch(name)).task is None


def test_word_that_only_looks_like_a_key_lets_the_next_source_decide(make: Make, ada: Person) -> None:
    task = make("a")
    run = started(ada, task="cifar-10", **branch(task.key))
    assert (run.task, run.linked_because) == (task, LinkReason.BRANCH)


def test_foreign_and_private_tasks_are_never_linked(make: Make, ada: Person, ben: Person, cy: Person) -> None:
    task = make("a")
    assert started(cy, card=task.key).task is None
    project = task.project
    project.edit(name="Kite", goal="", lead=ada, is_private=True, version=project.version, by=ada)
    assert started(ben, card=task.key).task is None


def test_tag_set_later_links_again_and_both_tasks_know(make: Make, ada: Person) -> None:
    first, second = make("a"), make("b")
    run = started(ada, name=f"{first.key} sweep")
    with writing_to(run.uid, by=ada) as held:
        log_batch(held, tags=[("card", second.key)], by=ada)
    run.refresh_from_db()
    assert (run.task, run.linked_because) == (second, LinkReason.TAG)
    assert _kinds(first)[-1] == "run.unlinked"
    assert _kinds(second)[-1] == "run.linked"


def test_tag_taken_off_lets_the_next_source_decide(make: Make, ada: Person) -> None:
    first, second = make("a"), make("b")
    run = started(ada, name=f"{first.key} sweep", card=second.key)
    with writing_to(run.uid, by=ada) as held:
        assert delete_tag(held, "card", by=ada)
    run.refresh_from_db()
    assert (run.task, run.linked_because) == (first, LinkReason.RUN_NAME)


def test_run_renamed_to_a_key_is_linked(make: Make, ada: Person) -> None:
    task, run = make("a"), started(ada)
    with writing_to(run.uid, by=ada) as held:
        update_run(held, Change(name=f"{task.key} again"), by=ada)
    run.refresh_from_db()
    assert run.task == task


def test_link_by_hand_stays_whatever_the_script_says(make: Make, ada: Person) -> None:
    by_hand, tagged = make("a"), make("b")
    run = started(ada)
    link(run, by_hand, by=ada)
    with writing_to(run.uid, by=ada) as held:
        log_batch(held, tags=[("card", tagged.key)], by=ada)
    run.refresh_from_db()
    assert (run.task, run.linked_because) == (by_hand, LinkReason.BY_HAND)


def test_unlinked_by_hand_stays_unlinked(make: Make, ada: Person) -> None:
    task = make("a")
    run = started(ada, card=task.key)
    unlink(run, by=ada)
    with writing_to(run.uid, by=ada) as held:
        log_batch(held, tags=[("card", task.key)], by=ada)
    run.refresh_from_db()
    assert run.task is None
    assert _kinds(task)[-1] == "run.unlinked"


def test_linking_to_the_same_task_again_is_no_event(make: Make, ada: Person) -> None:
    task, run = make("a"), started(ada)
    for _repeat in range(2):
        link(run, task, by=ada)
    assert _kinds(task).count("run.linked") == 1


def test_the_one_experiment_in_progress_is_suggested(make: Make, ada: Person) -> None:
    task, run = make("a"), started(ada)
    assert suggested_task(run) is None
    column = task.project.columns.filter(state=ColumnState.ACTIVE).first()
    Task.objects.filter(pk=task.pk).update(column=column, assignee=ada)
    assert suggested_task(run) == task
    link(run, task, by=ada)
    assert suggested_task(run) is None


def _kinds(task: Task) -> list[str]:
    return list(Event.objects.about(task.subject).order_by("id").values_list("kind", flat=True))
