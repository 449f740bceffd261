"""`assay completion SHELL`: the script that completes commands and options."""

import argparse

from assay.cli.remote.output import say
from assay.cli.remote.parser import Commands

SHELLS = ("bash", "zsh", "tcsh")


def add_completion(commands: Commands, parser: argparse.ArgumentParser) -> None:
    text = "Print a completion script: assay completion bash > ~/.local/share/bash-completion/completions/assay"
    own = commands.add_parser("completion", help="Print a completion script for your shell.", description=text)
    own.add_argument("shell", choices=SHELLS)
    own.set_defaults(command=lambda args: _completion(parser, args.shell), data=None, default_data="data")


def _completion(parser: argparse.ArgumentParser, shell: str) -> int:
    import shtab

    return say(shtab.complete(parser, shell=shell))
