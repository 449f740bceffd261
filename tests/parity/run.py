"""The entry of `./run parity`: start both servers, play every case on both, print what differs.

`--only CASE` plays some, `--theirs URL` takes an MLflow server that runs already.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:1] = [str(ROOT), str(ROOT / "src"), str(ROOT / "tools")]

from bench import peer, servers  # noqa: E402
from bench.sizes import QUICK  # noqa: E402
from bench.stage import ASSAY, Stage  # noqa: E402
from tests.parity.cases import CASES  # noqa: E402
from tests.parity.declared import reason  # noqa: E402
from tests.parity.speaking import Difference, Speaker, differences  # noqa: E402

from ground import StepFailed, say  # noqa: E402


def main(words: Sequence[str]) -> int:
    """Play the cases; 1 when the servers differ in what nobody declared."""
    options = _parser().parse_args(words)
    try:
        with tempfile.TemporaryDirectory(prefix="assay-parity-") as folder, ExitStack() as ending:
            ours, theirs = _both(Path(folder), ending, options.theirs)
            found = [_played(case, ours, theirs) for case in CASES if options.only in ([], [case.__name__])]
    except StepFailed as failure:
        say(f"{failure}\nWithout the peer there is nothing to compare with.")
        return 1
    undeclared = sum(count for count, _declared in found)
    say(f"{len(found)} cases: {undeclared} differences, and {sum(known for _count, known in found)} that are declared")
    return 1 if undeclared else 0


def _both(folder: Path, ending: ExitStack, address: str) -> tuple[Speaker, Speaker]:
    if not address:
        stock = servers.mlflow(folder / "mlflow", peer.install())
        stock.start()
        ending.callback(stock.stop)
        address = f"http://127.0.0.1:{stock.port}"
    stage = Stage(folder, size=QUICK, mlflow=None)
    ending.callback(stage.stop)
    side = stage.side(ASSAY)
    ours = Speaker(f"http://127.0.0.1:{side.server.port}", {"Authorization": f"Bearer {stage.world.token}"})
    return ours, Speaker(address)


def _played(case: object, ours: Speaker, theirs: Speaker) -> tuple[int, int]:
    """Play one case; return how many differences were found that nobody declared, and that somebody did."""
    name = getattr(case, "__name__", "")
    found: list[Difference] = differences(case, ours, theirs)  # type: ignore[arg-type]
    known = [one for one in found if reason(name, one.label)]
    say(f"{name}: {len(found) - len(known)} differences, {len(known)} declared")
    for one in found:
        if one not in known:
            say(f"  {one.label}\n      {one.text}")
    return len(found) - len(known), len(known)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./run parity", description="Compare answers with a stock MLflow server's.")
    parser.add_argument("--only", action="append", default=[], metavar="CASE", help="play one case")
    parser.add_argument("--theirs", default="", metavar="URL", help="an MLflow server that runs already")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
