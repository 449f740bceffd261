"""What phases still owe, for pages below this domain: always one query, however many projects ask."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.urls import reverse

from assay.deliverables.models import Deliverable
from assay.projects.owing import Owed


def owed_by(phases: Collection[int]) -> Mapping[int, list[Owed]]:
    """Return what each phase hands over, settled or not, in its order; what is not needed is left out."""
    found: dict[int, list[Owed]] = defaultdict(list)
    rows = Deliverable.objects.wanted().filter(phase__in=phases).select_related("project").in_order()
    for one in rows:
        found[one.phase_id].append(
            Owed(
                key=one.key,
                title=one.title,
                url=reverse("deliverables:deliverable", args=[one.key]),
                state=one.state_in_words,
                is_settled=one.is_settled,
            )
        )
    return found
