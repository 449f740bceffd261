"""Servers that runs are brought from: one in the middle of its first pass, one that failed, with long names."""

from tests.browser.world.places import LONG_WORD, World

from assay.accounts.models import Person
from assay.importers.models import ChangelogFile, LeftOut, ResultsFile, Source
from assay.kit import blobs
from assay.projects.models import Project

_CHANGES = (("To Do", "In Progress"), ("In Progress", f"Review by {LONG_WORD[:30]}"), ("Review", "Done"))


def add_imports(world: World, kite: Project, ada: Person) -> None:
    busy = Source.add(kite, f"https://mlflow.example.org/{LONG_WORD}", by=ada, secret="hush", schedule="minute")
    busy.begin()
    counts = {"experiments": 12, "runs": 3400, "points": 12_345_678, "models": 3, "gone": 2}
    busy.stand_at({"step": "runs", "whole": True}, counts, 0)
    for number in range(5):
        why = "Its files lie at s3:, which only the server itself can read."
        LeftOut.objects.create(source=busy, what="file", name=f"{number:032x}", why=why)
    broken = Source.add(kite, "http://mlflow.inside", by=ada)
    broken.fail("There is no server called mlflow.inside.", can_help_itself=False)
    text = f"name,lr,f1,{LONG_WORD}\nfirst,0.1,0.8,x\n".encode()
    blob, task = blobs.keep([text]), kite.tasks.order_by("pk")[0]
    table = ResultsFile.objects.create(
        task=task, name="results.csv", sha256=blob.sha256, size=blob.size, created_at=task.created_at, created_by=ada
    )
    rows = "\n".join(f"PR-{at},{before},{after},2026-03-0{at}" for at, (before, after) in enumerate(_CHANGES, 1))
    blob = blobs.keep([f"issue,from,to,time\n{rows}\n".encode()])
    past = ChangelogFile.objects.create(
        name="past.csv", sha256=blob.sha256, size=blob.size, created_at=task.created_at, created_by=ada
    )
    world.places["history of another tracker"] = f"/imports/changelogs/{past.pk}"
    world.places["columns of a table"] = f"/projects/KITE/imports/results/{table.pk}"
    world.places["import under way"] = f"/projects/KITE/imports/{busy.pk}"
    world.places["import that failed"] = f"/projects/KITE/imports/{broken.pk}"
