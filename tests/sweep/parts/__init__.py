"""What each domain puts into the worlds of the sweep, and what its addresses need: one file per domain.

A file has `plant(project, people)`, which makes rows and returns the facts that its addresses name, and `PARAMETERS`
as in `tests/sweep/ids.py`. `NOTHING` says what stands for a fact in a world that has none; without it a number that
no row has.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from tests.sweep.world import NUMBER

from assay.accounts.models import Person
from assay.projects.models import Project


def plant(project: Project, people: dict[str, Person]) -> dict[str, object]:
    """Make the rows of all domains; return the facts by name."""
    facts: dict[str, object] = {}
    for part in _parts():
        facts |= part.plant(project, people)
    return facts


def parameters() -> dict[str, dict[str, str]]:
    return {prefix: names for part in _parts() for prefix, names in part.PARAMETERS.items()}


def nothing(fact: str) -> object:
    """Return what stands for `fact` where no row has it."""
    return next((part.NOTHING[fact] for part in _parts() if fact in getattr(part, "NOTHING", {})), NUMBER)


@cache
def _parts() -> list[ModuleType]:
    names = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    return [import_module(f"tests.sweep.parts.{name}") for name in names]
