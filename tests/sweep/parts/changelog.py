"""A task that came from another tracker, and a file of such tasks that waits."""

from assay.accounts.models import Person
from assay.importers.models import BroughtTask, ChangelogFile
from assay.kit import blobs
from assay.projects.models import Project

PARAMETERS = {"imports/changelogs/": {"pk": "changelog_pk"}}


def plant(project: Project, people: dict[str, Person]) -> dict[str, object]:
    task = project.tasks.order_by("-number")[0]
    BroughtTask.objects.create(project=project, key="OLD-1", task=task)
    blob = blobs.keep([b"issue,to,time\nOLD-2,Done,2026-03-02\n"])
    file = ChangelogFile.objects.create(
        project=project,
        name="past.csv",
        sha256=blob.sha256,
        size=blob.size,
        created_at=task.created_at,
        created_by=people["owner"],
    )
    return {"changelog_pk": file.pk}
