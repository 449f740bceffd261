"""`assay digest`: what happened in a week."""

import argparse

from assay.cli.refusals import CannotDo
from assay.cli.remote.output import say, show_json
from assay.cli.remote.parser import Commands, add_command
from assay.cli.remote.server import server


def add_digest(commands: Commands) -> None:
    parser = add_command(commands, "digest", "Print what happened in a week, as Markdown.", _digest)
    parser.add_argument("--project", metavar="KEY", help="only of this project")
    parser.add_argument("--week", default="", metavar="WEEK", help="2026-W48; without it the one going on")
    parser.add_argument("--outside", action="store_true", help="as stakeholders of the project get it")


def _digest(args: argparse.Namespace) -> int:
    if args.outside and not args.project:
        raise CannotDo("Stakeholders have one project: say which with --project.")
    of_project = f"/projects/{args.project}/digest" if args.project else "/digest"
    found = server().get(of_project + ("/outside" if args.outside else ""), week=args.week)
    return show_json(found) if args.json else say(found["markdown"].rstrip())
