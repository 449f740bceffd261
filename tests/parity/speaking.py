"""Ask one server and write down what it answers, with ids and times made comparable."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any
from urllib.parse import urlencode

Json = Any
_ID = re.compile(r"m-[0-9a-f]{32}|[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f-]{27}")
_PLACE = re.compile(r"mlflow-artifacts:/(\d+)/")
# What a server decides by itself, or says in its own words.
_OWN = {"message", "artifact_location", "user_id", "next_page_token", "workspace", "error_class", "sqlstate"}
_TIMES = re.compile(r"(time|timestamp|timestamp_ms)$")
_RECENT = 1_600_000_000_000
_UNORDERED = {"tags", "params", "aliases", "latest_versions", "dataset_inputs"}


@dataclass
class Speaker:
    """One server below `address`. Everything that is asked is kept in `told`."""

    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    told: list[tuple[str, int, Json]] = field(default_factory=list)
    # Makes names new in each play, so that one server can be asked again and again.
    mark: str = field(default_factory=lambda: token_hex(4))
    _known: dict[str, str] = field(default_factory=dict)

    def begin(self) -> None:
        """Forget what was told before."""
        self.told.clear()
        self._known.clear()
        self.mark = token_hex(4)

    def get(self, path: str, /, **query: Any) -> Json:
        return self._ask("GET", f"{path}?{urlencode(query, doseq=True)}", None, path, query)

    def post(self, path: str, body: Any = None, /, **more: Any) -> Json:
        return self.send("POST", path, body, **more)

    def send(self, method: str, path: str, body: Any = None, /, **more: Any) -> Json:
        said = more if body is None else body
        return self._ask(method, path, said, path, said)

    def put(self, path: str, content: bytes) -> Json:
        return self._ask("PUT", path, content, path, f"{len(content)} bytes")

    def _ask(self, method: str, path: str, body: Any, shown: str, said: Any) -> Json:
        status, answer = self._exchange(method, path, body)
        label = f"{method} {self._plain(shown)} {json.dumps(self._plain(said), sort_keys=True, default=str)[:300]}"
        self.told.append((label, status, self._plain(answer)))
        return answer

    def _exchange(self, method: str, path: str, body: Any) -> tuple[int, Json]:
        path = path.replace("parity", self.mark)
        address = self.address + (path if path.startswith("/") else f"/api/2.0/mlflow/{path}")
        data = body if isinstance(body, bytes | None) else json.dumps(body).replace("parity", self.mark).encode()
        headers = {"Content-Type": "application/json", **self.headers}
        request = urllib.request.Request(address, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, _read(answer.read())
        except urllib.error.HTTPError as refusal:
            return refusal.code, _read(refusal.read())

    def _plain(self, value: Json, name: str = "") -> Json:
        """Return the value without what two servers cannot have in common."""
        if isinstance(value, dict):
            said = {key: self._plain(part, key) for key, part in value.items() if key not in _OWN}
            return {key: part for key, part in said.items() if part not in ("", None, [], {})}
        if isinstance(value, list | tuple):
            found = [self._plain(part, name) for part in value]
            is_ordered = name not in _UNORDERED and not (
                name == "metrics" and any("run_id" not in part for part in value)
            )
            return found if is_ordered else sorted(found, key=lambda part: json.dumps(part, sort_keys=True))
        if isinstance(value, int | float) and _TIMES.search(name) and value > _RECENT:
            return "a time"
        if isinstance(value, str):
            return self._plain_text(value, name)
        return value

    def _plain_text(self, value: str, name: str) -> str:
        if name == "experiment_id" or name == "experiment_ids":
            return value if value == "0" else self._known.setdefault(f"experiment {value}", f"e{len(self._known)}")
        value = value.replace(self.mark, "parity")
        text = _PLACE.sub(r"mlflow-artifacts:/E/", value)
        return _ID.sub(lambda found: self._known.setdefault(found[0], f"id{len(self._known)}"), text)


@dataclass(frozen=True)
class Difference:
    """A request that the two answered differently."""

    label: str
    text: str


def differences(case: Callable[[Speaker], None], ours: Speaker, theirs: Speaker) -> list[Difference]:
    """Play the case on both and say where they part."""
    for speaker in (ours, theirs):
        speaker.begin()
        case(speaker)
    found = []
    for (label, status, said), (_label, expected, meant) in zip(ours.told, theirs.told, strict=True):
        if (status, _code(said)) != (expected, _code(meant)):
            found.append(Difference(label, f"ours {status} {_short(said)}\n      theirs {expected} {_short(meant)}"))
        elif status == 200 and said != meant:
            found.append(Difference(label, "\n      ".join(_parting(said, meant, ""))))
    return found


def _parting(said: Json, meant: Json, at: str) -> Iterator[str]:
    """Name each place where the two differ."""
    if isinstance(said, dict) and isinstance(meant, dict):
        for key in sorted(said.keys() | meant.keys()):
            yield from _parting(said.get(key), meant.get(key), f"{at}.{key}")
    elif isinstance(said, list) and isinstance(meant, list) and len(said) != len(meant):
        yield f"{at}: ours has {len(said)}, theirs {len(meant)}; ours {_short(said)}, theirs {_short(meant)}"
    elif isinstance(said, list) and isinstance(meant, list):
        for number, (one, other) in enumerate(zip(said, meant, strict=True)):
            yield from _parting(one, other, f"{at}[{number}]")
    elif said != meant:
        yield f"{at}: ours {_short(said)}, theirs {_short(meant)}"


def _code(said: Json) -> Json:
    return said.get("error_code") if isinstance(said, dict) else None


def _short(said: Json) -> str:
    return json.dumps(said, sort_keys=True, default=str)[:400]


def _read(body: bytes) -> Json:
    try:
        return json.loads(body)
    except ValueError:
        return body[:200].decode("utf-8", "replace")


AT = 1_500_000_000_000
VIEWS = ("ACTIVE_ONLY", "DELETED_ONLY", "ALL", "1", "sometimes", "")


def new_experiment(s: Speaker, name: str) -> str:
    return str(s.post("experiments/create", name=f"parity {name}")["experiment_id"])


def new_run(s: Speaker, experiment: str, **facts: Any) -> str:
    facts = {"start_time": AT, "run_name": "r", "user_id": "u"} | facts
    return str(s.post("runs/create", experiment_id=experiment, **facts)["run"]["info"]["run_id"])
