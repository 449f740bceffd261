"""Parse the command line and run one command. Django is set up only once the data folder is known."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from assay import __version__

Command = Callable[[argparse.Namespace], int]
UP_DATA = "data"
DEMO_DATA = ".demo/data"


class CannotDo(Exception):
    """The command cannot be done; the message says why and what to do."""


def main(words: Sequence[str] | None = None) -> int:
    """Run the command that `words` name and return the exit status: 0 done, 1 refused, 2 misspelt."""
    args = _parser().parse_args(words)
    os.environ["ASSAY_DATA"] = str(Path(args.data or os.environ.get("ASSAY_DATA") or args.default_data).resolve())
    try:
        command: Command = args.command
        return command(args)
    except CannotDo as refusal:
        print(f"assay: {refusal}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="assay", description="Project management for machine learning.")
    parser.add_argument("--version", action="version", version=f"assay {__version__}")
    commands = parser.add_subparsers(required=True, metavar="command")
    _add_up(commands)
    _add_demo(commands)
    _add_worker(commands)
    _add_migrate(commands)
    _add_owner_link(commands)
    _add_token(commands)
    return parser


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _add(commands: Commands, name: str, text: str, run: Command) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.add_argument("--data", metavar="DIR", help="the folder that holds everything (default: ./data)")
    parser.set_defaults(command=run, default_data=UP_DATA)
    return parser


def _add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=port_number, default=8000, help="port to listen on (default: 8000)")


def port_number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not 0 < number < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return number


def _add_up(commands: Commands) -> None:
    from assay.cli.up import up

    parser = _add(commands, "up", "Start Assay: web server and background worker.", up)
    _add_address(parser)


def _add_demo(commands: Commands) -> None:
    from assay.cli.demo import demo

    parser = _add(commands, "demo", "Start Assay with the sample workspace and train its models.", demo)
    parser.set_defaults(default_data=DEMO_DATA)
    parser.add_argument("--no-training", action="store_true", help="show the sample without training anything")
    _add_address(parser)


def _add_worker(commands: Commands) -> None:
    from assay.cli.worker import worker

    _add(commands, "worker", "Run one more background worker.", worker)


def _add_migrate(commands: Commands) -> None:
    from assay.cli.prepare import migrate

    _add(commands, "migrate", "Bring the database to this version.", migrate)


def _add_owner_link(commands: Commands) -> None:
    from assay.cli.people import owner_link

    _add(commands, "owner-link", "Print a fresh one-time sign-in link for the owner.", owner_link)


def _add_token(commands: Commands) -> None:
    from assay.cli.people import token_create

    token = commands.add_parser("token", help="API tokens.", description="API tokens.")
    actions = token.add_subparsers(required=True, metavar="action")
    parser = _add(actions, "create", "Create an API token and print it as the last line.", token_create)
    parser.add_argument("--owner", action="store_true", required=True, help="for the owner of the workspace")
    parser.add_argument("--name", required=True, help="what the token is for")
    parser.add_argument("--read-only", action="store_true", help="the token may read, not write")
