"""What every part of the command line is made of.

A part is a module with `add_to(commands)`; `main` lists them. Parts import Django only inside their commands, so that
`assay --help` is quick and the data folder is known before the settings load.
"""

import argparse
from collections.abc import Callable
from typing import TypeAlias

from assay.cli.refusals import CannotDo

__all__ = ["CannotDo", "Command", "Commands", "add", "add_address", "add_group", "port_number"]

Command = Callable[[argparse.Namespace], int]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
UP_DATA = "data"
DEMO_DATA = ".demo/data"


def add(commands: Commands, name: str, text: str, run: Command) -> argparse.ArgumentParser:
    """Add a command that works on a data folder."""
    parser = commands.add_parser(name, help=text, description=text)
    parser.add_argument("--data", metavar="DIR", help="the folder that holds everything (default: ./data)")
    parser.set_defaults(command=run, default_data=UP_DATA)
    return parser


def add_group(commands: Commands, name: str, text: str) -> Commands:
    """Add a word that further commands stand below, `assay token create`; its plural means the same."""
    parser = commands.add_parser(name, help=text, description=text, aliases=[f"{name}s"])
    return parser.add_subparsers(required=True, metavar="action")


def add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=port_number, default=8000, help="port to listen on (default: 8000)")


def port_number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not 0 < number < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return number
