"""The entry of `./run bench`: put the repository on the path, then hand over."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The package instead of its folder, so that no file of it hides one of the standard library.
sys.path[:1] = [str(ROOT), str(ROOT / "src"), str(ROOT / "tools")]

from bench.main import main  # noqa: E402

sys.exit(main(sys.argv[1:]))
