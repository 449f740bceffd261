"""Compile `requirements/*.in` into locks with hashes and without any index address: `./run lock [--upgrade]`.

`test` comes first because it holds everything; the others are bound to its choices, so that what is tested is
what runs.
"""

import subprocess
import sys

from ground import ROOT, uv

GROUPS = ["test", "core", "s3", "demo", "frameworks", "bench", "build", "node", "tools"]
OPTIONS = [
    "--generate-hashes",
    "--universal",
    "--python-version=3.11",
    "--no-emit-index-url",
    "--no-annotate",
]


def main() -> int:
    for group in GROUPS:
        print(f"Locking requirements/{group}.txt …", flush=True)
        compiled = subprocess.run(_command(group), cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
        if compiled.returncode:
            return compiled.returncode
    return 0


def _command(group: str) -> list[str]:
    bounds = [] if group == "test" else ["--constraints=requirements/test.txt"]
    names = [f"requirements/{group}.in", f"--output-file=requirements/{group}.txt"]
    said = ["--custom-compile-command=./run lock", "--quiet"]
    return [uv(), "pip", "compile", *OPTIONS, *bounds, *names, *said, *sys.argv[1:]]


if __name__ == "__main__":
    sys.exit(main())
