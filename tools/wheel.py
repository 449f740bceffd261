"""Build dist/assay-….whl with the static files inside, hashed and compressed: installed, it needs no Node."""

import os
import sys

import static
from ground import ROOT, VENV, StepFailed, carry_out, say


def main() -> int:
    build = [str(VENV / "bin" / "python"), "-m", "hatchling", "build", "--target=wheel", "--directory=dist"]
    try:
        static.collect()
        carry_out("Building the wheel", build)
    except StepFailed as failure:
        say(f"\n{failure}")
        return 1
    print(max((ROOT / "dist").glob("assay-*.whl"), key=os.path.getmtime))
    return 0


if __name__ == "__main__":
    sys.exit(main())
