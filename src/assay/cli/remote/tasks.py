"""`assay task …`: list, show, create, move, split and comment."""

import argparse
import sys
from typing import Any

from assay.cli.remote.output import day, say, show_facts, show_json, show_list
from assay.cli.remote.parser import KINDS, Commands, add_command, add_group, add_limit
from assay.cli.remote.people import person_number
from assay.cli.remote.server import Server, Unanswered, server
from assay.cli.remote.splitting import add_split, advice

WAYS = ("pause", "finish", "hand", "give", "keep")
ANSWERS = "Say --instead pause, finish, hand or give --to WHO, or where it is allowed keep --reason WHY."
STATES = ("queue", "active", "waiting", "done")
COLUMNS = {
    "key": lambda task: task["key"],
    "title": lambda task: task["title"],
    "column": lambda task: task["column"]["name"],
    "phase": lambda task: task["phase"],
    "who": lambda task: (task["assignee"] or {}).get("name", ""),
    "result": lambda task: task["result"].get("label", ""),
}


def add_tasks(commands: Commands) -> None:
    group = add_group(commands, "task", "Tasks: list, show, create, move, split, comment.")
    found = add_command(group, "list", "List tasks, newest first.", _list)
    found.add_argument("--filter", metavar="TEXT", default="", help="as on the board: 'phase:modeling age:>5d'")
    found.add_argument("--project", metavar="KEY", default="")
    found.add_argument("--assignee", metavar="WHO", help="a name, or me")
    found.add_argument("--state", choices=STATES, help="the state of the column")
    found.add_argument("--kind", choices=KINDS)
    add_limit(found)
    shown = add_command(group, "show", "Show one task.", _show)
    shown.add_argument("key", metavar="KEY", help="in any spelling: ML-EXP-05, ml-5")
    _add_create(group)
    _add_move(group)
    add_split(group)
    comment = add_command(
        group, "comment", "Comment on a task, in Markdown; without a text from standard input.", _comment
    )
    comment.add_argument("key", metavar="KEY")
    comment.add_argument("text", nargs="?")


def _add_create(group: Commands) -> None:
    made = add_command(group, "create", "Create a task and print its key.", _create)
    made.add_argument("title", metavar="TITLE")
    made.add_argument("--project", metavar="KEY", required=True)
    made.add_argument("--kind", choices=KINDS, default="task")
    made.add_argument("--phase", metavar="NAME", default="")
    made.add_argument("--days", type=float, metavar="N", help="estimate in working days, at most 5")
    made.add_argument("--assignee", metavar="WHO", default="nobody", help="a name, or me")
    made.add_argument("--label", action="append", default=[], metavar="NAME", help="may be said several times")
    made.add_argument("--description", default="", metavar="TEXT")


def _add_move(group: Commands) -> None:
    moved = add_command(
        group, "move", "Move a task to a column; starting a second one asks what becomes of the first.", _move
    )
    moved.add_argument("key", metavar="KEY")
    moved.add_argument("column", metavar="COLUMN", help="its name")
    moved.add_argument("--assignee", metavar="WHO", help="give it to somebody as well: a name, me, or nobody")
    moved.add_argument("--instead", choices=WAYS, help="what becomes of the task in progress")
    moved.add_argument("--to", metavar="WHO", help="who takes over, with --instead hand (that one) or give (this one)")
    moved.add_argument("--over", action="store_true", help="one more than the column should hold; say --reason")
    moved.add_argument("--reason", default="", help="why both go on, with --instead keep, or why the column holds more")


def _list(args: argparse.Namespace) -> int:
    api = server()
    who = person_number(api, args.assignee) if args.assignee else None
    asked = {"filter": args.filter, "project": args.project, "assignee": who, "state": args.state, "kind": args.kind}
    return show_list(args, api.items("/tasks", most=args.limit, **asked), COLUMNS, empty="No such tasks.")


def _show(args: argparse.Namespace) -> int:
    api = server()
    task = api.get(f"/tasks/{args.key}")
    return show_facts(args, task, _facts(api, task))


def _create(args: argparse.Namespace) -> int:
    api = server()
    body = {
        "project": args.project,
        "title": args.title,
        "kind": args.kind,
        "phase": args.phase,
        "assignee": person_number(api, args.assignee),
        "estimate_days": args.days,
        "labels": args.label,
        "description": args.description,
    }
    try:
        return _told(args, api.post("/tasks", body), "{key}")
    except Unanswered as refusal:
        if refusal.code == "too-long":
            refusal.args = (f"{refusal}\n  {advice(refusal.fields['parts'])}",)
        raise


def _move(args: argparse.Namespace) -> int:
    api = server()
    body: dict[str, Any] = {"column": args.column, "instead": args.instead or "", "reason": args.reason}
    body["over"] = args.over
    if args.assignee is not None:
        body["assignee"] = person_number(api, args.assignee)
    if args.to is not None:
        body["to"] = person_number(api, args.to)
    try:
        task = api.post(f"/tasks/{args.key}/column", body)
    except Unanswered as refusal:
        if refusal.code == "already-in-progress":
            refusal.args = (f"{refusal}\n  {ANSWERS}",)
        if refusal.code == "column-full":
            refusal.args = (f"{refusal}\n  Say --over --reason WHY where it is allowed.",)
        raise
    return _told(args, task, "{key} is in " + task["column"]["name"].replace("{", "{{").replace("}", "}}"))


def _comment(args: argparse.Namespace) -> int:
    text = sys.stdin.read() if args.text is None else args.text
    comment = server().post(f"/tasks/{args.key}/comments", {"text": text})
    return show_json(comment) if args.json else say(f"Commented on {args.key}.")


def _told(args: argparse.Namespace, task: dict[str, Any], words: str) -> int:
    return show_json(task) if args.json else say(words.format(key=task["key"]))


def _facts(api: Server, task: dict[str, Any]) -> dict[str, object]:
    days = f"{task['estimate_days']:g} days" if task["estimate_days"] else ""
    return {
        "": f"{task['key']}  {task['title']}",
        "column": task["column"]["name"],
        "phase": task["phase"],
        "assignee": (task["assignee"] or {}).get("name", "nobody"),
        "estimate": days,
        "labels": ", ".join(task["labels"]),
        "result": " · ".join(part for part in (task["result"].get("label"), task["result"].get("detail")) if part),
        "started": day(task["started_at"]),
        "finished": day(task["finished_at"]),
        "address": f"{api.address}/tasks/{task['key']}",
        "description": task["description"],
    }
