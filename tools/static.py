"""Collect, hash and compress the static files into src/assay/_static, for the server and the wheel."""

import shutil
import tempfile
from pathlib import Path

from ground import REQUIREMENTS, ROOT, TOOLS, VENV, carry_out, fingerprint, is_stamped

COLLECTED = ROOT / "src/assay/_static"
STAMP = TOOLS / "static.stamp"


def collect() -> None:
    """Collect again when a file, the way of collecting, or a package that brings files has changed."""
    value = _sources()
    if is_stamped(STAMP, value) and (COLLECTED / "staticfiles.json").exists():
        return
    shutil.rmtree(COLLECTED, ignore_errors=True)
    command = [str(VENV / "bin" / "python"), "-m", "django", "collectstatic", "--no-input", "--verbosity=0"]
    with tempfile.TemporaryDirectory() as data:
        env = {"ASSAY_DATA": data, "DJANGO_SETTINGS_MODULE": "assay.config.settings", "DATABASE_URL": ""}
        carry_out("Collecting static files", command, env=env)
    STAMP.write_text(value)


def _sources() -> str:
    files = sorted(path for path in (ROOT / "src/assay").glob("*/static/**/*") if path.is_file())
    ways = [
        ROOT / "src/assay/web/staticfiles.py",
        ROOT / "src/assay/config/settings.py",
        REQUIREMENTS / "core.txt",
    ]
    return fingerprint([*files, *filter(Path.exists, ways)], *map(str, files))
