"""Parse the command line and run one command. Django is set up only once the data folder is known."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from assay import __version__
from assay.cli import (
    backups,
    demo,
    doctor,
    exporting,
    importing,
    people,
    prepare,
    reindex,
    syncing,
    up,
    upgrade,
    web,
    worker,
)
from assay.cli.parsing import CannotDo, Command
from assay.cli.remote.completion import add_completion
from assay.cli.remote.groups import add_remote

# In the order of `assay --help`.
PARTS = (up, demo, web, worker, prepare, upgrade, backups, reindex, doctor, people, syncing, importing, exporting)


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
    except BrokenPipeError:  # the reader has seen enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="assay", description="Project management for machine learning.")
    parser.add_argument("--version", action="version", version=f"assay {__version__}")
    commands = parser.add_subparsers(required=True, metavar="command")
    for part in PARTS:
        part.add_to(commands)
    add_remote(commands)
    add_completion(commands, parser)
    return parser
