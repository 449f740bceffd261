"""A notebook of the vault that the worker has drawn."""

from assay.accounts.models import Person
from assay.documents.models import Document
from assay.documents.uploads import read
from assay.kit import blobs
from assay.kit.models import NotebookPage
from assay.kit.tests.books import REPORT
from assay.projects.models import Project

_FACTS = {"number": "notebook_pk", "version": "=1"}
PARAMETERS = {
    "documents/<int:number>/file": _FACTS,
    "documents/<int:number>/title": _FACTS,
    "documents/<int:number>/versions/<int:version>/notebook": _FACTS,
    "documents/<int:number>/versions/<int:version>/file": _FACTS,
    "api/v1/documents/<number>/file": _FACTS,
    "api/v1/documents/<number>/versions/<version>/file": _FACTS,
}


def plant(project: Project, people: dict[str, Person]) -> dict[str, object]:
    made = Document.take_in(project, read("report.ipynb", [REPORT]).stored(), by=people["owner"])
    drawn = blobs.keep([f"drawn for {project.key}".encode()])
    NotebookPage.objects.filter(sha256=made.latest.sha256).update(html_sha256=drawn.sha256)
    return {"notebook_pk": made.pk}
