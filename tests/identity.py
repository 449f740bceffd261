"""The identity provider of tests/identity_server.py as a second server."""

import html
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from tests.serving import answers, free_port, has_ended

from assay.config.single_sign_on import Provider

SERVER = Path(__file__).parent / "identity_server.py"
CLIENT, SECRET = "assay", "a secret between two servers"


@dataclass
class Identity:
    """A running provider."""

    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def settings(self) -> Provider:
        return Provider(url=self.address, client_id=CLIENT, secret=SECRET, name="Company ID", domains=())

    @property
    def environment(self) -> dict[str, str]:
        return {
            "ASSAY_OIDC_URL": self.address,
            "ASSAY_OIDC_CLIENT_ID": CLIENT,
            "ASSAY_OIDC_SECRET": SECRET,
            "ASSAY_OIDC_NAME": "Company ID",
        }

    def sign_in(self, client: Any, name: str, **said: str) -> Any:
        """Go to the provider as `client`, sign in there as `name`, and return what Assay answers on the way back."""
        return client.get(self.way_back(client, name, **said))

    def way_back(self, client: Any, name: str, **said: str) -> str:
        """Do the same up to the address with which the provider sends `name` back."""
        onward = client.post("/accounts/single-sign-on", said)
        assert onward.status_code == 200, onward.content
        found = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', onward.content.decode())
        assert found, onward.content
        visitor = requests.Session()
        visitor.get(f"{self.address}/enter/{name}", timeout=20)
        answer = visitor.get(html.unescape(found[1]), allow_redirects=False, timeout=20)
        parts = urlsplit(answer.headers["Location"])
        return f"{parts.path}?{parts.query}"


@contextmanager
def identity(folder: Path, *, for_address: str) -> Iterator[Identity]:
    """Run a provider that sends people back to `for_address` for as long as the block lasts."""
    provider = Identity(free_port())
    redirect_uri = f"{for_address}/accounts/single-sign-on/answer"
    words = [sys.executable, str(SERVER), str(provider.port), str(folder), redirect_uri]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "DATABASE"))}
    with (folder / "identity.log").open("wb") as log:
        process = subprocess.Popen(words, stdout=log, stderr=log, env=environment)
    try:
        while not answers(provider.port):
            if has_ended(process, within=0.05):
                raise RuntimeError((folder / "identity.log").read_text())
        yield provider
    finally:
        process.kill()
        process.wait()
