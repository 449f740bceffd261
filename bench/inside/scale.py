"""Fill a database with millions of points, as if trainings had logged them: `python -m bench.inside.scale POINTS`."""

import json
import random
import sys
from dataclasses import asdict
from datetime import timedelta
from typing import Any

RUNS, METRICS, SHAPES = 1000, 20, 50
EPOCH_MS = 1_760_000_000_000


def fill(count: int) -> dict[str, Any]:
    """Make finished runs with sealed metrics, `count` points in all; many share a curve, as readers do not mind."""
    from django.db import transaction

    from assay.accounts.models import Person
    from assay.runs import chunks
    from assay.runs.groups import create_group
    from assay.runs.models import Run, RunStatus
    from assay.runs.summary import StoredPoint, merged

    owner = Person.objects.order_by("pk")[0]
    dice, length = random.Random(1), max(100, count // (RUNS * METRICS))  # noqa: S311  curves, nothing secret
    with transaction.atomic():
        group = create_group("scale", by=owner)
        made = group.created_at
        runs = Run.objects.bulk_create(
            Run(
                workspace=owner.workspace,
                uid=f"{dice.getrandbits(128):032x}",
                number=owner.workspace.next_run_number(),
                group=group,
                name=f"scale {at}",
                status=RunStatus.FINISHED,
                person=owner,
                started_at=made + timedelta(seconds=at),
                ended_at=made + timedelta(seconds=at + 1),
                created_at=made,
            )
            for at in range(RUNS)
        )
        curves = []
        for _ in range(SHAPES):
            points = [StoredPoint(step, EPOCH_MS + step * 137, dice.random()) for step in range(length)]
            known = asdict(merged(0, None, points))
            del known["series_id"]
            curves.append((known, chunks.row_of(points)))
        for run in runs:
            _log(run, curves, dice)
    return {"experiment": str(group.pk), "points": RUNS * METRICS * length, "series": RUNS * METRICS}


def _log(run: Any, curves: list[Any], dice: random.Random) -> None:
    from assay.runs import chunks
    from assay.runs.models import MetricSeries

    chosen = [dice.choice(curves) for _ in range(METRICS)]
    series = MetricSeries.objects.bulk_create(
        MetricSeries(run=run, key=f"metric_{at}", sealed=known["count"], **known)
        for at, (known, _row) in enumerate(chosen)
    )
    chunks.write_rows([(one.pk, *row) for one, (_known, row) in zip(series, chosen, strict=True)])


def main(count: int) -> None:
    from assay.cli.prepare import set_up_django

    set_up_django()
    print(json.dumps(fill(count)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
