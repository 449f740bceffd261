"""`assay web`: only the web server. Any number of them serve one workspace over one PostgreSQL."""

import argparse
import os
import sys

from assay.cli.parsing import Commands, add, add_address
from assay.cli.prepare import check_is_current, set_up_django
from assay.cli.supervisor import web_words
from assay.cli.up import announce_address, check_port


def add_to(commands: Commands) -> None:
    add_address(add(commands, "web", "Run only the web server; run as many as you need.", web))


def web(args: argparse.Namespace) -> int:
    """Become the web server. It never changes the database's shape: `assay upgrade` does, once for all of them."""
    announce_address(args)
    check_port(args)
    set_up_django()
    check_is_current()
    words = web_words(args.host, str(args.port))
    print(f"Assay's web server listens on {args.host}:{args.port}, for {os.environ['ASSAY_URL']}", flush=True)
    os.execv(sys.executable, words)  # noqa: S606  our own Python
