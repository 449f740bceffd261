"""`assay project …`: list, show, create, metrics; the rest stands in `project_state`."""

import argparse
from typing import Any

from assay.cli.remote.output import say, show_facts, show_json, show_list
from assay.cli.remote.parser import Commands, add_command, add_group, add_limit
from assay.cli.remote.plans import add_plan
from assay.cli.remote.project_state import add_state
from assay.cli.remote.server import Server, server

COLUMNS = {
    "key": lambda project: project["key"],
    "name": lambda project: project["name"],
    "goal": lambda project: project["goal"],
}
METRICS = {
    "metric": lambda metric: metric["metric"],
    "role": lambda metric: metric["role"],
    "better": lambda metric: metric["direction"],
    "target": lambda metric: _value(metric["target"]),
    "limit": lambda metric: _value(metric["limit"]),
    "unit": lambda metric: metric["unit"],
    "title": lambda metric: metric["title"],
}


def add_projects(commands: Commands) -> None:
    group = add_group(commands, "project", "Projects: list, show, create, metrics, and where they stand.")
    add_limit(add_command(group, "list", "List the projects you see.", _list))
    shown = add_command(group, "show", "Show one project with phases and columns.", _show)
    shown.add_argument("key", metavar="KEY")
    metrics = add_command(group, "metrics", "List the metrics that a project defines.", _metrics)
    metrics.add_argument("key", metavar="KEY")
    add_plan(group)
    made = add_command(group, "create", "Begin a project and print its key.", _create)
    made.add_argument("name", metavar="NAME")
    made.add_argument("--goal", default="", help="in one sentence")
    made.add_argument("--key", default="", help="2 to 8 letters; made from the name unless told")
    made.add_argument("--workflow", default="", metavar="NAME", help="six-phases unless told")
    add_state(group)


def _list(args: argparse.Namespace) -> int:
    return show_list(args, server().items("/projects", most=args.limit), COLUMNS, empty="No projects yet.")


def _show(args: argparse.Namespace) -> int:
    api = server()
    project = api.get(f"/projects/{args.key}")
    return show_facts(args, project, _facts(api, project))


def _metrics(args: argparse.Namespace) -> int:
    found = server().get(f"/projects/{args.key}/metrics")
    return show_list(args, found, METRICS, empty="No metric is defined yet.")


def _value(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


def _create(args: argparse.Namespace) -> int:
    said = {"name": args.name, "goal": args.goal, "key": args.key, "workflow": args.workflow}
    made = server().post("/projects", {name: value for name, value in said.items() if value})
    return show_json(made) if args.json else say(made["key"])


def _facts(api: Server, project: dict[str, Any]) -> dict[str, object]:
    key = project["key"]
    return {
        "": f"{key}  {project['name']}",
        "goal": project["goal"],
        "serves": project["measure"],
        "trap": project["proxy_trap"],
        "status": project["status"],
        "decision due": project["decision_due_on"],
        "wished end": project["ends_on"],
        "phases": " → ".join(one["name"] for one in api.get(f"/projects/{key}/phases")),
        "columns": " | ".join(f"{one['name']} ({one['state']})" for one in api.get(f"/projects/{key}/columns")),
        "address": f"{api.address}/projects/{key}/",
    }
