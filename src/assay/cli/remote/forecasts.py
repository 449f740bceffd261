"""`assay forecast KEY`: when it will be done, how far such dates held, and how much is done by a day."""

import argparse
from collections.abc import Mapping
from typing import Any

from assay.cli.remote.output import show_facts
from assay.cli.remote.parser import Commands, add_command
from assay.cli.remote.server import server


def add_forecast(commands: Commands) -> None:
    told = add_command(commands, "forecast", "Say when a project will be done, from its own history.", _forecast)
    told.add_argument("key", metavar="KEY", help="the project")
    told.add_argument("--by", default="", metavar="DAY", help="say as well how much will be done by 2026-12-24")


def _forecast(args: argparse.Namespace) -> int:
    path = f"/projects/{args.key}/forecast"
    found = server().get(path)
    count = server().get(f"{path}/count", by=args.by) if args.by else None
    return show_facts(args, found | ({"count": count} if args.by else {}), _facts(found, count))


def _facts(found: dict[str, Any], count: dict[str, Any] | None) -> dict[str, object]:
    whole = [week for week in found["weeks"] if not week["is_partial"]]
    return {
        "open": len(found["items"]),
        "done": _chances(found["days"]) or found["too_early"],
        "if nothing more comes": _chances(found["as_is"]) if not found["days"] else "",
        "pace": f"{found['pace']:.1f} a week in {len(whole)} whole weeks" if whole else "",
        "held before": f"{found['hits']} of {found['tries']} promises at 85 %" if found["tries"] else "",
        "careful": found["drifts"],
    } | ({f"by {count['by']}": f"at least {_chances(count['at_least'])}"} if count else {})


def _chances(found: Mapping[str, object]) -> str:
    return ", ".join(f"{chance} %: {said}" for chance, said in found.items())
