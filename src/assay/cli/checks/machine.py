"""The machine: versions, data folder, room on the disk, secret key, address."""

import os
import platform
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from assay import __version__
from assay.cli.checks.finding import Finding, broken, doubtful, fine

OVER_NETWORK = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "fuse.sshfs",
    "afs",
    "ceph",
    "glusterfs",
    "lustre",
    "9p",
    "beegfs",
}
LITTLE_ROOM = 1_000_000_000
NO_ROOM = 100_000_000
SHORTEST_KEY = 32


def versions() -> Iterator[Finding]:
    import django

    yield fine("version", f"Assay {__version__}, Python {platform.python_version()}, Django {django.get_version()}")


def data_folder() -> Iterator[Finding]:
    folder = Path(os.environ["ASSAY_DATA"])
    if not os.access(folder, os.W_OK):
        yield broken("data folder", f"{folder} cannot be written to", "Give it to the user that runs Assay.")
        return
    kind = file_system_of(folder, Path("/proc/mounts"))
    if kind in OVER_NETWORK and not os.environ.get("DATABASE_URL"):
        advice = "SQLite's log does not work there. Move the folder to a local disk, or use PostgreSQL."
        yield broken("data folder", f"{folder} lies on a network file system ({kind})", advice)
        return
    yield fine("data folder", f"{folder} ({kind or 'unknown file system'})")


def disk_space() -> Iterator[Finding]:
    folder = Path(os.environ["ASSAY_DATA"])
    free = shutil.disk_usage(folder).free
    said = f"{free / 1e9:,.1f} GB free at {folder}"
    if free < NO_ROOM:
        yield broken("disk space", said, "Make room now: writes fail when it is full.")
    elif free < LITTLE_ROOM:
        yield doubtful("disk space", said, "Make room, or move files to S3-compatible storage.")
    else:
        yield fine("disk space", said)


def secret_key() -> Iterator[Finding]:
    given = os.environ.get("ASSAY_SECRET_KEY", "")
    if given:
        if len(given) < SHORTEST_KEY:
            yield broken("secret key", "ASSAY_SECRET_KEY is short", f"Use {SHORTEST_KEY} random characters or more.")
        else:
            yield fine("secret key", "from ASSAY_SECRET_KEY")
        return
    path = Path(os.environ["ASSAY_DATA"]) / "secret-key"
    if not path.exists():
        yield fine("secret key", "is made at the first start")
    elif stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield doubtful("secret key", f"other users can read {path}", f"chmod 600 {path}")
    else:
        yield fine("secret key", f"kept in {path}")


def address() -> Iterator[Finding]:
    from django.conf import settings
    from django.http.request import split_domain_port, validate_host

    parts = urlsplit(settings.BASE_URL)
    host, _port = split_domain_port(parts.netloc)
    is_local = host in {"localhost", "127.0.0.1", "[::1]"}
    if not validate_host(host, settings.ALLOWED_HOSTS):
        advice = f"Add {host} to ASSAY_HOSTS, or every request to it is refused."
        yield broken("address", f"ASSAY_URL is {settings.BASE_URL}, which ASSAY_HOSTS does not name", advice)
    elif parts.scheme != "https" and not is_local:
        advice = "Passwords and tokens go unprotected. Put a proxy with HTTPS in front; see docs/install.md."
        yield doubtful("address", settings.BASE_URL, advice)
    else:
        yield fine("address", settings.BASE_URL)


def file_system_of(folder: Path, mounts: Path) -> str:
    """Return the kind of the file system that holds the folder; '' where the system does not say."""
    try:
        lines = [line.split() for line in mounts.read_text().splitlines()]
    except OSError:
        return ""
    real = folder.resolve()
    holding = [(words[1], words[2]) for words in lines if len(words) > 2 and real.is_relative_to(words[1])]
    return max(holding, key=lambda mount: len(mount[0]))[1] if holding else ""
