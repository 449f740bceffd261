"""A document with a quote of every kind, live and frozen, and such that show nothing."""

from tests.browser.world.places import LONG_WORD, World

from assay.accounts.models import Person
from assay.documents.models import Document
from assay.projects.models import Project
from assay.runs.models import Run
from assay.tasks.models import Task


def add_quotes(world: World, kite: Project, ada: Person) -> None:
    tasks = Task.objects.filter(project=kite).select_related("project")
    results = list(tasks.filter(experiment__run_count__gt=0).order_by("-experiment__run_count")[:2])
    run = Run.objects.alive().filter(task=results[0]).order_by("pk").first()
    assert run
    series = run.series.order_by("-count").first()
    asked = [f"run {run.number}", f"run {run.number} | frozen", f"task {tasks[0].key}", "tasks is:open", "experiments"]
    asked += [f"results {one.key}" for one in results]
    asked += [
        f"chart {results[0].key} {series.key if series else 'loss'}",
        "tasks asignee:me",
        "run 99999",
        f"task {LONG_WORD}",
        "rnu 1",
    ]
    lines = "\n\nand then\n".join(f"{{{{{one}}}}}" for one in asked)
    document = Document.begin(kite, title="Quotes", text=f"## What we know\n\n{lines}\n\n- {{{{tasks}}}}", by=ada)
    document.freeze_quote(2, f"{{{{task {tasks[0].key}}}}}", by=ada)
    world.places |= {
        "document with quotes": f"/documents/{document.pk}",
        "version with quotes": f"/documents/{document.pk}/versions/1?text",
    }
