"""Install what trains the sample's models into .demo/venv, apart from Assay's own environment.

One line per step on standard output, so that whoever started it can show them; a second run says so and ends.
`./run demo` starts the web first and runs this behind it. Prints the Python to train with as its last line.
"""

import subprocess
import sys

from ground import REQUIREMENTS, ROOT, TOOLS, fingerprint, is_stamped, uv

HOME = ROOT / ".demo" / "venv"
LOCK = REQUIREMENTS / "demo.txt"
STAMP = HOME / "packages.stamp"
STEPS = ("Making an environment for the sample's trainings", "Fetching scikit-learn and the MLflow client")


def main() -> int:
    value, python = fingerprint([LOCK], sys.version), HOME / "bin" / "python"
    if not is_stamped(STAMP, value):
        TOOLS.mkdir(exist_ok=True)
        HOME.parent.mkdir(exist_ok=True)
        commands = (
            [uv(), "venv", "--quiet", "--clear", f"--python={sys.executable}", str(HOME)],
            [uv(), "pip", "sync", "--quiet", "--require-hashes", f"--python={python}", str(LOCK)],
        )
        for number, (step, command) in enumerate(zip(STEPS, commands, strict=True), start=1):
            print(f"{number}/{len(STEPS)} {step} …", flush=True)
            done = subprocess.run(command, cwd=ROOT, check=False, stderr=subprocess.STDOUT)
            if done.returncode:
                print("It did not work; ./run demo tries again at the next start.", flush=True)
                return 1
        STAMP.write_text(value)
    print("The sample's trainings have all they need.", flush=True)
    print(python, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
