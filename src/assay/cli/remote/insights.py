"""`assay insights [KEY]`: how work flows and what the team learned, in a few lines."""

import argparse
from typing import Any

from assay.cli.remote.output import show_facts
from assay.cli.remote.parser import Commands, add_command
from assay.cli.remote.server import server


def add_insights(commands: Commands) -> None:
    told = add_command(commands, "insights", "Say how work flows, of a project or of all that you see.", _insights)
    told.add_argument("key", metavar="KEY", nargs="?", default="", help="the project")
    told.add_argument("--weeks", default="12", choices=("6", "12", "all"), help="how far back, 12 unless told")
    told.add_argument("--days", default="working", choices=("working", "calendar"))
    told.add_argument("--kind", default="", metavar="KIND", help="only tasks of this kind, as experiment")
    told.add_argument("--mine", action="store_true", help="only what is yours")


def _insights(args: argparse.Namespace) -> int:
    path = f"/projects/{args.key}/insights" if args.key else "/insights"
    asked = {"weeks": args.weeks, "days": args.days, "kind": args.kind, "who": "me" if args.mine else ""}
    found = server().get(path, **asked)
    return show_facts(args, found, _facts(found))


def _facts(found: dict[str, Any]) -> dict[str, object]:
    unit = f"{found['days']} days"
    return {
        "from": f"{found['first']} to {found['today']}",
        "cycle time": _percentiles(found["cycle_time"]["percentiles"], unit, len(found["cycle_time"]["finished"])),
        "done a week": pace(found["throughput"]),
        "in progress": _ageing(found["ageing"], unit),
        "worked on": _share(found["time_spent"]["efficiency"]),
        "came back": _returns(found["returns"]),
        "experiments": answers(found["experiments"]),
        "idea to outcome": _percentiles(found["iterations"]["percentiles"], unit, len(found["iterations"]["each"])),
        "models deployed": len(found["models_deployed"]) or "",
    }


def _percentiles(found: dict[str, int], unit: str, count: int) -> str:
    if not found:
        return f"too early: {count} of 5"
    return f"50 % within {found['50']}, 85 % within {found['85']}, 95 % within {found['95']} {unit}, of {count}"


def pace(found: dict[str, Any]) -> str:
    """Say how much is done in a week, and within which range in most of them."""
    if found["a_week"] is None:
        return "too early: no whole week is over yet"
    if found["low"] is None:
        return f"{found['a_week']:.1f}"
    usual = f"{found['low']} to {found['high']}" if found["high"] else "none"
    return f"{found['a_week']:.1f}, mostly {usual}"


def _ageing(found: list[dict[str, Any]], unit: str) -> str:
    return f"{len(found)}, oldest {found[0]['key']}, {found[0]['days']} {unit}" if found else "nothing"


def _share(found: float | None) -> str:
    return "" if found is None else f"{found:.0%} of the time between start and done"


def _returns(found: dict[str, Any]) -> str:
    return f"{len(found['reopened'])} reopened, {len(found['put_back'])} put back"


def answers(found: dict[str, Any]) -> str:
    """Say how many experiments were run and answered; a stop is no answer."""
    if not found["run"] and not found["ended"]:
        return ""
    told = dict(found["ended"])
    stopped = told.pop("stopped", 0)  # is no answer
    each = ", ".join(f"{count} {outcome}" for outcome, count in told.items())
    answered = f"{found['answered']} answered" + (f" ({each})" if each else "")
    return f"{found['run']} run, {answered}" + (f", {stopped} stopped" if stopped else "")
