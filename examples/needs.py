"""Say in one line what an example needs, and end, instead of failing with a traceback."""

import importlib.util
import sys


def needs(*libraries: str) -> None:
    """End the script quietly unless all the libraries are there."""
    missing = [library for library in libraries if importlib.util.find_spec(library) is None]
    if missing:
        print(f"Skipped: this example needs {' and '.join(missing)}.")
        sys.exit(0)


def has(library: str) -> bool:
    return importlib.util.find_spec(library) is not None


def rounds(usual: int) -> int:
    """Return how long to train: the first word of the command line, else `usual`."""
    return int(sys.argv[1]) if len(sys.argv) > 1 else usual
