"""Webhooks and probes."""

from typing import Any

from tests.parity.speaking import Speaker


def webhooks(s: Speaker) -> None:
    events = [{"entity": "MODEL_VERSION", "action": "CREATED"}]
    right = {"name": "parity-hook", "url": "https://1.1.1.1/in", "events": events, "description": "d", "secret": "hush"}
    made = s.post("webhooks", right)["webhook"]["webhook_id"]
    wrong: dict[str, Any]
    for wrong in (
        {"name": ""},
        {"name": "a b"},
        {"name": "-a"},
        {"url": ""},
        {"url": "http://1.1.1.1/"},
        {"url": "https://127.0.0.1/"},
        {"url": "https://[::1]/"},
        {"url": "https://169.254.169.254/"},
        {"url": "nonsense"},
        {"events": []},
        {"events": [{"entity": "MODEL_VERSION", "action": "DELETED"}]},
        {"status": "MAYBE"},
    ):
        s.post("webhooks", right | wrong)
    s.post("webhooks", {})
    s.get(f"webhooks/{made}")
    s.get("webhooks/nothing")
    s.send("PATCH", f"webhooks/{made}", status="DISABLED")
    s.send(
        "PATCH",
        f"webhooks/{made}",
        name="parity-other",
        description="",
        events=[{"entity": "REGISTERED_MODEL", "action": "CREATED"}],
    )
    s.send("PATCH", f"webhooks/{made}", url="https://10.0.0.1/")
    s.send("PATCH", f"webhooks/{made}", {})
    s.send("PATCH", "webhooks/nothing", name="x")
    s.get("webhooks", max_results=1001)
    s.get("webhooks", max_results="x")
    s.post("webhooks/nothing/test", {})
    s.send("DELETE", f"webhooks/{made}")
    s.send("DELETE", f"webhooks/{made}")
    s.get(f"webhooks/{made}")


def probes(s: Speaker) -> None:
    s.get("/api/3.0/mlflow/server-info")
    s.get("/health")
    s.get("/version")
