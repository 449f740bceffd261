"""`assay login` and `assay logout`: remember a server and one's token for the other commands."""

import argparse
import getpass
import sys

from assay.cli.refusals import CannotDo
from assay.cli.remote.output import say, show_json
from assay.cli.remote.parser import Commands, add_command
from assay.cli.remote.server import Server, forget, keep


def add_login(commands: Commands) -> None:
    into = add_command(commands, "login", "Remember a server and your token; asks for the token.", _login)
    into.add_argument("address", metavar="ADDRESS", help="as in the browser, https://assay.example.org")
    add_command(commands, "logout", "Forget the server and the token.", _logout)


def _login(args: argparse.Namespace) -> int:
    if not args.address.startswith(("http://", "https://")):
        raise CannotDo("An address begins with https:// (or http:// on this machine).")
    chosen = Server(args.address.rstrip("/"), _asked_token(args.address.rstrip("/")))
    me = chosen.get("/me")
    path = keep(chosen)
    return show_json(me) if args.json else say(f"{me['name']} on {chosen.address}. Kept in {path}.")


def _logout(args: argparse.Namespace) -> int:
    was_there = forget()
    if args.json:
        return show_json({"forgotten": was_there})
    return say("Forgotten." if was_there else "There was nothing to forget.")


def _asked_token(address: str) -> str:
    """Read the token without showing it; from a pipe the first line."""
    if sys.stdin.isatty():
        said = getpass.getpass(f"API token (make one at {address}/tokens/): ")
    else:
        said = sys.stdin.readline()
    if not said.strip():
        raise CannotDo("No token was given.")
    return said.strip()
