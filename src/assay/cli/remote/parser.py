"""Pieces of the parser that the remote commands share."""

import argparse

from assay.cli.parsing import UP_DATA, Command, Commands, add_group

__all__ = ["KINDS", "Commands", "add_command", "add_group", "add_limit"]

# As `assay.tasks.keys` has them; a terminal far from the server has no Django to read them from. A test compares.
KINDS = ("task", "experiment", "data", "productization", "pipeline", "deployment", "retraining", "monitoring")


def add_command(commands: Commands, name: str, text: str, run: Command) -> argparse.ArgumentParser:
    """Add a command that asks a server; all of them know `--json`."""
    parser = commands.add_parser(name, help=text, description=text)
    parser.add_argument("--json", action="store_true", help="print JSON for programs")
    parser.set_defaults(command=run, data=None, default_data=UP_DATA)
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
