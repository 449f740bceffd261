"""Commands about the owner: a fresh sign-in link, an API token."""

import argparse
from typing import TYPE_CHECKING

from assay.cli.main import CannotDo
from assay.cli.prepare import prepare

if TYPE_CHECKING:
    from assay.accounts.models import Person


def owner_link(_args: argparse.Namespace) -> int:
    """Print a fresh one-time link; earlier unused ones stop working."""
    prepare()
    from django.conf import settings

    from assay.accounts import first

    secret = first.owner_link(_owner())
    print(f"{settings.BASE_URL}/welcome/{secret}")
    return 0


def token_create(args: argparse.Namespace) -> int:
    """Print the new token as the last line."""
    prepare()
    from assay.accounts.models import Token
    from assay.accounts.models.token import Scope

    scope = Scope.READ if args.read_only else Scope.WRITE
    _token, secret = Token.create_for(_owner(), name=args.name[:80], scope=scope)
    print(f"Token {args.name!r} of the owner. It is shown this once; keep it safe.")
    print(secret)
    return 0


def _owner() -> "Person":
    from assay.accounts import first

    owner = first.owner_of_workspace()
    if owner is None:
        raise CannotDo("This data folder has no workspace yet. Start Assay once with ./run up or ./run demo.")
    return owner
