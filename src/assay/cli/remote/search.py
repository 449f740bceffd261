"""`assay search`: has anyone tried this?"""

import argparse

from assay.cli.remote.output import show_list
from assay.cli.remote.parser import Commands, add_command, add_limit
from assay.cli.remote.server import server

KINDS = ("experiment", "task", "run", "model", "project", "person")
COLUMNS = {
    "kind": lambda hit: hit["kind"],
    "title": lambda hit: hit["title"],
    "where": lambda hit: hit["where"],
    "words": lambda hit: hit["words"],
}


def add_search(commands: Commands) -> None:
    parser = add_command(commands, "search", "Search everything you may see, best first.", _search)
    parser.add_argument("words", nargs="+", metavar="WORD", help='words, "a phrase"; what is to be left out: -- -word')
    parser.add_argument("--kind", choices=KINDS)
    add_limit(parser)


def _search(args: argparse.Namespace) -> int:
    asked = {"q": " ".join(args.words), "kind": args.kind or "", "limit": min(args.limit, 100)}
    found = server().get("/search", **asked)
    return show_list(args, found["items"], COLUMNS, empty="Nothing fits. Every word must be there; try fewer.")
