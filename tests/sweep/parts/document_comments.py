"""Comments on documents."""

from assay.accounts.models import Person
from assay.documents.models import Document
from assay.projects.models import Project

PARAMETERS = {
    "documents/<int:number>/comments/": {"comment": "document_comment_pk"},
    "api/v1/documents/<number>/comments/": {"comment": "document_comment_pk"},
}


def plant(project: Project, people: dict[str, Person]) -> dict[str, object]:
    document = Document.objects.filter(project=project).order_by("pk").first()
    assert document
    return {"document_comment_pk": document.comment("Is this enough?", by=people["owner"]).pk}
