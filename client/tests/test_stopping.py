"""A training asks whether it should stop: cheaply, and whatever happens to the server."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from assay_client import going_on, should_stop, why
from assay_client import stopping as module

RUN = "a" * 32
SOON = 0.02


@dataclass
class Said:
    """What the server answers, and what it was asked."""

    status: int = 200
    body: Any = field(default_factory=lambda: {"stop": False, "because": "", "by": ""})
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    address: str = ""

    def asks_to_stop(self) -> None:
        self.body = {"stop": True, "because": "too slow", "by": "Ada Lovelace"}


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[Said]:
    """A server that says what it is told to, and an environment that names it."""
    found = Said()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append((self.path, self.headers.get("Authorization", "")))
            self.send_response(found.status)
            for name, value in found.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(json.dumps(found.body).encode())

        def log_message(self, *_args: Any) -> None:
            """Stay silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        found.address = f"http://127.0.0.1:{server.server_port}"
        for name in ("ASSAY_URL", "ASSAY_TOKEN", "MLFLOW_TRACKING_PASSWORD", "MLFLOW_RUN_ID"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("ASSAY_URL", found.address)
        monkeypatch.setenv("MLFLOW_TRACKING_TOKEN", "assay_secret")
        yield found
        for watch in module._watches.values():
            watch.stop = True
        module._watches.clear()
        server.shutdown()


def answered(run: str = RUN) -> None:
    """Wait until the watch has asked once more."""
    asked = module._watches[run].asked
    asked.clear()
    assert asked.wait(5)


def test_the_first_question_is_answered_at_once_with_no(said: Said) -> None:
    said.asks_to_stop()
    assert should_stop(RUN, every=SOON) is False


def test_a_later_one_knows_what_the_server_said(said: Said) -> None:
    should_stop(RUN, every=SOON)
    answered()
    assert should_stop(RUN, every=SOON) is False
    assert why(RUN) == ""
    said.asks_to_stop()
    answered()
    answered_or_stopped(lambda: should_stop(RUN, every=SOON))
    assert why(RUN) == "Ada Lovelace: too slow"
    assert set(said.asked) == {(f"/api/v1/runs/{RUN}/stop", "Bearer assay_secret")}


def answered_or_stopped(is_so: Callable[[], bool]) -> None:
    pause = threading.Event()
    for _ in range(250):
        if is_so():
            return
        pause.wait(0.02)
    raise AssertionError("it never became so")


def test_a_loop_ends_when_the_run_should_stop(said: Said) -> None:
    said.asks_to_stop()
    epochs, pause = 0, threading.Event()
    for _epoch in going_on(range(10_000), RUN, every=SOON):
        epochs += 1
        pause.wait(0.005)
    assert 0 < epochs < 10_000


@pytest.mark.parametrize(
    ("status", "body"), [(500, "broken"), (404, {"error": {}}), (200, ["no object"]), (200, {"stop": "yes"})]
)
def test_an_odd_answer_is_a_no(said: Said, status: int, body: Any) -> None:
    said.status, said.body = status, body
    should_stop(RUN, every=SOON)
    answered()
    assert should_stop(RUN, every=SOON) is False


def test_the_token_follows_no_redirect(said: Said) -> None:
    said.status, said.headers = 302, {"Location": f"{said.address}/elsewhere"}
    should_stop(RUN, every=SOON)
    answered()
    assert {path for path, _token in said.asked} == {f"/api/v1/runs/{RUN}/stop"}


def test_a_tracking_uri_with_a_path_leads_to_the_same_server(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSAY_URL")
    monkeypatch.setattr("sys.modules", {**module.sys.modules, "mlflow": None})
    monkeypatch.setenv("MLFLOW_TRACKING_URI", f"{said.address}/mlflow/p/ML/ML-EXP-05")
    monkeypatch.setenv("MLFLOW_RUN_ID", RUN)
    should_stop(every=SOON)
    answered()
    assert said.asked[0][0] == f"/api/v1/runs/{RUN}/stop"


@pytest.mark.parametrize(
    "address", ["", "sqlite:///mlruns.db", "http://127.0.0.1:9", "http://[broken", "file:///etc/passwd"]
)
def test_without_a_server_the_answer_is_no(said: Said, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("ASSAY_URL", address)
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "")
    assert should_stop(RUN, every=SOON) is False
    answered()
    assert should_stop(RUN, every=SOON) is False


def test_without_a_run_the_answer_is_no(said: Said) -> None:
    assert should_stop(every=SOON) is False
    assert said.asked == []


def test_asking_a_hundred_thousand_times_costs_next_to_nothing(said: Said) -> None:
    should_stop(RUN)
    began = time.thread_time()
    for _ in range(100_000):
        should_stop(RUN)
    assert time.thread_time() - began < 1.0
    assert len(said.asked) <= 1


@pytest.mark.parametrize("nonsense", ["often", "0", "-1", "inf", "nan"])
def test_a_bad_pause_is_warned_of_and_stops_no_training(monkeypatch: pytest.MonkeyPatch, nonsense: str) -> None:
    monkeypatch.setenv("ASSAY_EVERY_SECONDS", nonsense)
    with pytest.warns(UserWarning, match="ASSAY_EVERY_SECONDS"):
        assert module._every_seconds() == 5
    monkeypatch.setenv("ASSAY_EVERY_SECONDS", "0.5")
    assert module._every_seconds() == 0.5
