"""Commands about the owner: a fresh sign-in link, an API token."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from assay.cli.backups import check_there_is_data
from assay.cli.parsing import CannotDo, Commands, add, add_group
from assay.cli.prepare import prepare
from assay.cli.remote.tokens import add_tokens
from assay.cli.up import ADDRESS_FILE

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.models import Project


def add_to(commands: Commands) -> None:
    link = add(commands, "owner-link", "Print a fresh one-time sign-in link for the owner.", owner_link)
    link.add_argument("--without-second-factor", action="store_true", help="take away their second factor as well")
    tokens = add_group(commands, "token", "API tokens.")
    parser = add(tokens, "create", "Create an API token and print it as the last line.", token_create)
    parser.add_argument("--owner", action="store_true", required=True, help="for the owner of the workspace")
    parser.add_argument("--name", required=True, help="what the token is for")
    parser.add_argument("--read-only", action="store_true", help="the token may read, not write")
    add_tokens(tokens)


def owner_link(args: argparse.Namespace) -> int:
    """Print a fresh one-time link; earlier unused ones stop working."""
    open_data()
    from django.conf import settings

    from assay.accounts import first
    from assay.accounts.security.second_factor import reset_second_factor

    owner = the_owner()
    if args.without_second_factor:
        reset_second_factor(owner, by=None)
    secret = first.owner_link(owner)
    print(f"{settings.BASE_URL}/welcome/{secret}")
    return 0


def token_create(args: argparse.Namespace) -> int:
    """Print the new token as the last line."""
    open_data()
    from assay.accounts.models import Token
    from assay.accounts.models.token import Scope

    scope = Scope.READ if args.read_only else Scope.WRITE
    _token, secret = Token.create_for(the_owner(), name=args.name[:80], scope=scope)
    print(f"Token {args.name!r} of the owner. It is shown this once; keep it safe.")
    print(secret)
    return 0


def open_data() -> None:
    """Open the data folder as it was served last. Raises `CannotDo` where there is none, and makes none."""
    check_there_is_data()
    address = Path(os.environ["ASSAY_DATA"]) / ADDRESS_FILE
    if address.exists():
        os.environ.setdefault("ASSAY_URL", address.read_text().strip())
    prepare()


def the_owner() -> "Person":
    from assay.accounts import first

    owner = first.owner_of_workspace()
    if owner is None:
        raise CannotDo("This data folder has no workspace yet. Start Assay once with ./run up or ./run demo.")
    return owner


def the_project(key: str) -> "Project":
    """Return the project of this key; `CannotDo` if there is none."""
    from assay.projects.models import Project

    project = Project.objects.visible_to(the_owner()).filter(key=key.upper()).first()
    if project is None:
        raise CannotDo(f"There is no project {key.upper()}. `assay project list` shows the keys.")
    return project
