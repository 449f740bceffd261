"""Build the wheels into dist/: Assay with its static files, so that installed it needs no Node, and its client."""

import os
import sys

import static
from ground import ROOT, VENV, StepFailed, carry_out, say


def main() -> int:
    build = [str(VENV / "bin" / "python"), "-m", "hatchling", "build", "--target=wheel", f"--directory={ROOT / 'dist'}"]
    try:
        static.collect()
        carry_out("Building the wheel", build)
        carry_out("Building the wheel of the client", build, cwd=ROOT / "client")
    except StepFailed as failure:
        say(f"\n{failure}")
        return 1
    for pattern in ("assay-*.whl", "assay_client-*.whl"):
        print(max((ROOT / "dist").glob(pattern), key=os.path.getmtime))
    return 0


if __name__ == "__main__":
    sys.exit(main())
