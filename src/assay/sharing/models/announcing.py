"""What sharing means to a deliverable: it counts as shared, and who may approve it is one of those who sign."""

from typing import TYPE_CHECKING

from assay.deliverables.models import Deliverable
from assay.deliverables.refusals import AlreadySigned, NothingAttached, NotNeeded, TooMany
from assay.projects.models import Stakeholder
from assay.sharing.models.wish import Wish
from assay.sharing.things import DELIVERABLE, CannotShare

if TYPE_CHECKING:
    from assay.accounts.models import Person


def announce(wish: Wish, stakeholder: Stakeholder, *, by: "Person") -> None:
    """Share the deliverables of the wish, inside the caller's transaction. Raises `CannotShare`."""
    wanted = [int(one.id) for one in wish.opens if one.kind == DELIVERABLE]
    mine = Deliverable.objects.visible_to(by).filter(project=stakeholder.project, pk__in=wanted)
    for deliverable in mine.select_related("project").order_by("pk"):
        try:
            if wish.can_sign:
                deliverable.name_signer(stakeholder, by=by)
            deliverable.share(by=by)
        except AlreadySigned:
            continue  # it is read as it stands
        except (NothingAttached, NotNeeded, TooMany) as error:
            raise CannotShare(str(error)) from error
