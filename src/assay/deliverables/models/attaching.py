"""How things are attached to a deliverable and taken off again."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.kinds import Kind, kind_named
from assay.activity.recording import record
from assay.deliverables.events import DeliverableAttached, DeliverableDetached
from assay.deliverables.models.attachment import COMMIT, FILE, MOST_NAME, MOST_SHA, MOST_URL, URL, Attachment
from assay.deliverables.models.states import State, enter
from assay.deliverables.refusals import NoSuchThing, TooMany
from assay.kit.clock import now
from assay.web.file_answers import ANY_TYPE, picture_type

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.deliverables.models.deliverable import Deliverable
    from assay.documents.models import Document
    from assay.kit.blobs import Blob

MOST_ATTACHED = 50
# They hold the others.
_NEVER = {"project", "deliverable", "person", "workspace"}


class Attaching:
    """Verbs that change what is attached. Attaching something twice is once; each returns the attachment.

    All raise `NotNeeded` on a waived deliverable and `TooMany`.
    """

    @transaction.atomic
    def attach(self, kind: str, identity: str, *, by: "Person") -> Attachment:
        """Attach a thing of the register of kinds that `by` may see, by its id. Raises `NoSuchThing`."""
        deliverable = cast("Deliverable", self)
        found = kind_named(kind) if kind not in _NEVER else None
        thing = _held(found, identity, by) if found else None
        if found is None or thing is None or not _is_of(thing, deliverable.project_id):
            raise NoSuchThing(_("There is no such thing in this project, or not for you."))
        facts = {"title": found.title(thing)[:MOST_NAME], "edition": edition_of(found, thing)}
        return _attach(deliverable, by=by, kind=kind, subject_id=identity, facts=facts)

    def attach_document(self, document: "Document", *, by: "Person") -> Attachment:
        """Attach a document of the project's vault. Raises `NoSuchThing`."""
        return self.attach("document", str(document.pk), by=by)

    def attach_file(self, kept: "Blob", *, name: str, by: "Person") -> Attachment:
        """Attach a file whose bytes are stored already."""
        name = name[:MOST_NAME] or "file"
        facts = {
            "title": name,
            "content_type": picture_type(name) or ANY_TYPE,
            "sha256": kept.sha256,
            "size": kept.size,
        }
        return _attach(cast("Deliverable", self), by=by, kind=FILE, facts=facts)

    def attach_url(self, url: str, *, title: str = "", by: "Person") -> Attachment:
        """Attach an address; it is shown as a link and never fetched. Raises `NoSuchThing` for what is none."""
        facts = {"title": (title or url.strip())[:MOST_NAME]}
        return _attach(cast("Deliverable", self), by=by, kind=URL, url=_web_address(url), facts=facts)

    def attach_commit(
        self,
        repository: str,
        sha: str,
        *,
        title: str = "",
        merged_at: datetime | None = None,
        by: "Person | None",
    ) -> Attachment:
        """Attach a merged commit; without a person a Git host did it by its webhook. Raises `NoSuchThing`."""
        sha = sha.strip().lower()
        if not (7 <= len(sha) <= MOST_SHA and set(sha) <= set("0123456789abcdef")):
            raise NoSuchThing(_("A commit is named by 7 to 64 digits and letters from a to f."))
        facts = {"title": (title or sha[:10])[:MOST_NAME], "merged_at": merged_at}
        return _attach(
            cast("Deliverable", self), by=by, kind=COMMIT, subject_id=sha, url=_web_address(repository), facts=facts
        )

    @transaction.atomic
    def detach(self, attachment: Attachment, *, by: "Person") -> None:
        """Take one of the attachments off; what was signed keeps its name. Twice is once."""
        deliverable = cast("Deliverable", self)
        deliverable.hold_wanted()
        mine = deliverable.attachments.present().filter(pk=attachment.pk)
        if not mine.update(removed_at=now(), removed_by=by):
            return
        attachment.refresh_from_db()
        renew_digest(deliverable)
        record(DeliverableDetached(title=attachment.title, what=attachment.kind), on=deliverable, by=by)
        if not deliverable.digest and deliverable.state != State.SIGNED:
            enter(deliverable, State.OWED)


def _held(kind: Kind, identity: str, by: "Person") -> Any:
    """Find the thing and lock its row: whoever changes it meanwhile waits, and then finds it attached (`following`)."""
    thing = kind.find(by, [identity]).get(identity)
    if thing is None or kind.edition is None:
        return thing
    list(type(thing).objects.select_for_update(no_key=True).filter(pk=thing.pk).values_list("pk"))
    return kind.find(by, [identity]).get(identity)


@transaction.atomic
def _attach(
    deliverable: "Deliverable",
    *,
    by: "Person | None",
    kind: str,
    facts: dict[str, Any],
    subject_id: str = "",
    url: str = "",
) -> Attachment:
    deliverable.hold_wanted()
    present = deliverable.attachments.present()
    same = present.filter(kind=kind, subject_id=subject_id, url=url, sha256=facts.get("sha256", "")).first()
    if same is not None:
        return same
    if present.count() >= MOST_ATTACHED:
        raise TooMany(_("A deliverable holds at most %(most)d things.") % {"most": MOST_ATTACHED})
    made = deliverable.attachments.create(
        kind=kind, subject_id=subject_id, url=url, attached_by=by, attached_at=now(), **facts
    )
    renew_digest(deliverable)
    told = DeliverableAttached(title=made.title, what=kind, thing=subject_id if made.is_thing else "")
    record(told, on=deliverable, by=by)
    if deliverable.state == State.OWED:
        enter(deliverable, State.DRAFTED)
    return made


def renew_digest(deliverable: "Deliverable") -> None:
    """Let the held deliverable say what is attached now; nothing attached is empty."""
    lines = sorted(one.line for one in deliverable.attachments.present())
    deliverable.digest = hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else ""
    deliverable.save(update_fields=["digest"])


def edition_of(kind: Kind, thing: Any) -> str:
    """Return what names the state of the thing now; empty for kinds that do not change."""
    return kind.edition(thing)[:40] if kind.edition else ""


def _is_of(thing: Any, project_id: int) -> bool:
    subject = getattr(thing, "subject", None)
    return subject is not None and subject.project_id == project_id


def _web_address(url: str) -> str:
    url = url.strip()
    if not url.startswith(("https://", "http://")) or len(url) > MOST_URL or any(one.isspace() for one in url):
        raise NoSuchThing(_("Give an address that begins with https:// or http://."))
    return url
