"""`assay import changelog`: a team's own history from another tracker, so that its figures start with its past."""

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assay.cli.confirming import is_wanted
from assay.cli.parsing import CannotDo, add
from assay.cli.people import open_data, the_owner

if TYPE_CHECKING:
    from assay.importers.changelog.bringing import Brought
    from assay.importers.changelog.reading import Changelog
    from assay.importers.changelog.statuses import Status
    from assay.importers.results.reading import Column

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
    from assay.importers.changelog.boards import with_states
    from assay.importers.changelog.columns import guessed
    from assay.importers.changelog.reading import changelog_of
    from assay.importers.results.reading import Unreadable, decoded, table_of

    path = Path(args.file)
    try:
        table = table_of(decoded(path.read_bytes()))
        columns = _chosen(guessed(table), args.column)
        _show_columns(columns)
        changelog = changelog_of(table, columns)
        statuses = with_states(changelog.statuses, dict(_pair(one) for one in args.state))
        _show_statuses(changelog, statuses)
        if not args.yes and not is_wanted():
            print("Nothing was stored.")
            return 1
        brought = _bring(args, changelog, statuses, origin=path.name)
    except OSError as error:
        raise CannotDo(f"{path} cannot be read: {error.strerror}.") from error
    except Unreadable as refusal:
        raise CannotDo("\n  ".join(["Nothing was stored.", *refusal.problems])) from refusal
    known = f" {brought.known} were there already and are as they were." if brought.known else ""
    print(f"{brought.tasks} tasks came to {brought.project.key}.{known}")
    return 0


def _bring(args: argparse.Namespace, changelog: "Changelog", statuses: "list[Status]", *, origin: str) -> "Brought":
    from assay.importers.changelog import bringing
    from assay.projects.models import BadKey, KeyTaken, Project
    from assay.projects.workflows import UnknownWorkflow, workflow_named

    owner = the_owner()
    if not args.name:
        project = Project.objects.visible_to(owner).filter(key=args.project.upper()).first()
        if project is None:
            raise CannotDo(f"There is no project {args.project.upper()}. Give --name to begin one with this key.")
        return bringing.into(project, changelog, statuses, origin=origin, by=owner)
    try:
        return bringing.into_new(
            changelog,
            statuses,
            key=args.project,
            name=args.name[:80],
            workflow=workflow_named(args.workflow),
            origin=origin,
            by=owner,
        )
    except UnknownWorkflow as error:
        raise CannotDo(f"There is no workflow {args.workflow}.") from error
    except (BadKey, KeyTaken) as refusal:
        raise CannotDo(f"Nothing was stored. {refusal}") from refusal


def _chosen(columns: "list[Column]", wanted: list[str]) -> "list[Column]":
    from assay.importers.changelog.columns import LABELS, said

    headings, roles = [column.heading for column in columns], {}
    for heading, role in map(_pair, wanted):
        if heading not in headings or role not in LABELS:
            raise CannotDo(f"{heading}={role}: name a column of the file, and one of {', '.join(LABELS)}.")
        roles[headings.index(heading)] = role
    return said(columns, roles)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.rpartition("=")
    if not equals:
        raise CannotDo(f"{text!r}: write NAME=VALUE.")
    return name, value


def _show_columns(columns: "list[Column]") -> None:
    width = max(len(column.heading) for column in columns)
    for column in columns:
        print(f"{column.heading:<{width}}  {column.role:<13} {column.sample[:40]}")


def _show_statuses(changelog: "Changelog", statuses: "list[Status]") -> None:
    used = Counter(name for issue in changelog.issues for name in issue.way)
    width = max((len(status.name) for status in statuses), default=0)
    for status in statuses:
        print(f"{status.name:<{width}}  {status.state:<8} {used[status.name]} times")
    jumps = f", {changelog.jumps} of which do not begin where the one before ended" if changelog.jumps else ""
    print(f"{len(changelog.issues)} issues with {changelog.changes} changes{jumps}.")
