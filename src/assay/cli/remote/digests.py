"""`assay digest`: what happened in a week."""

import argparse
import time
from typing import Any

from assay.cli.refusals import CannotDo
from assay.cli.remote.output import say, show_json
from assay.cli.remote.parser import Commands, add_command
from assay.cli.remote.server import server

# Seconds to wait for what becomes of a letter.
LONGEST_WAIT, PAUSE = 30, 1


def add_digest(commands: Commands) -> None:
    parser = add_command(commands, "digest", "Print what happened in a week, as Markdown.", _digest)
    parser.add_argument("--project", metavar="KEY", help="only of this project")
    parser.add_argument("--week", default="", metavar="WEEK", help="2026-W48; without it the one going on")
    parser.add_argument("--send-me", action="store_true", help="send yourself the letter of these days now, by mail")
    parser.add_argument("--outside", action="store_true", help="as stakeholders of the project get it")


def _digest(args: argparse.Namespace) -> int:
    if args.send_me:
        return _send_me(args)
    if args.outside and not args.project:
        raise CannotDo("Stakeholders have one project: say which with --project.")
    of_project = f"/projects/{args.project}/digest" if args.project else "/digest"
    found = server().get(of_project + ("/outside" if args.outside else ""), week=args.week)
    return show_json(found) if args.json else say(found["markdown"].rstrip())


def _send_me(args: argparse.Namespace) -> int:
    if args.project or args.week or args.outside:
        raise CannotDo(
            "A letter tells of all your projects of the last seven days: leave --project, --week and --outside out."
        )
    found = _ended(server().post("/digest/letters/trial", {}))
    if args.json:
        show_json(found)
    elif found["state"] == "sent":
        say(f"The mail server took the letter to {found['address']}.")
    if found["state"] != "sent":
        raise CannotDo(_trouble(found))
    return 0


def _ended(found: dict[str, Any]) -> dict[str, Any]:
    """Wait until it is known what became of the letter, but not for ever."""
    until = time.monotonic() + LONGEST_WAIT
    while not found["is_over"] and found["has_worker"] and time.monotonic() < until:
        time.sleep(PAUSE)
        found = server().get("/digest/letters/trial")
    return found


def _trouble(found: dict[str, Any]) -> str:
    if found["state"] == "given-up":
        return f"The letter was not sent. {found['problem']}"
    if found["state"] == "in-doubt":
        return f"The letter may have arrived, or not. {found['problem']}"
    if not found["has_worker"]:
        return "The letter waits: no worker is running. Start one: assay up, or assay worker."
    return "The letter still waits. Look at Digest by mail, in the menu behind your initials."
