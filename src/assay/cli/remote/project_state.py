"""`assay project …`: what a project says of itself, whom it is for, what was decided, how ready it is."""

import argparse
from collections.abc import Iterable
from typing import Any

from assay.cli.refusals import CannotDo
from assay.cli.remote.output import day, say, show_json, show_list
from assay.cli.remote.parser import Commands, add_command, add_group, add_limit
from assay.cli.remote.server import server

FACTS = {
    "goal": "the goal in one sentence",
    "measure": "the business measure it serves, with where it is now",
    "proxy_trap": "what can look better while the goal gets worse",
    "status": "where it stands, in one line",
    "starts_on": "the day it starts, 2027-03-01",
    "decision_due_on": "the day the next decision is due; an empty text takes it away",
    "ends_on": "the wished end",
}
DATES = {"starts_on", "decision_due_on", "ends_on"}
DECISIONS = ("go", "no-go", "pivot", "extend", "stop", "other")
STAKEHOLDERS = {
    "name": lambda one: one["name"],
    "role": lambda one: one["role"],
    "email": lambda one: one["email"],
}
CHECKS = {
    "area": lambda one: one["area"],
    "check": lambda one: one["name"],
    "answer": lambda one: one["answer"],
    "note": lambda one: one["note"],
    "due": lambda one: one["due_on"],
}
LOG = {
    "when": lambda one: day(one["decided_at"]),
    "decision": lambda one: one["kind"] + (" (revoked)" if one["revoked_at"] else ""),
    "what": lambda one: one["what"],
    "why": lambda one: one["why"],
}


def add_state(group: Commands) -> None:
    """Add the commands below `assay project`."""
    changed = _of_project(group, "set", "Change facts of a project.", _set)
    for name, words in FACTS.items():
        changed.add_argument("--" + name.removesuffix("_on").replace("_", "-"), dest=name, metavar="TEXT", help=words)
    add_limit(_of_project(group, "decisions", "List what was decided, newest first.", _decisions))
    decided = _of_project(group, "decide", "Record a decision.", _decide)
    decided.add_argument("kind", choices=DECISIONS)
    decided.add_argument("--why", required=True, metavar="TEXT")
    decided.add_argument("--what", default="", metavar="TEXT", help="in one sentence; needed for other")
    decided.add_argument("--evidence", default="", metavar="TEXT", help="Markdown; keys and run ids become links")
    decided.add_argument("--next-due", metavar="DATE", help="the day the next decision is due")
    _of_project(group, "readiness", "List the checks of data and infrastructure.", _readiness)
    answered = _of_project(group, "answer", "Answer a check.", _answer)
    answered.add_argument("check", metavar="CHECK", help="its name, or the beginning of it")
    answered.add_argument("answer", choices=("yes", "no", "unknown"))
    answered.add_argument("--note", metavar="TEXT")
    answered.add_argument("--due", metavar="DATE")
    _add_stakeholders(add_group(group, "stakeholder", "Whom the project is for: list, add, edit, remove."))


def _add_stakeholders(group: Commands) -> None:
    _of_project(group, "list", "List whom the project is for.", _stakeholders)
    added = _of_project(group, "add", "Name somebody.", _add)
    added.add_argument("name", metavar="NAME")
    edited = _of_project(group, "edit", "Change who somebody is.", _edit)
    edited.add_argument("name", metavar="NAME", help="their name, or the beginning of it")
    edited.add_argument("--name", dest="new_name", metavar="NAME")
    for parser in (added, edited):
        parser.add_argument("--email", metavar="ADDRESS")
        parser.add_argument("--role", metavar="TEXT", help="what they stand for: pays for it, uses it")
    removed = _of_project(group, "remove", "Take somebody off; what they signed stays.", _remove)
    removed.add_argument("name", metavar="NAME", help="their name, or the beginning of it")


def _of_project(group: Commands, name: str, words: str, run: Any) -> argparse.ArgumentParser:
    parser = add_command(group, name, words, run)
    parser.add_argument("project", metavar="KEY", help="the project's key")
    return parser


def _set(args: argparse.Namespace) -> int:
    said = {name: getattr(args, name) for name in FACTS if getattr(args, name) is not None}
    if not said:
        raise CannotDo("Say what to change, like --status 'Waiting for data'.")
    api, path = server(), f"/projects/{args.project}"
    body = {name: (value or None) if name in DATES else value for name, value in said.items()}
    changed = api.patch(path, body | {"version": api.get(path)["version"]})
    return show_json(changed) if args.json else say(f"{changed['key']}: changed")


def _decisions(args: argparse.Namespace) -> int:
    found = server().items(f"/projects/{args.project}/decisions", most=args.limit)
    return show_list(args, found, LOG, empty="No decision yet.")


def _decide(args: argparse.Namespace) -> int:
    said = {"kind": args.kind, "why": args.why, "what": args.what, "evidence": args.evidence}
    made = server().post(f"/projects/{args.project}/decisions", said | {"next_due_on": args.next_due})
    return show_json(made) if args.json else say(f"{args.project.upper()}: {made['kind']} recorded")


def _readiness(args: argparse.Namespace) -> int:
    return show_list(args, server().get(f"/projects/{args.project}/readiness"), CHECKS, empty="Nothing is asked.")


def _answer(args: argparse.Namespace) -> int:
    api, path = server(), f"/projects/{args.project}/readiness"
    check = _named(args.check, api.get(path), "check")
    said = {"answer": args.answer, "note": args.note, "due_on": args.due}
    kept = {name: value for name, value in said.items() if value is not None}
    found = api.patch(f"{path}/{check['id']}", kept)
    return show_json(found) if args.json else say(f"{found['name']}: {found['answer']}")


def _stakeholders(args: argparse.Namespace) -> int:
    found = server().get(f"/projects/{args.project}/stakeholders")
    return show_list(args, found, STAKEHOLDERS, empty="Nobody is named yet.")


def _add(args: argparse.Namespace) -> int:
    said = {"name": args.name, "email": args.email or "", "role": args.role or ""}
    made = server().post(f"/projects/{args.project}/stakeholders", said)
    return show_json(made) if args.json else say(f"{made['name']} is named")


def _edit(args: argparse.Namespace) -> int:
    api, path = server(), f"/projects/{args.project}/stakeholders"
    one = _named(args.name, api.get(path), "stakeholder")
    said = {"name": args.new_name, "email": args.email, "role": args.role}
    kept = {name: value for name, value in said.items() if value is not None}
    found = api.patch(f"{path}/{one['id']}", kept)
    return show_json(found) if args.json else say(f"{found['name']}: changed")


def _remove(args: argparse.Namespace) -> int:
    api, path = server(), f"/projects/{args.project}/stakeholders"
    one = _named(args.name, api.get(path), "stakeholder")
    api.post(f"{path}/{one['id']}/removal", {})
    return show_json(one) if args.json else say(f"{one['name']} is off the project")


def _named(text: str, found: Iterable[dict[str, Any]], what: str) -> dict[str, Any]:
    """Return the one of this name, or the only one whose name begins so."""
    items = list(found)
    same = [one for one in items if one["name"].casefold() == text.casefold()]
    fitting = same or [one for one in items if one["name"].casefold().startswith(text.casefold())]
    if len(fitting) != 1:
        names = ", ".join(one["name"] for one in items) or "none"
        raise CannotDo(f"Which {what}? There are: {names}.")
    return fitting[0]
