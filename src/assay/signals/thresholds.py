"""When signals fire: few numbers, with good defaults, of each workspace."""

from dataclasses import asdict, dataclass, fields

from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Thresholds:
    """Days are working days. None switches off the rules that ask for it."""

    stalled_days: int | None = 3
    blocked_days: int | None = 2
    waiting_days: int | None = 10
    undecided_days: int | None = 2
    unsigned_days: int | None = 5
    quiet_days: int | None = 10
    growth_percent: int | None = 50
    undeployed_weeks: int | None = 12
    model_days: int | None = 90

    def as_data(self) -> dict[str, int | None]:
        return asdict(self)


DEFAULT = Thresholds()
NAMES = tuple(one.name for one in fields(Thresholds))
LABELS = {
    "stalled_days": gettext_lazy("A task in progress is quiet, working days"),
    "blocked_days": gettext_lazy("A task is blocked, working days"),
    "waiting_days": gettext_lazy("A task waits, working days"),
    "undecided_days": gettext_lazy("A verdict is in and nobody decides, working days"),
    "unsigned_days": gettext_lazy("A shared deliverable is not signed, working days"),
    "quiet_days": gettext_lazy("A project is quiet, working days"),
    "growth_percent": gettext_lazy("More tasks come than are finished in four weeks, percent"),
    "undeployed_weeks": gettext_lazy("Nothing is deployed yet, weeks since the first start"),
    "model_days": gettext_lazy("A model in production is old, calendar days"),
}
LEAST, MOST = 1, 1000
