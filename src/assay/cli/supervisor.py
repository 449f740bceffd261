"""The supervisor: keeps web server and worker running until told to stop.

It imports nothing of Django, so that it costs a few megabytes only.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from assay.cli.up import ADDRESS_FILE
from assay.kit.processes import end_with_parent

PATIENCE_SECONDS = 30
STOP_SECONDS = 8
RESTARTS_PER_MINUTE = 5


@dataclass
class Child:
    """One process that shall run; `once` means that its end is no fault."""

    name: str
    words: list[str]
    once: bool = False
    process: "subprocess.Popen[bytes] | None" = None
    starts: list[float] = field(default_factory=list)

    def start(self) -> None:
        self.starts = [moment for moment in self.starts if moment > time.monotonic() - 60] + [time.monotonic()]
        # No threads here, so the function before exec is safe.
        self.process = subprocess.Popen(self.words, preexec_fn=end_with_parent)  # noqa: PLW1509

    @property
    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    @property
    def ends_too_often(self) -> bool:
        return len(self.starts) > RESTARTS_PER_MINUTE


def main(words: list[str]) -> int:
    host, port = words[0], words[1]
    web = Child("web server", web_words(host, port))
    children = [web, Child("worker", [sys.executable, "-m", "assay.cli", "worker"])]
    signal.signal(signal.SIGTERM, _raise_interrupt)
    try:
        web.start()
        if not _answers(host, port, web):
            print("assay: The web server did not start; its messages stand above.", file=sys.stderr)
            return 1
        _say_where(os.environ.pop("ASSAY_FIRST_LINK", ""))
        children[1].start()
        if "--trainings" in words:
            children.append(Child("trainings", [sys.executable, "-m", "assay.demo.coach"], once=True))
            children[-1].start()
        return _watch(children)
    except KeyboardInterrupt:
        with contextlib.suppress(BrokenPipeError):  # whoever read us may be gone
            print("\nStopping …", flush=True)
        return 0
    finally:
        _stop(children)


def web_words(host: str, port: str) -> list[str]:
    """Return the command of the web server.

    A request in flight at the end waits for a loop that is gone, hence the time after which its process is killed.
    """
    return [
        *(sys.executable, "-m", "granian", "--interface", "asgi", "--no-ws", "--workers", "1"),
        *("--host", host, "--port", port, "--log-level", "warning", "--workers-kill-timeout", "3"),
        *("--http1-buffer-size", "131072", "--backlog", "1024", "assay.config.asgi:application"),
    ]


def _answers(host: str, port: str, web: Child) -> bool:
    """Wait until the server answers; False when it ended or stays silent."""
    reach = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and not web.has_ended:
        try:
            with urllib.request.urlopen(f"http://{reach}:{port}/health", timeout=2):
                return True
        except OSError:
            time.sleep(0.05)
    return False


def _say_where(link: str) -> None:
    address = os.environ["ASSAY_URL"]
    Path(os.environ["ASSAY_DATA"], ADDRESS_FILE).write_text(address)  # for links made by later commands
    print(f"\nAssay is running at {address}")
    if link:
        print(f"Sign in once with this link (it works for 24 hours):\n\n    {address}/welcome/{link}\n")
    else:
        print(f"A fresh sign-in link, if you need one: ./run assay owner-link --data {os.environ['ASSAY_DATA']}")
    if reader := os.environ.pop("ASSAY_READER_LINK", ""):
        words = "What a stakeholder reads of a project, without an account (the link of the last start is void):"
        print(f"{words}\n\n    {address}/s/{reader}\n")
    print("Stop with Ctrl+C.", flush=True)


def _watch(children: list[Child]) -> int:
    while True:
        time.sleep(0.3)
        for child in [one for one in children if one.has_ended]:
            if child.once:
                children.remove(child)
            elif child.ends_too_often:
                print(f"assay: The {child.name} ends again and again; its messages stand above.", file=sys.stderr)
                return 1
            else:
                print(f"assay: The {child.name} ended; it is started again.", file=sys.stderr)
                child.start()


def _stop(children: list[Child]) -> None:
    running = [child.process for child in children if child.process and child.process.poll() is None]
    for process in running:
        process.terminate()
    until = time.monotonic() + STOP_SECONDS
    for process in running:
        try:
            process.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()


def _raise_interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
