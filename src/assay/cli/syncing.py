"""`assay sync mlflow URI --project ML`: bring runs from an MLflow server, and keep them in step."""

import argparse
import os
import sys
import time
from typing import TYPE_CHECKING

from assay.cli.parsing import CannotDo, Commands, add, add_group
from assay.cli.people import open_data, the_owner, the_project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assay.importers.models import Source
    from assay.importers.queries import Reason
    from assay.importers.sync.state import Pass
SLICE_SECONDS = 3600.0
TOLD_EVERY_SECONDS = 2.0


def add_to(commands: Commands) -> None:
    actions = add_group(commands, "sync", "Bring runs from other servers, and keep them in step.")
    text = (
        "Bring experiments, runs with all their points, logged and registered models from an MLflow server. It can be "
        "repeated, and goes on where it ended. A token is read from MLFLOW_TRACKING_TOKEN, a user from "
        "MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD."
    )
    parser = add(actions, "mlflow", text, sync_mlflow)
    parser.add_argument("uri", metavar="URI", help="as in MLFLOW_TRACKING_URI, https://mlflow.example.org")
    parser.add_argument("--project", metavar="KEY", required=True, help="the project that the runs come to")
    parser.add_argument("--artifacts", action="store_true", help="copy the files too; else they stay where they are")
    parser.add_argument("--every", choices=("off", "minute", "hour"), help="keep in step from now on, while Assay runs")
    parser.add_argument("--whole", action="store_true", help="look at everything again, not only at what is new")


def sync_mlflow(args: argparse.Namespace) -> int:
    """Bring all there is, saying how far it is; 1 when it could not be brought to its end."""
    open_data()
    from assay.importers.holding import alone
    from assay.importers.sync.passes import advance

    source = _source(args)
    with alone(source) as is_ours:
        if not is_ours:
            raise CannotDo("Another process brings runs from there at this moment. Its progress stands on the page.")
        source.ask(whole=args.whole)
        teller = _Teller()
        while not advance(source, seconds=SLICE_SECONDS, told=teller.tell):
            pass
    source.refresh_from_db()
    if source.state == "failed":
        raise CannotDo(f"{source.last_error} What came so far is kept; run this again to go on.")
    _say_what_came(source, teller)
    return 0


def _source(args: argparse.Namespace) -> "Source":
    from assay.importers.adding import BadUri, checked_uri
    from assay.importers.models import Source

    project = the_project(args.project)
    try:
        uri = checked_uri(args.uri)
    except BadUri as refusal:
        raise CannotDo(str(refusal)) from refusal
    found = Source.objects.present().filter(project=project, uri=uri).first()
    user_name, secret = user_and_secret()
    if found is None:
        found = Source.add(
            project,
            uri,
            by=the_owner(),
            user_name=user_name,
            secret=secret,
            schedule=args.every or "off",
            copies_files=args.artifacts,
            is_trusted=True,
        )
    else:
        found.change(
            schedule=args.every or found.schedule,
            copies_files=args.artifacts or found.copies_files,
            user_name=user_name or found.user_name,
            secret=secret,
            is_trusted=True,
        )
    return Source.objects.select_related("project", "created_by__workspace").get(pk=found.pk)


def user_and_secret() -> tuple[str, str]:
    """Return what the environment says of user and password, or no user and a token, as MLflow's client reads it."""
    user_name = os.environ.get("MLFLOW_TRACKING_USERNAME", "")
    return user_name, os.environ.get("MLFLOW_TRACKING_PASSWORD" if user_name else "MLFLOW_TRACKING_TOKEN", "")


class _Teller:
    """Says on standard error how far it is: one line that changes where somebody looks, else a line now and then."""

    def __init__(self) -> None:
        self.began_at = self._told_at = time.monotonic()
        self.points_before: int | None = None
        self.points = 0

    def tell(self, work: "Pass") -> None:
        self.points = work.counts["points"]
        if self.points_before is None:
            self.points_before = self.points
        if time.monotonic() - self._told_at < TOLD_EVERY_SECONDS:
            return
        self._told_at = time.monotonic()
        end = "\r" if sys.stderr.isatty() else "\n"
        line = f"{work.cursor.get('step', '')}: {work.counts['runs']} runs, {self.points} points, {self.rate:.0f}/s"
        print(f"{line:<78}", end=end, file=sys.stderr, flush=True)

    @property
    def brought(self) -> int:
        return self.points - (self.points_before or 0)

    @property
    def seconds(self) -> float:
        return max(time.monotonic() - self.began_at, 0.001)

    @property
    def rate(self) -> float:
        return self.brought / self.seconds


def _say_what_came(source: "Source", teller: _Teller) -> None:
    """Print the counts, and what was left out with its reason."""
    from assay.importers.queries import left_out_by_reason

    names = ("experiments", "runs", "points", "models", "registered", "versions", "files", "gone")
    said = ", ".join(f"{source.counts[name]} {name}" for name in names if source.counts.get(name))
    print(f"From {source.uri} are here: {said or 'nothing'}.")
    print(f"{teller.brought} points came now, in {teller.seconds:.1f} s: {teller.rate:.0f} points/s.")
    say_left_out(left_out_by_reason(source))


def say_left_out(reasons: "Sequence[Reason]") -> None:
    for reason in reasons:
        print(f"Left out: {reason.count} × {reason.what} ({', '.join(reason.examples)}). {reason.why}")
