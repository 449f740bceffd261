"""Deliverables: long, late, shared, signed for an earlier state, reviewed, not needed."""

from datetime import date

from tests.browser.world.places import LONG_TITLE, LONG_WORD, MARKDOWN, World

from assay.accounts.models import Person
from assay.deliverables.models import Deliverable, DeliverableFacts
from assay.documents.models import Document
from assay.kit import blobs
from assay.projects.models import Project, Stakeholder


def add_deliverables(world: World, kite: Project, ada: Person, ben: Person) -> None:
    first = Deliverable.objects.get(project=kite, number=1)
    facts = DeliverableFacts(LONG_TITLE, MARKDOWN[:1500], "plan", date(2020, 1, 1), ben)
    first.edit(facts, version=1, by=ada)
    text = Document.begin(kite, title=f"{LONG_TITLE} handed over", text=MARKDOWN, by=ada)
    first.attach_document(text, by=ada)
    first.attach("task", str(kite.tasks.all()[0].pk), by=ada)
    first.attach_file(blobs.keep([b"a,b\n1,2\n"]), name=f"{LONG_WORD}.csv", by=ben)
    first.attach_url(f"https://example.org/{LONG_WORD}", by=ada)
    outside = Stakeholder.add(kite, name=LONG_WORD, role="Pays for it", by=ada)
    for party in (ada, ben, outside):
        first.name_signer(party, by=ada)
    first.share(by=ada, note=LONG_TITLE)
    first.sign(by=ada, note=LONG_TITLE)
    taken = first.sign(by=outside)
    first.revoke(taken, reason=LONG_TITLE, by=outside)
    said = first.comment(f"{MARKDOWN}\n{LONG_WORD}", by=ada)
    first.ask_for_changes(f"Say **more** of {LONG_WORD}", by=outside)
    text.write(text.title, "Otherwise", version=1, by=ben)
    code = Deliverable.objects.get(project=kite, review="two-disciplines")
    code.attach_commit(f"https://git.example.org/{LONG_WORD}", "abcdef1234", title=LONG_TITLE, by=None)
    code.tick(code.checks.in_order()[0], by=ben, answer=LONG_TITLE)
    code.share(by=ada)
    unneeded = Deliverable.objects.get(project=kite, number=3)
    unneeded.waive(reason=LONG_TITLE, by=ada)
    here = f"/deliverables/{first.key}"
    world.places |= {
        "deliverables": f"/projects/{kite.key}/deliverables/",
        "new deliverable": f"/projects/{kite.key}/deliverables/new",
        "deliverable with everything": here,
        "facts of a deliverable": f"{here}/facts",
        "attach to a deliverable": f"{here}/attachments",
        "who signs a deliverable": f"{here}/signers",
        "own comment on a deliverable": f"{here}/comments/{said.pk}",
        "deliverable of a guest": here,
        "deliverable that is reviewed": f"/deliverables/{code.key}",
        "who reviews a deliverable": f"/deliverables/{code.key}/reviewers",
        "deliverable that is not needed": f"/deliverables/{unneeded.key}",
    }
