"""Quotes in documents, one of them frozen."""

from assay.accounts.models import Person
from assay.documents.models import Document
from assay.projects.models import Project

PARAMETERS: dict[str, dict[str, str]] = {}


def plant(project: Project, people: dict[str, Person]) -> dict[str, object]:
    text = f"{{{{task {project.key}-1 | frozen}}}}\n\n{{{{tasks}}}}\n\n{{{{run 1}}}}\n\n{{{{experiments}}}}"
    Document.begin(project, title="With quotes", text=text, by=people["owner"])
    return {}
