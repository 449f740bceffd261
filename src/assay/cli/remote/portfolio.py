"""`assay portfolio …`: list the projects as lines of the portfolio, and who works on what."""

import argparse
from typing import Any

from assay.cli.remote.output import day, show_json, show_list
from assay.cli.remote.parser import Commands, add_command, add_group
from assay.cli.remote.server import server

STATES = ("new", "busy", "resting", "done")
ONLY = ("needs", "over", "owing", "due")
ROWS = {
    "project": lambda one: f"{one['key']} {one['name']}",
    "phase": lambda one: ", ".join(one["phases"]) or one["state"],
    "now": lambda one: _now(one["metric"]),
    "85 % sure by": lambda one: _sure(one["forecast"]),
    "week": lambda one: _week(one["weeks"]),
    "open": lambda one: one["open"],
    "owed": lambda one: one["owed"] or "",
    "changed": lambda one: day(one["changed_at"]),
}
HANDS = {
    "who": lambda one: one["name"],
    "works on": lambda one: ", ".join(_day_of(task) for task in one["in_progress"]) or _rest(one),
    "waits": lambda one: ", ".join(task["key"] for task in one["waiting"]),
}


def add_portfolio(commands: Commands) -> None:
    group = add_group(commands, "portfolio", "All projects you see: list, people.")
    listed = add_command(group, "list", "List the projects: how far they are, and when they will be done.", _list)
    listed.add_argument("--lead", default="", metavar="WHO", help="me, none or the number of a person")
    listed.add_argument("--state", default="", choices=STATES)
    listed.add_argument("--only", default="", choices=ONLY, help="what to look for")
    listed.add_argument("--page", type=int, default=1, help="fifty projects stand on a page")
    add_command(group, "people", "List who works on what and for how long, who is free and who is away.", _people)


def _list(args: argparse.Namespace) -> int:
    narrowed = {"lead": args.lead, "state": args.state, "only": args.only}
    asked = {name: value for name, value in narrowed.items() if value}
    found = server().get("/portfolio", page=str(args.page), **asked)
    if args.json:
        return show_json(found)
    return show_list(args, found["items"], ROWS, empty="No project fits.")


def _day_of(task: dict[str, Any]) -> str:
    of = f" of {task['days']:g}" if task["days"] else ""
    return f"{task['key']} (day {task['day']}{of})"


def _people(args: argparse.Namespace) -> int:
    return show_list(args, server().get("/portfolio/people"), HANDS, empty="Nobody works on what you see.")


def _now(metric: dict[str, Any] | None) -> str:
    if metric is None or metric["best"] is None:
        return ""
    target = "" if metric["target"] is None else f" of {metric['target']:g}"
    return f"{metric['title']} {metric['best']:.4g}{target}"


def _sure(forecast: dict[str, Any] | None) -> str:
    return "" if forecast is None else forecast["days"].get("85") or forecast["in_short"]


def _week(weeks: dict[str, Any] | None) -> str:
    if weeks is None:
        return ""
    return f"{weeks['number']} of {weeks['high']:g}" if weeks["high"] else str(weeks["number"])


def _rest(one: dict[str, Any]) -> str:
    return f"away, back on {one['back_on']}" if one["back_on"] else "free"
