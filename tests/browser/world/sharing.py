"""What is behind links: the state of a project, a deliverable to decide about, documents, a code, an ended link."""

from tests.browser.world.places import LONG_TITLE, LONG_WORD, MARKDOWN, PIXEL, World

from assay.accounts.models import Person
from assay.deliverables.models import Deliverable
from assay.documents.models import Document
from assay.kit import blobs
from assay.projects.models import Project, Stakeholder
from assay.sharing.models import Confirmation, ShareLink, Wish
from assay.sharing.things import DELIVERABLE, VIEW, Name


def add_sharing(world: World, kite: Project, ada: Person) -> None:
    lu = Stakeholder.add(kite, name="Lucía Ortega of care and everything that has to do with it", by=ada)
    document = Document.begin(kite, title=LONG_TITLE, text=MARKDOWN, folder="shared", by=ada)
    document.comment(f"When, and {LONG_WORD}?", by=lu)
    document.comment("In **April**.", by=ada)
    first, second = kite.deliverables.select_related("project").order_by("-pk")[:2]
    _attach(first, document, ada)
    _attach(second, document, ada)
    named = [Name(DELIVERABLE, str(first.pk)), Name("document", str(document.pk))]
    both, several = ShareLink.make(lu, Wish(named), by=ada)
    second.name_signer(lu, by=ada)
    second.share(by=ada)
    second.sign(by=lu, note=f"Good, {LONG_WORD}")
    _link, view = ShareLink.make(lu, Wish([Name(VIEW, str(kite.pk))]), by=ada)
    _link, alone = ShareLink.make(lu, Wish([Name("document", str(document.pk))]), by=ada)
    asked = Confirmation.ask(both, first, note="", seen=first.digest)
    mo = Stakeholder.add(kite, name="Mo", email="mo@care.example", by=ada)
    over, ended = ShareLink.make(mo, Wish([Name("document", str(document.pk))]), by=ada)
    over.revoke(by=ada, reason=LONG_TITLE[:150])
    world.places |= {
        "project for a stakeholder": f"/s/{view}",
        "project for a colleague": f"/s/{view}",
        "several things for a stakeholder": f"/s/{several}",
        "deliverable for a stakeholder": f"/s/{several}/deliverable/{first.pk}",
        "signed deliverable for a stakeholder": f"/s/{view}/deliverable/{second.pk}",
        "document for a stakeholder": f"/s/{alone}",
        "code of a stakeholder": f"/s/{several}/codes/{asked.pk}",
        "ended link": f"/s/{ended}",
        "share a document": f"/projects/{kite.key}/sharing/new?kind=document&thing={document.pk}",
    }


def _attach(deliverable: Deliverable, document: Document, ada: Person) -> None:
    deliverable.attach_document(document, by=ada)
    deliverable.attach_file(blobs.keep([PIXEL]), name="plot.png", by=ada)
    deliverable.attach_file(blobs.keep([LONG_TITLE.encode()]), name=f"{LONG_WORD}.csv", by=ada)
    deliverable.attach_url(f"https://x.example/{LONG_WORD}", title=LONG_TITLE, by=ada)
    deliverable.attach_commit("https://git.example/repo", "ab" * 20, title=LONG_TITLE, by=ada)
