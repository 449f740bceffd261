"""`assay import runs`: results from a table, for teams without MLflow. `assay import changelog` stands beside."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from assay.cli.changelogs import add_changelog
from assay.cli.confirming import is_wanted
from assay.cli.parsing import CannotDo, Commands, add, add_group
from assay.cli.people import open_data, the_owner

if TYPE_CHECKING:
    from assay.importers.results.reading import Column
    from assay.tasks.models import Task


def add_to(commands: Commands) -> None:
    actions = add_group(commands, "import", "Bring results from files.")
    text = "Store the runs of a CSV table: one row a run, or one a step. Shows what each column is taken for, and asks."
    parser = add(actions, "runs", text, import_runs)
    parser.add_argument("file", metavar="FILE.csv")
    parser.add_argument("--experiment", metavar="KEY", required=True, help="the task that the runs come to")
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="NAME=WHAT",
        help="what a column is, if it is not what is shown",
    )
    parser.add_argument("--yes", action="store_true", help="store them without asking")
    add_changelog(actions)


def import_runs(args: argparse.Namespace) -> int:
    """Store all runs, or none and say where it is wrong."""
    open_data()
    from assay.importers.results.reading import guessed, runs_of
    from assay.importers.results.sent import OtherRun, take_sent
    from assay.importers.results.table import Unreadable, decoded, table_of
    from assay.runs.limits import BadValue

    owner, path = the_owner(), Path(args.file)
    task = _task(args.experiment)
    try:
        table = table_of(decoded(path.read_bytes()))
        columns = _chosen(guessed(table), args.column)
        runs = runs_of(table, columns)
        _show(columns, len(runs), task.key)
        if not args.yes and not is_wanted():
            print("Nothing was stored.")
            return 1
        taken = take_sent(task, runs, origin=path.name, by=owner)
    except OSError as error:
        raise CannotDo(f"{path} cannot be read: {error.strerror}.") from error
    except Unreadable as refusal:
        raise CannotDo("\n  ".join(["Nothing was stored.", *refusal.problems])) from refusal
    except (BadValue, OtherRun) as refusal:
        raise CannotDo(f"Nothing was stored. {refusal}") from refusal
    print(f"{len(taken)} runs are on {task.key}.")
    return 0


def _task(key: str) -> "Task":
    from assay.tasks.models import Task

    found = Task.objects.visible_to(the_owner()).with_key(key).select_related("project__workspace").first()
    if found is None:
        raise CannotDo(f"There is no task {key.upper()}. `assay experiment list` shows the keys.")
    return found


def _chosen(columns: "list[Column]", wanted: list[str]) -> "list[Column]":
    from assay.importers.results.columns import LABELS, said

    roles: dict[int, str] = {}
    headings = [column.heading for column in columns]
    for one in wanted:
        heading, _equals, role = one.rpartition("=")
        if heading not in headings or role not in LABELS:
            raise CannotDo(f"{one!r}: name a column of the file, and one of {', '.join(LABELS)}.")
        roles[headings.index(heading)] = role
    return said(columns, roles)


def _show(columns: "list[Column]", count: int, key: str) -> None:
    width = max(len(column.heading) for column in columns)
    for column in columns:
        print(f"{column.heading:<{width}}  {column.role:<12} {column.sample[:40]}")
    print(f"{count} runs for {key}.")
