"""What pages and commands read of imports."""

from collections import defaultdict
from dataclasses import dataclass

from assay.importers.models import Source

EXAMPLES = 3


@dataclass(frozen=True)
class Reason:
    """Things of one kind that were left out for one reason."""

    what: str
    why: str
    count: int
    examples: list[str]


def left_out_by_reason(source: Source) -> list[Reason]:
    """Return what did not come, the most frequent reason first, with some names of each."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for what, why, name in source.left_out.order_by("pk").values_list("what", "why", "name"):
        found[what, why].append(name)
    reasons = [Reason(what, why, len(names), names[:EXAMPLES]) for (what, why), names in found.items()]
    return sorted(reasons, key=lambda reason: -reason.count)
