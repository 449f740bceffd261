"""`assay project plan`: the plan of a project, phase by phase."""

import argparse
from typing import Any

from assay.cli.remote.output import show_facts
from assay.cli.remote.parser import Commands, add_command
from assay.cli.remote.server import server


def add_plan(projects: Commands) -> None:
    planned = add_command(projects, "plan", "Show the plan of a project, or what the usual weeks would make.", _plan)
    planned.add_argument("key", metavar="KEY")
    planned.add_argument("--version", type=int, metavar="N", help="an older version, or the draft")


def _plan(args: argparse.Namespace) -> int:
    plan = server().get(f"/projects/{args.key}/plan", version=args.version)
    return show_facts(args, plan, _plan_facts(plan))


def _plan_facts(plan: dict[str, Any]) -> dict[str, object]:
    number = f"version {plan['number']}, " if plan["number"] else ""
    facts: dict[str, object] = {"": f"{number}{plan['state']}", "because": plan["reason"]}
    for one in plan["phases"]:
        ends = one["ends_by"] or ("goes on" if one["weeks_low"] is not None else "")
        facts[one["name"]] = f"{_weeks(one['weeks_low'], one['weeks_high']):<12} {one['begins_on'] or '':<10}  {ends}"
    share = plan["delivery_share"]
    return facts | {
        "in all": _weeks(plan["weeks_low"], plan["weeks_high"]),
        "done": f"{plan['ends_from']} to {plan['ends_by']}" if plan["ends_by"] else "",
        "delivery": f"{share:.0%} of the weeks" if share is not None else "",
    }


def _weeks(low: float | str | None, high: float | str | None) -> str:
    """Say weeks as they come in JSON, where exact numbers are texts."""
    if low is None:
        return "not planned"
    if high is None:
        return f"{float(low):g} weeks on"
    return f"{float(low):g} weeks" if float(low) == float(high) else f"{float(low):g} to {float(high):g} weeks"
