"""The table as CSV: the runs that fit, in their order, with the columns that are shown."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from assay.accounts.models import Person
from assay.kit.spreadsheets import csv_line
from assay.projects.models import Project
from assay.projects.queries import definitions_told
from assay.runs.columns import PICKS, Column, Kind
from assay.runs.models import Run, TableChoice
from assay.runs.queries.table.asking import Asked, fitting, in_order
from assay.runs.queries.table.cells import Row, rows_of
from assay.runs.queries.table.page import columns_of, page_of

MOST_ROWS = 20_000
AT_ONCE = 500


def exported(project: Project, *, reader: Person, asked: Asked, at: datetime) -> Iterator[str]:
    """Yield the lines of the table, the head first; at most `MOST_ROWS` runs. Raises `FilterError` at once."""
    asked = asked.knowing(definitions_told(project, project.pk))
    mine = Run.objects.visible_to(reader).filter(task__project=project)
    runs = in_order(fitting(mine, asked), asked)
    first = page_of(runs, 0)
    columns, _is_chosen = columns_of(asked, TableChoice.of(reader, project), first)
    return _lines([*runs.values_list("pk", flat=True)[:MOST_ROWS]], columns, asked, at, reader)


def _lines(ids: Sequence[int], columns: list[Column], asked: Asked, at: datetime, reader: Person) -> Iterator[str]:
    yield csv_line(["run", "name", *[_title(column, asked) for column in columns]])
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        found = Run.objects.visible_to(reader).select_related("task__project", "person", "group").in_bulk(part)
        runs = [found[pk] for pk in part if pk in found]
        for run, row in zip(runs, rows_of(runs, columns, pick=asked.pick, at=at), strict=True):
            yield csv_line([str(run.number), run.name, *_texts(run, row, columns)])


def _title(column: Column, asked: Asked) -> str:
    if column.kind is Kind.ATTRIBUTE:
        return column.key
    return f"{column.key} ({PICKS[column.picked(asked.pick)]})" if column.kind is Kind.METRIC else column.key


def _texts(run: Run, row: Row, columns: Sequence[Column]) -> Iterator[str]:
    for cell, column in zip(row, columns, strict=True):
        if column.kind is Kind.ATTRIBUTE and column.key == "duration":
            yield f"{(run.ended_at - run.started_at).total_seconds():.3f}" if run.ended_at else ""
        elif cell is None:
            yield ""
        else:
            yield repr(cell.number) if cell.number is not None else cell.full or cell.text
