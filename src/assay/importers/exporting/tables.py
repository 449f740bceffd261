"""Runs of a project as a table, as lines of JSON, or as a zip of both with every point."""

import csv
import io
import json
import math
import zipfile
from collections.abc import Iterator, Sequence
from typing import IO, Any

from assay.accounts.models import Person
from assay.kit.spreadsheets import safe
from assay.projects.models import Project
from assay.pure.numbers import in_json
from assay.runs import points
from assay.runs.models import MetricSeries, Run

AT_ONCE = 200
FACTS = ("id", "number", "name", "task", "experiment", "status", "user", "started", "ended")
Row = dict[str, Any]


def runs_of(project: Project, reader: Person) -> list[int]:
    """Return the row numbers of the project's living runs that the reader may see, the oldest first."""
    mine = Run.objects.visible_to(reader).alive()
    linked, waiting = mine.filter(task__project=project), mine.filter(task=None, group__project=project)
    return list((linked | waiting).order_by("pk").values_list("pk", flat=True))


def rows(pks: Sequence[int]) -> Iterator[Row]:
    """Yield one flat row a run: facts, `params.*`, `tags.*`, and last, lowest, highest and count of each metric."""
    for start in range(0, len(pks), AT_ONCE):
        some = Run.objects.filter(pk__in=pks[start : start + AT_ONCE]).select_related(
            "task__project", "group", "person"
        )
        for run in some.prefetch_related("params", "tags", "series").order_by("pk"):
            yield _row(run)


def write(runs: list[int], kind: str, out: IO[bytes]) -> int:
    """Write the runs as `csv`, `jsonl` or `zip`; return how many."""
    if kind == "zip":
        return write_zip(runs, out)
    text = io.TextIOWrapper(out, "utf-8", newline="" if kind == "csv" else None)
    try:
        return (write_csv if kind == "csv" else write_lines)(runs, text)
    finally:
        text.flush()
        text.detach()


def write_csv(pks: Sequence[int], out: IO[str]) -> int:
    """Write the table, whose cells no spreadsheet calculates; return how many runs."""
    names = dict.fromkeys(FACTS)
    for row in rows(pks):
        names.update(dict.fromkeys(row))
    writer = csv.DictWriter(out, [safe(name) for name in names], restval="")
    writer.writeheader()
    count = 0
    for count, row in enumerate(rows(pks), 1):  # noqa: B007  the last number is the count
        writer.writerow({safe(name): safe(_cell(value)) for name, value in row.items()})
    return count


def write_lines(pks: Sequence[int], out: IO[str]) -> int:
    """Write a JSON object a line; NaN and infinite values are texts, as JSON has none."""
    count = 0
    for count, row in enumerate(rows(pks), 1):  # noqa: B007  the last number is the count
        out.write(json.dumps({name: _json(value) for name, value in row.items()}, ensure_ascii=False) + "\n")
    return count


def write_zip(pks: Sequence[int], out: IO[bytes]) -> int:
    """Write the table, the lines, and for each run a table of all its points."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("runs.csv", "w") as file, io.TextIOWrapper(file, "utf-8", newline="") as text:
            count = write_csv(pks, text)
        with archive.open("runs.jsonl", "w") as file, io.TextIOWrapper(file, "utf-8") as text:
            write_lines(pks, text)
        for row in rows(pks):
            name = f"points/{row['id']}.csv"
            with archive.open(name, "w") as file, io.TextIOWrapper(file, "utf-8", newline="") as text:
                _write_points(row["id"], text)
    return count


def _row(run: Run) -> Row:
    facts: Row = {
        "id": run.uid,
        "number": run.number,
        "name": run.name,
        "task": run.task.key if run.task else "",
        "experiment": run.group.name,
        "status": run.status,
        "user": run.person.name if run.person else run.user_name,
        "started": run.started_at.isoformat(),
        "ended": run.ended_at.isoformat() if run.ended_at else "",
    }
    facts |= {f"params.{one.key}": one.value for one in run.params.all()}
    facts |= {f"tags.{one.key}": one.value for one in run.tags.all()}
    for series in run.series.all():
        facts |= _summary(series)
    return facts


def _summary(series: MetricSeries) -> Row:
    nan = math.nan
    return {
        f"metrics.{series.key}": nan if series.last is None else series.last,
        f"min.{series.key}": nan if series.low is None else series.low,
        f"max.{series.key}": nan if series.high is None else series.high,
        f"points.{series.key}": series.count,
    }


def _write_points(uid: str, text: IO[str]) -> None:
    writer = csv.writer(text)
    writer.writerow(["metric", "step", "time_ms", "value"])
    for pk, key in MetricSeries.objects.filter(run__uid=uid).order_by("key").values_list("pk", "key"):
        token, name = "", safe(key)
        while True:
            page = points.history(pk, most=25_000, token=token)
            writer.writerows((name, one.step, one.at_ms, one.value) for one in page.points)
            if not (token := page.next):
                break


def _cell(value: Any) -> str:
    return value if isinstance(value, str) else repr(value)


def _json(value: Any) -> Any:
    return in_json(value) if isinstance(value, float) else value
