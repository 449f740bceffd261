"""How much each measure does: in full, and quickly."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Size:
    """`rounds` alternate between the sides; `seconds` is how long one load lasts in one round."""

    name: str
    rounds: int
    seconds: float
    idle_seconds: float
    history_points: int
    scale_points: int
    search_runs: int
    search_repeats: int
    board_tasks: int
    large_board_tasks: int
    projects: int
    years_projects: int
    find_tasks: int
    find_experiments: int
    page_views: int
    tasks_written: int
    live_writes: int
    live_idle_seconds: float


FULL = Size(
    name="full",
    rounds=3,
    seconds=4.0,
    idle_seconds=15.0,
    history_points=100_000,
    scale_points=10_000_000,
    search_runs=1000,
    search_repeats=5,
    board_tasks=1000,
    large_board_tasks=10_000,
    projects=200,
    years_projects=200,
    find_tasks=10_000,
    find_experiments=2_000,
    page_views=40,
    tasks_written=100,
    live_writes=60,
    live_idle_seconds=20.0,
)
QUICK = Size(
    name="quick",
    rounds=1,
    seconds=1.0,
    idle_seconds=3.0,
    history_points=10_000,
    scale_points=2_000_000,
    search_runs=100,
    search_repeats=3,
    board_tasks=1000,
    large_board_tasks=10_000,
    projects=200,
    years_projects=40,
    find_tasks=1_000,
    find_experiments=200,
    page_views=15,
    tasks_written=30,
    live_writes=20,
    live_idle_seconds=5.0,
)
