"""The key that signs sessions: from the environment, else made once and kept in the data folder."""

import os
import secrets as dice
from pathlib import Path


def secret_key(data: Path) -> str:
    """Return the installation's secret key; several processes that start at once agree on one."""
    given = os.environ.get("ASSAY_SECRET_KEY")
    return given or _kept(data / "secret-key")


def _kept(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(dice.token_urlsafe(50))
        fresh.chmod(0o600)
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()
