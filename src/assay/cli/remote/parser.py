"""Pieces of the parser that the remote commands share."""

import argparse
from collections.abc import Callable
from typing import TypeAlias

Run: TypeAlias = Callable[[argparse.Namespace], int]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_group(commands: Commands, name: str, text: str) -> Commands:
    """Add a noun, `assay task`, below which its verbs stand; the plural means the same."""
    group = commands.add_parser(name, help=text, description=text, aliases=[f"{name}s"])
    return group.add_subparsers(required=True, metavar="action")


def add_command(commands: Commands, name: str, text: str, run: Run) -> argparse.ArgumentParser:
    """Add a command that asks a server; all of them know `--json`."""
    parser = commands.add_parser(name, help=text, description=text)
    parser.add_argument("--json", action="store_true", help="print JSON for programs")
    parser.set_defaults(command=run, data=None, default_data="data")
    return parser


def add_limit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--limit", type=_count, default=50, metavar="N", help="at most so many, newest first (default: 50)"
    )


def _count(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not 0 < number <= 10_000:
        raise argparse.ArgumentTypeError("name a number from 1 to 10000")
    return number
