"""Which phase work of a kind belongs to."""

from assay.projects.models import Phase
from assay.tasks.keys import TaskKind

# By what phases are called in the workflows; first come, first served.
_PLACES: dict[str, tuple[str, ...]] = {
    TaskKind.PRODUCTIZATION: ("product", "deploy"),
    TaskKind.PIPELINE: ("product", "deploy"),
    TaskKind.DEPLOYMENT: ("deploy", "product"),
    TaskKind.RETRAINING: ("monitor", "maint", "product"),
    TaskKind.MONITORING: ("monitor", "maint", "deploy", "product"),
    TaskKind.DATA: ("data",),
}


def phase_for(kind: str, current: Phase, phases: list[Phase]) -> Phase:
    """Return the phase that further work of this kind belongs to; in doubt that of the task it comes from."""
    for stem in _PLACES.get(kind, ()):
        for phase in phases:
            if stem in phase.name.casefold():
                return phase
    return current
