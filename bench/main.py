"""Read the options, prepare both sides, measure, print, write."""

import argparse
import signal
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench import machine, peer, report
from bench.measures import MEASURES
from bench.rounds import Outcome, take
from bench.sizes import FULL, QUICK
from bench.stage import Stage, StageBroken
from ground import ROOT, StepFailed, say

RESULTS = ROOT / "build" / "bench"


def main(words: Sequence[str]) -> int:
    """Run the benchmarks that `words` ask for; 1 when one of them broke."""
    options = _parser().parse_args(words)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # end the servers also then
    size = QUICK if options.quick else FULL
    facts = machine.facts()
    report.heading(facts, size)
    try:
        mlflow = None if options.no_peers else peer.install()
    except StepFailed as failure:
        say(f"{failure}\nThe peer is left out.")
        mlflow = None
    before = machine.calibrate()
    with tempfile.TemporaryDirectory(prefix="assay-bench-") as folder:
        stage = Stage(Path(folder), size=size, mlflow=mlflow)
        try:
            outcomes = _measure(stage, options.only)
        except StageBroken as broken:
            say(f"{broken} Nothing was measured.")
            return 1
        finally:
            stage.stop()
    noise = machine.Noise(before, machine.calibrate())
    report.ending(noise)
    report.write(options.json or _named_by_date(), facts, size, noise, outcomes)
    return 1 if any(outcome.fault for outcome in outcomes) else 0


def _measure(stage: Stage, only: Sequence[str]) -> list[Outcome]:
    """Measure one after the other, and show each as soon as it is known."""
    outcomes = []
    for measure in MEASURES:
        if not only or measure.name in only:
            say(f"{measure.name} …")
            outcomes.append(take(measure, stage))
    report.table(outcomes, is_alone=stage.mlflow is None)
    return outcomes


def _parser() -> argparse.ArgumentParser:
    names = [measure.name for measure in MEASURES]
    parser = argparse.ArgumentParser(prog="./run bench", description="Measure the speed, beside a stock MLflow server.")
    parser.add_argument("--quick", action="store_true", help="small sizes, one round: under a minute, and rough")
    parser.add_argument("--no-peers", action="store_true", help="measure Assay alone; nothing is fetched")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", choices=names, help=", ".join(names))
    parser.add_argument("--json", type=Path, metavar="FILE", help="where to write the figures (default: build/bench)")
    return parser


def _named_by_date() -> Path:
    return RESULTS / f"{datetime.now(UTC):%Y-%m-%d-%H%M%S}.json"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
