"""`assay run …`: list, show, ask to stop."""

import argparse
from typing import Any

from assay.cli.remote.output import day, say, show_facts, show_json, show_list
from assay.cli.remote.parser import Commands, add_command, add_group, add_limit
from assay.cli.remote.server import server

STATUSES = ("RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED")
COLUMNS = {
    "run": lambda run: run["number"],
    "name": lambda run: run["name"],
    "task": lambda run: run["task"],
    "status": lambda run: run["status"].lower(),
    "who": lambda run: run["person"],
    "started": lambda run: day(run["started_at"]),
    "id": lambda run: run["uid"],
}


def add_runs(commands: Commands) -> None:
    group = add_group(commands, "run", "Runs: list, show, stop.")
    found = add_command(group, "list", "List runs, newest first.", _list)
    found.add_argument("--project", metavar="KEY", default="")
    found.add_argument("--task", metavar="KEY", default="")
    found.add_argument("--unlinked", action="store_true", help="only those of no task: the inbox")
    found.add_argument("--status", choices=STATUSES)
    add_limit(found)
    shown = add_command(group, "show", "Show one run with params and metrics.", _show)
    shown.add_argument("uid", metavar="ID", help="its 32 hexadecimal digits")
    stopped = add_command(group, "stop", "Ask a run to stop.", _stop)
    stopped.add_argument("uid", metavar="ID", help="its 32 hexadecimal digits")
    stopped.add_argument("--because", default="", metavar="WHY")
    stopped.add_argument("--take-back", action="store_true", help="let it go on")


def _list(args: argparse.Namespace) -> int:
    asked = {"project": args.project, "task": args.task, "status": args.status}
    unlinked = "true" if args.unlinked else ""
    items = server().items("/runs", most=args.limit, unlinked=unlinked, **asked)
    return show_list(args, items, COLUMNS, empty="No such runs.")


def _show(args: argparse.Namespace) -> int:
    api = server()
    run = api.get(f"/runs/{args.uid}")
    return show_facts(args, run, _facts(run, f"{api.address}/runs/{run['uid']}"))


def _stop(args: argparse.Namespace) -> int:
    """Ask, or take it back. A training that looks ends by itself; others end where their card stops hard."""
    api, path = server(), f"/runs/{args.uid}/stop"
    if args.take_back:
        api.delete(path)
        return say(f"Run {args.uid} may go on.")
    told = api.post(path, {"because": args.because})
    if args.json:
        return show_json(told)
    also = " and takes no more metrics" if told["refuses"] else ""
    return say(f"Run {args.uid} is asked to stop{also}.")


def _facts(run: dict[str, Any], address: str) -> dict[str, object]:
    metrics = [
        f"{one['key']} = {one['last']}  (low {one['low']}, high {one['high']}, n {one['count']})"
        for one in run["metrics"]
    ]
    return {
        "": f"run {run['number']}  {run['name']}",
        "status": run["status"].lower(),
        "task": run["task"] or "none: it waits in the inbox",
        "who": run["person"],
        "started": day(run["started_at"]),
        "ended": day(run["ended_at"]),
        "params": "\n".join(f"{key} = {value}" for key, value in run["params"].items()),
        "metrics": "\n".join(metrics),
        "artifacts": f"{len(run['artifacts'])} files" if run["artifacts"] else "",
        "address": address,
    }
