"""`assay task split`: one task becomes several, each of five days at most."""

import argparse
import re
from typing import Any

from assay.cli.remote.output import show_list
from assay.cli.remote.parser import Commands, add_command
from assay.cli.remote.server import server

_PART = re.compile(r"(?:(?P<days>\d+(?:[.,]\d)?)d?\s+)?(?P<title>.+)")
COLUMNS = {
    "key": lambda part: part["key"],
    "title": lambda part: part["title"],
    "days": lambda part: "" if part["estimate_days"] is None else f"{part['estimate_days']:g}",
    "column": lambda part: part["column"],
    "who": lambda part: part["assignee"],
}


def add_split(group: Commands) -> None:
    split = add_command(group, "split", "Split a task into parts of at most five days; prints all parts.", _split)
    split.add_argument("key", metavar="KEY")
    split.add_argument(
        "--part",
        action="append",
        required=True,
        metavar="'DAYS TITLE'",
        help="say it once for each part: '5 Build the features'; the first is what the task itself keeps",
    )


def advice(parts: list[str]) -> str:
    """Say how to make a task of that many days after all."""
    said = " ".join(f"--part '{days} …'" for days in parts)
    return f"Create it with --days {parts[0]}, then: assay task split KEY {said}"


def part_of(text: str) -> dict[str, Any]:
    """Read `5 Build the features`: days, if it begins with a number, and a title."""
    found = _PART.fullmatch(text.strip())
    days = found["days"] if found else None
    title = found["title"] if found else text
    return {"title": title, "estimate_days": days.replace(",", ".") if days else None}


def _split(args: argparse.Namespace) -> int:
    made = server().post(f"/tasks/{args.key}/parts", {"parts": [part_of(text) for text in args.part]})
    return show_list(args, made, COLUMNS, empty="No parts.")
