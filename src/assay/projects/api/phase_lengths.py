"""REST: how long phases really take, per kind of phase."""

from typing import Any

from ninja import Router, Schema

from assay.projects.planning.measured import Case, KindRow, kinds_measured
from assay.pure.estimates import Summary, TooEarly
from assay.rest.doors import ApiRequest

router = Router(tags=["Plan"])


class SummaryShown(Schema):
    """Median and range of `count` values; without them `missing` says how many more it takes."""

    count: int
    missing: int
    median: float | None
    least: float | None
    most: float | None


class CaseShown(Schema):
    """One finished phase: the weeks it took, those that were agreed first, and their ratio."""

    project: str
    phase: int
    name: str
    weeks: float
    weeks_low: float | None
    weeks_high: float | None
    ratio: float | None


class KindShown(Schema):
    """All finished phases of one kind. `within` counts those that took no less and no more than was agreed."""

    kind: str
    finished: int
    under_way: int
    weeks: SummaryShown
    ratio: SummaryShown
    within: int
    cases: list[CaseShown]


@router.get("/phase-lengths", response=list[KindShown])
def phase_lengths(request: ApiRequest) -> list[dict[str, Any]]:
    """What finished phases took, per kind, over all projects that you see."""
    return [_kind(row) for row in kinds_measured(request.person)]


def _kind(row: KindRow) -> dict[str, Any]:
    return {
        "kind": row.kind.value,
        "finished": len(row.cases),
        "under_way": row.under_way,
        "weeks": _summary(row.weeks),
        "ratio": _summary(row.ratio),
        "within": row.within,
        "cases": [_case(case) for case in row.cases],
    }


def _summary(found: Summary | TooEarly) -> dict[str, Any]:
    if isinstance(found, TooEarly):
        return {"count": found.has, "missing": found.missing, "median": None, "least": None, "most": None}
    return {"count": found.count, "missing": 0, "median": found.median, "least": found.least, "most": found.most}


def _case(case: Case) -> dict[str, Any]:
    took = case.took
    return {
        "project": case.phase.project.key,
        "phase": case.phase.pk,
        "name": case.phase.name,
        "weeks": took.weeks,
        "weeks_low": took.low,
        "weeks_high": took.high,
        "ratio": took.ratio,
    }
