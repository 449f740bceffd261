"""Resources of an experiment: what is planned and what runs used, in hours and money."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

GPU_HOURS, CPU_HOURS, HOURS, COST = "gpu_hours", "cpu_hours", "hours", "cost"
NAMES = (GPU_HOURS, CPU_HOURS, HOURS, COST)


@dataclass(frozen=True)
class Use:
    """What one run used: how long it took, on how many GPUs and cores; None where nobody said."""

    hours: float
    gpus: float | None = None
    cpus: float | None = None
    cost: float | None = None


def used(runs: Iterable[Use]) -> Mapping[str, float]:
    """Sum up what is known; a resource of which no run says anything is left out, never counted as nothing."""
    runs = list(runs)
    parts = {
        GPU_HOURS: [run.hours * run.gpus for run in runs if run.gpus is not None],
        CPU_HOURS: [run.hours * run.cpus for run in runs if run.cpus is not None],
        HOURS: [run.hours for run in runs],
        COST: [run.cost for run in runs if run.cost is not None],
    }
    return {name: sum(amounts) for name, amounts in parts.items() if amounts}
