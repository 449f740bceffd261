"""`assay up`: prepare the data folder, then hand over to the supervisor of web server and worker."""

import argparse
import os
import socket
import sys
from pathlib import Path

from assay.cli.parsing import CannotDo, Commands, add, add_address
from assay.cli.prepare import check_place, prepare
from assay.cli.prepared import is_prepared, note_prepared

# In the data folder: under which address it was served last.
ADDRESS_FILE = "address"


def add_to(commands: Commands) -> None:
    add_address(add(commands, "up", "Start Assay: web server and background worker.", up))


def up(args: argparse.Namespace) -> int:
    """Start Assay. Prints the one-time owner link at the first start."""
    announce_address(args)
    check_port(args)
    data, link = Path(os.environ["ASSAY_DATA"]), ""
    check_place()
    if not is_prepared(data):
        prepare()
        link = _first_owner_link(args)
        note_prepared(data)
    hand_over(args, link=link, trainings=False)
    return 0


def announce_address(args: argparse.Namespace) -> None:
    """Let every process know under which address people reach it, unless the environment says so already."""
    os.environ.setdefault("ASSAY_URL", f"http://{_shown_host(args.host)}:{args.port}")
    if args.host not in {"127.0.0.1", "localhost"}:
        known = os.environ.get("ASSAY_HOSTS", "localhost 127.0.0.1 [::1]")
        os.environ["ASSAY_HOSTS"] = f"{known} {args.host} {socket.gethostname()}"


def check_port(args: argparse.Namespace) -> None:
    """Raise `CannotDo` when another program listens there."""
    with socket.socket(socket.AF_INET6 if ":" in args.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((args.host, args.port))
        except OSError as error:
            raise CannotDo(
                f"Port {args.port} on {args.host} is taken ({error.strerror}). Choose another with --port."
            ) from error


def hand_over(args: argparse.Namespace, *, link: str, trainings: bool) -> None:
    """Become the supervisor: a fresh small process image, as Django is no longer needed here."""
    os.environ["ASSAY_FIRST_LINK"] = link
    quiet = ["-W", "ignore::RuntimeWarning:runpy"]  # the package imports this module before it runs
    words = [sys.executable, *quiet, "-m", "assay.cli.supervisor", args.host, str(args.port)]
    sys.stdout.flush()
    os.execv(sys.executable, [*words, "--trainings"] if trainings else words)  # noqa: S606  our own Python


def _first_owner_link(args: argparse.Namespace) -> str:
    from assay.accounts import first

    made = first.make_first_owner("My workspace")
    return made[1] if made else ""


def _shown_host(host: str) -> str:
    if host in {"0.0.0.0", "::"}:  # noqa: S104  a comparison, nothing is bound here
        return socket.gethostname()
    return f"[{host}]" if ":" in host else host
