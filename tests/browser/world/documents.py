"""Documents in folders: written, in the middle of writing, in versions, in the trash."""

from tests.browser.world.places import LONG_TITLE, LONG_WORD, MARKDOWN, World

from assay.accounts.models import Person
from assay.documents.models import Document
from assay.documents.starters import starter_named
from assay.projects.models import Project, Stakeholder


def add_documents(world: World, kite: Project, ada: Person, ben: Person) -> None:
    long = Document.begin(kite, title=LONG_TITLE, text=MARKDOWN, folder=f"reports/{LONG_WORD}", by=ada)
    text = MARKDOWN.replace(".81", ".82") + f"\n## After\n\n### Deeper {LONG_WORD}\n"
    long.write(f"{LONG_TITLE} again", text, version=1, by=ben, note=LONG_TITLE[:150])
    long.keep_draft(LONG_TITLE, f"{text} and", version=2, by=ada)
    long.keep_draft(LONG_TITLE, text, version=2, by=ben)
    charter = starter_named("charter")
    assert charter
    plan = Document.begin(kite, title=charter.title, text=charter.text, folder="plans", by=ada)
    empty = Document.begin(kite, title="Nothing yet", by=ada)
    gone = Document.begin(kite, title=f"{LONG_TITLE} put away", text="old", by=ada)
    gone.trash(by=ada)
    said = plan.comment(f"{MARKDOWN}\n{LONG_WORD}", by=ada)
    plan.comment("> Proxy trap\n\nClicks, says the *business*.", by=Stakeholder.add(kite, name=LONG_WORD, by=ada))
    vault = f"/projects/{kite.key}/documents/"
    world.places |= {
        "document with a draft": f"/documents/{long.pk}",
        "document from a starter": f"/documents/{plan.pk}",
        "empty document": f"/documents/{empty.pk}",
        "document in the trash": f"/documents/{gone.pk}",
        "editor": f"/documents/{long.pk}/text",
        "versions": f"/documents/{long.pk}/versions/",
        "changes of a version": f"/documents/{long.pk}/versions/2",
        "text of a version": f"/documents/{long.pk}/versions/1?text",
        "own comment on a document": f"/documents/{plan.pk}/comments/{said.pk}",
        "document of a guest": f"/documents/{plan.pk}",
        "folder of documents": f"{vault}?folder=reports",
        "vault": vault,
        "new document": f"{vault}new",
        "trash of documents": f"{vault}trash",
    }
