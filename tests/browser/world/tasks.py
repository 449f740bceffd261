"""Tasks of each kind and state, links, check lists, files, archive and trash."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from tests.browser.world.places import LONG_TITLE, LONG_WORD, MARKDOWN, PIXEL, World

from assay.accounts.models import Person
from assay.kit import blobs
from assay.projects.models import Project
from assay.tasks.keys import TaskKind
from assay.tasks.models import BoardView, Handoff, LinkKind, Task
from assay.tasks.models.handoff import HandoffState, Offer, Recipient
from assay.tasks.models.kind_template import KindTemplate, TemplateFacts
from assay.tasks.models.task.moving import Choice, Instead
from assay.tasks.models.task.splitting import Part


def add_tasks(world: World, kite: Project, ada: Person, ben: Person) -> None:
    doing, waiting, done = (kite.columns.get(name=name) for name in ("In progress", "Waiting", "Done"))
    labels = list(kite.labels.order_by("name"))
    for number, kind in enumerate(TaskKind):
        task = Task.create(kite, title=f"{kind.label} number {number}", by=ada, kind=kind, labels=labels[number:])
        if number % 2:
            task.assign(ben, by=ada)
    BoardView.keep(kite, name="By phase", query="lanes=phase", is_shared=True, by=ada)
    BoardView.keep(kite, name=LONG_TITLE[:60], query="kind=data&lanes=person", is_shared=False, by=ada)
    long = Task.create(
        kite, title=LONG_TITLE, by=ada, description=MARKDOWN, labels=labels, estimate_days=Decimal("2.5"), assignee=ada
    )
    long.move_to(doing, by=ada, at=timezone.now() - timedelta(days=9))
    long.comment(MARKDOWN, by=ben)
    ours = long.comment("Ours to rewrite", by=ada)
    world.places["a comment of ours"] = f"/tasks/{long.key}/comments/{ours.pk}"
    long.comment(f"@ada.lovelace {LONG_WORD} and {LONG_TITLE}: see {kite.key}-1", by=ben)
    second = Task.create(kite, title="A second one at once", by=ada, assignee=ada, estimate_days=Decimal(1))
    second.move_to(doing, by=ada, choice=Choice(Instead.KEEP, f"The cluster is free only now, {LONG_WORD}"))
    long.block(f"Labels of {LONG_WORD} are late", by=ada)
    for column, title in ((waiting, "Waits for data"), (done, "Finished work")):
        task = Task.create(kite, title=title, by=ada, assignee=ben)
        task.move_to(doing, by=ben)
        task.move_to(column, by=ben)
    for number in range(35):
        Task.create(kite, title=f"One of many {number}", by=ada)
    _hand_over(world, long, ada, ben)
    asked = Task.create(kite, title=LONG_TITLE, by=ada, assignee=ada)
    world.places |= {
        "too much in progress": f"/people/{ada.pk}/in-progress",
        "question of a second start": f"/tasks/{asked.key}/move?column={doing.pk}",
    }
    world.places |= task_places(long, "task") | {"a task of nobody": f"/tasks/{kite.key}-1"}
    _parts(world, kite, ada, long)


def _parts(world: World, kite: Project, ada: Person, task: Task) -> None:
    """Links of each kind, steps, files, and tasks in the archive and the trash."""
    for number, kind in enumerate(LinkKind):
        other = Task.create(kite, title=f"{LONG_TITLE} {number}", by=ada)
        other.link_to(task, as_=kind, by=ada)
    first, *_rest = task.add_checks(["Read the paper", LONG_TITLE, "Measure again"], by=ada)
    first.tick(by=ada)
    task.attach(blobs.keep([PIXEL]), name="curve.png", by=ada)
    task.attach(blobs.keep([b"a,b"]), name=f"{LONG_WORD}.csv", by=ada)
    task.split([Part(LONG_TITLE, Decimal("2.5")), Part(LONG_TITLE, Decimal(4)), Part("Write it up", None)], by=ada)
    own = KindTemplate.add(TemplateFacts("data", LONG_TITLE[:60], MARKDOWN, (LONG_TITLE,), labels=(LONG_WORD,)), by=ada)
    world.places |= {"own template of tasks": f"/workspace/templates/{own.pk}"}
    world.places |= {"split": f"/tasks/{task.key}/split?days=9"}
    archived, trashed = (Task.create(kite, title=f"{LONG_TITLE} put away", by=ada) for _ in range(2))
    archived.archive(by=ada)
    trashed.trash(by=ada)
    world.places |= {"archived task": f"/tasks/{archived.key}", "task in the trash": f"/tasks/{trashed.key}"}


def _hand_over(world: World, task: Task, ada: Person, ben: Person) -> None:
    """Hand-offs in each state; one waits for ada, one was answered by nobody."""
    for number, state in enumerate(HandoffState.values):
        offer = Offer(
            title=f"{LONG_TITLE} {state}",
            to=Recipient(person=ben) if number else Recipient(discipline="data-science"),
            phase=task.phase,
            description=MARKDOWN,
            memory=f"512 MB, {LONG_WORD}",
            open_questions=MARKDOWN if number else "",
        )
        handoff = Handoff.offer(task, offer, by=ada)
        if state == HandoffState.ASKED:
            handoff.ask_back(MARKDOWN, by=ben)
            handoff.tell_unanswered(days=2, at=timezone.now())
        elif state == HandoffState.ACCEPTED:
            handoff.accept(by=ben)
        elif state == HandoffState.WITHDRAWN:
            handoff.withdraw(by=ada)
        page = f"/tasks/{handoff.task.key}"
        world.places[f"hand-off, {state}"] = page
        if state == HandoffState.ASKED:
            world.places |= {"hand-off answer": f"{page}/handoff/answer", "hand-off offer": f"{page}/handoff/offer"}
    world.places |= {"hand over": f"/tasks/{task.key}/handoffs"}


def task_places(task: Task, name: str) -> dict[str, str]:
    page = f"/tasks/{task.key}"
    return {
        f"{name} blocked": f"{page}/blockage",
        f"{name} page": page,
        f"{name} move": f"{page}/move",
        f"{name} edit": f"{page}/edit",
    }
