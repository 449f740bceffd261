"""`assay export runs` and `assay export mlflow`: runs go out again, into a table or into another MLflow server."""

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from assay.cli.parsing import CannotDo, Commands, add, add_group
from assay.cli.people import open_data, the_owner, the_project
from assay.cli.syncing import TOLD_EVERY_SECONDS, say_left_out, user_and_secret

if TYPE_CHECKING:
    from assay.importers.exporting.mlflow.state import Export
    from assay.projects.models import Project

NAMES = ("experiments", "runs", "points", "models", "registered", "versions", "files")


def add_to(commands: Commands) -> None:
    out = add_group(commands, "export", "Take runs out again.")
    text = "Write the runs of a project: a table, lines of JSON, or a zip of both with every point."
    taking = add(out, "runs", text, export_runs)
    taking.add_argument("file", metavar="FILE", help="its ending says what: .csv, .jsonl or .zip")
    taking.add_argument("--project", metavar="KEY", required=True)

    text = (
        "Write a project's experiments, runs with all their points, logged and registered models into another MLflow "
        "server. It can be repeated, and goes on where it ended. Token, user and password are read as by `sync mlflow`."
    )
    sending = add(out, "mlflow", text, export_mlflow)
    sending.add_argument("--project", metavar="KEY", required=True)
    sending.add_argument("--to", metavar="URI", required=True, help="as in MLFLOW_TRACKING_URI")
    sending.add_argument("--artifacts", action="store_true", help="send the files too, where the server takes them")


def export_runs(args: argparse.Namespace) -> int:
    """Write all runs that the owner may see."""
    path = Path(args.file)
    kind = path.suffix.lstrip(".").lower()
    if kind not in {"csv", "jsonl", "zip"}:
        raise CannotDo("The file's ending says what is written: .csv, .jsonl or .zip")
    open_data()
    from assay.importers.exporting import tables

    project = the_project(args.project)
    try:
        with path.open("wb") as out:
            count = tables.write(tables.runs_of(project, the_owner()), kind, out)
    except OSError as error:
        raise CannotDo(f"{path} cannot be written: {error.strerror}.") from error
    print(f"{count} runs of {project.key} are in {path}.")
    return 0


def export_mlflow(args: argparse.Namespace) -> int:
    """Write all that the owner may see; 1 when it did not come to its end."""
    open_data()
    from assay.importers.holding import alone

    project, uri = the_project(args.project), _address(args.to)
    with alone(project) as is_ours:
        if not is_ours:
            raise CannotDo(f"Another process exports {project.key} at this moment.")
        _export(project, uri, with_files=args.artifacts)
    return 0


def _export(project: "Project", uri: str, *, with_files: bool) -> None:
    from assay.importers.exporting.mlflow.state import Export
    from assay.importers.exporting.mlflow.whole import export
    from assay.importers.remote.faults import RemoteFault
    from assay.importers.remote.writer import Writer
    from assay.kit.blobs import StorageDown

    user_name, secret = user_and_secret()
    with Writer(uri, user_name=user_name, secret=secret, is_trusted=True) as remote:
        work = Export(project, the_owner(), remote, with_files=with_files, told=_Teller())
        try:
            export(work)
        except (RemoteFault, StorageDown) as fault:
            raise CannotDo(f"{fault} What was written so far is kept; run this again to go on.") from fault
        finally:
            _say_what_went(work)


def _address(text: str) -> str:
    from django.conf import settings

    from assay.importers.adding import BadUri, checked_uri

    try:
        uri = checked_uri(text)
    except BadUri as refusal:
        raise CannotDo(str(refusal)) from refusal
    if f"{uri}/".startswith(settings.BASE_URL.rstrip("/") + "/"):
        raise CannotDo("This is the address of this Assay itself. Name another server.")
    return uri


class _Teller:
    """Says on standard error how far it is, now and then."""

    def __init__(self) -> None:
        self._told_at = time.monotonic()

    def __call__(self, work: "Export") -> None:
        if time.monotonic() - self._told_at < TOLD_EVERY_SECONDS:
            return
        self._told_at = time.monotonic()
        line = f"{_counted(work)}, {work.counts['unchanged']} unchanged"
        print(f"{line:<78}", end="\r" if sys.stderr.isatty() else "\n", file=sys.stderr, flush=True)


def _counted(work: "Export") -> str:
    return ", ".join(f"{work.counts[name]} {name}" for name in NAMES if work.counts[name]) or "nothing"


def _say_what_went(work: "Export") -> None:
    """Print the counts, and what was left out with its reason."""
    from assay.importers.queries import by_reason

    print(f"Written to {work.remote.uri}: {_counted(work)}. The server gives ids of its own; tags name ours.")
    if work.counts["unchanged"]:
        print(f"{work.counts['unchanged']} runs are there as they are here.")
    if work.counts["came_from_there"]:
        print(f"{work.counts['came_from_there']} runs came from there and were not written.")
    say_left_out(by_reason(work.left_out))
