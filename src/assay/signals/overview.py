"""What pages below this domain show of signals: places that fetch them once the page stands."""

from typing import Any

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.projects.overview import Section


def _context(_project: Project, _reader: Person) -> dict[str, Any]:
    return {}


BESIDE = Section(order=5, area="side", template="signals/_beside.html", context=_context)
