"""`assay token list` and `assay token revoke`: one's own tokens on the server. `create` works on the data folder."""

import argparse

from assay.cli.remote.output import day, say, show_json, show_list
from assay.cli.remote.parser import Commands, add_command, add_limit
from assay.cli.remote.server import server

COLUMNS = {
    "number": lambda token: token["id"],
    "name": lambda token: token["name"],
    "scope": lambda token: token["scope"],
    "made": lambda token: day(token["created_at"]),
    "last used": lambda token: day(token["used_at"]),
    "until": lambda token: day(token["expires_at"]),
}


def add_tokens(actions: Commands) -> None:
    """Add the remote verbs to the group `assay token`."""
    add_limit(add_command(actions, "list", "List your own tokens that are not revoked.", _list))
    ended = add_command(actions, "revoke", "End one of your tokens at once.", _revoke)
    ended.add_argument("number", type=int, metavar="NUMBER", help="as `assay token list` shows it")


def _list(args: argparse.Namespace) -> int:
    return show_list(args, server().items("/tokens", most=args.limit), COLUMNS, empty="No tokens.")


def _revoke(args: argparse.Namespace) -> int:
    server().delete(f"/tokens/{args.number}")
    return show_json({"revoked": args.number}) if args.json else say(f"Token {args.number} is revoked.")
