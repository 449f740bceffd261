"""Commands about the owner: a fresh sign-in link, an API token."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from assay.cli.main import CannotDo
from assay.cli.prepare import prepare
from assay.cli.up import ADDRESS_FILE

if TYPE_CHECKING:
    from assay.accounts.models import Person


def owner_link(_args: argparse.Namespace) -> int:
    """Print a fresh one-time link; earlier unused ones stop working."""
    _open_data()
    from django.conf import settings

    from assay.accounts import first

    secret = first.owner_link(_owner())
    print(f"{settings.BASE_URL}/welcome/{secret}")
    return 0


def token_create(args: argparse.Namespace) -> int:
    """Print the new token as the last line."""
    _open_data()
    from assay.accounts.models import Token
    from assay.accounts.models.token import Scope

    scope = Scope.READ if args.read_only else Scope.WRITE
    _token, secret = Token.create_for(_owner(), name=args.name[:80], scope=scope)
    print(f"Token {args.name!r} of the owner. It is shown this once; keep it safe.")
    print(secret)
    return 0


def _open_data() -> None:
    """Open the data folder as it was served last. Raises `CannotDo` where there is none, and makes none."""
    folder = Path(os.environ["ASSAY_DATA"])
    if not os.environ.get("DATABASE_URL") and not (folder / "assay.sqlite3").exists():
        raise CannotDo(f"There is no Assay data in {folder}. Name its folder with --data; ./run demo uses .demo/data.")
    address = folder / ADDRESS_FILE
    if address.exists():
        os.environ.setdefault("ASSAY_URL", address.read_text().strip())
    prepare()


def _owner() -> "Person":
    from assay.accounts import first

    owner = first.owner_of_workspace()
    if owner is None:
        raise CannotDo("This data folder has no workspace yet. Start Assay once with ./run up or ./run demo.")
    return owner
