"""`assay import changelog`: a team's own history from another tracker, so that its figures start with its past."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assay.cli.confirming import is_wanted
from assay.cli.parsing import CannotDo, add
from assay.cli.people import open_data, the_owner

if TYPE_CHECKING:
    from assay.importers.changelog.bringing import Brought
    from assay.importers.changelog.looking import Looked
    from assay.importers.results.reading import Column
    from assay.projects.models import Project

TEXT = "Bring tasks with their past from a CSV of status changes. Shows what each column and status is, and asks."


def add_changelog(actions: Any) -> None:
    parser = add(actions, "changelog", TEXT, import_changelog)
    parser.add_argument("file", metavar="FILE.csv")
    parser.add_argument(
        "--project", metavar="KEY", required=True, help="a project, or with --name the key of a new one"
    )
    parser.add_argument("--name", metavar="NAME", default="", help="begin a project whose board has these statuses")
    parser.add_argument("--workflow", metavar="SLUG", default="six-phases", help="the phases of a new project")
    for option, metavar, words in (
        ("--column", "NAME=WHAT", "what a column of the file is, if it is not what is shown"),
        ("--state", "STATUS=STATE", "queue, active, waiting or done, if it is not what is shown"),
    ):
        parser.add_argument(option, action="append", default=[], metavar=metavar, help=words)
    parser.add_argument("--yes", action="store_true", help="store them without asking")


def import_changelog(args: argparse.Namespace) -> int:
    """Store all tasks with their past, or nothing and say where it is wrong."""
    open_data()
    from assay.importers.results.table import Unreadable

    path = Path(args.file)
    try:
        project = _project(args)
        looked = _looked(args, path.read_bytes())
        _show_what_comes(looked, project)
        if not args.yes and not is_wanted():
            print("Nothing was stored.")
            return 1
        brought = _bring(args, looked, project, origin=path.name)
    except OSError as error:
        raise CannotDo(f"{path} cannot be read: {error.strerror}.") from error
    except Unreadable as refusal:
        raise CannotDo("\n  ".join(["Nothing was stored.", *refusal.problems])) from refusal
    known = f" {brought.known} were there already and are as they were." if brought.known else ""
    print(f"{brought.tasks} tasks came to {brought.project.key}.{known}")
    return 0


def _looked(args: argparse.Namespace, content: bytes) -> "Looked":
    """Show what the file is taken for. Raises `Unreadable`, with the columns above what is wrong."""
    from assay.importers.changelog.looking import look
    from assay.importers.results.table import Unreadable

    looked = look(content, dict(map(_pair, args.column)))
    _show_columns(looked.columns)
    if not looked.problems:
        looked = looked.saying(dict(map(_pair, args.state)))
    if looked.problems:
        raise Unreadable(looked.problems)
    _show_statuses(looked)
    return looked


def _project(args: argparse.Namespace) -> "Project | None":
    """Return the project that is there; none where one shall begin."""
    from assay.projects.models import Project

    if args.name:
        return None
    project = Project.objects.visible_to(the_owner()).filter(key=args.project.upper()).first()
    if project is None:
        raise CannotDo(f"There is no project {args.project.upper()}. Give --name to begin one with this key.")
    return project


def _bring(args: argparse.Namespace, looked: "Looked", project: "Project | None", *, origin: str) -> "Brought":
    from assay.importers.changelog.placing import NewPlace, placed
    from assay.projects.models import BadKey, KeyTaken
    from assay.projects.workflows import UnknownWorkflow

    new = NewPlace(args.name[:80], args.project, args.workflow)
    try:
        return placed(looked, project, new, origin=origin, by=the_owner())
    except UnknownWorkflow as error:
        raise CannotDo(f"There is no workflow {args.workflow}.") from error
    except (BadKey, KeyTaken) as refusal:
        raise CannotDo(f"Nothing was stored. {refusal}") from refusal


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.rpartition("=")
    if not equals:
        raise CannotDo(f"{text!r}: write NAME=VALUE.")
    return name, value


def _show_columns(columns: "list[Column]") -> None:
    width = max(len(column.heading) for column in columns)
    for column in columns:
        print(f"{column.heading:<{width}}  {column.role:<13} {column.sample[:40]}")


def _show_statuses(looked: "Looked") -> None:
    width = max((len(status.name) for status in looked.statuses), default=0)
    for status in looked.statuses:
        print(f"{status.name:<{width}}  {status.state:<8} {looked.uses[status.name]} times")
    if found := looked.changelog:
        jumps = f", {found.jumps} of which do not begin where the one before ended" if found.jumps else ""
        print(f"{len(found.issues)} issues with {found.changes} changes{jumps}.")


def _show_what_comes(looked: "Looked", project: "Project | None") -> None:
    from assay.importers.changelog.previewing import preview

    expected = preview(looked, project)
    for column, names in expected.shared:
        print(f"{', '.join(names)} share the column {column}.")
    if project:
        print(f"{expected.known} are in {project.key} already, {expected.new} are new.")
