"""Share links, with what they open."""

from assay.accounts.models import Person
from assay.deliverables.models import Deliverable
from assay.projects.models import Project, Stakeholder
from assay.sharing.models import Confirmation, ShareLink, Wish
from assay.sharing.things import VIEW, Name

PARAMETERS: dict[str, dict[str, str]] = {
    "share-links/": {"number": "share_link_pk"},
    "api/v1/share-links/": {"number": "share_link_pk"},
    "s/": {"secret": "=share_guessed", "kind": "=document", "thing": "=1", "file": "=1", "number": "=1"},
}


def plant(project: Project, people: dict[str, Person]) -> dict[str, object]:
    somebody = Stakeholder.add(project, name="Sol", email="sol@care.example", by=people["owner"])
    link, _secret = ShareLink.make(somebody, Wish([Name(VIEW, str(project.pk))]), by=people["owner"])
    deliverable = Deliverable.objects.filter(project=project).order_by("pk")[0]
    Confirmation.ask(link, deliverable, note="Yes", seen=deliverable.digest)
    return {"share_link_pk": link.pk}
