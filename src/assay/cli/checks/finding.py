"""What a check found."""

from dataclasses import dataclass
from enum import Enum


class State(Enum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Finding:
    """One line: what was looked at, how it is, and what to do where it is not well."""

    name: str
    state: State
    said: str
    advice: str = ""


def fine(name: str, said: str) -> Finding:
    return Finding(name, State.OK, said)


def doubtful(name: str, said: str, advice: str) -> Finding:
    return Finding(name, State.WARN, said, advice)


def broken(name: str, said: str, advice: str) -> Finding:
    return Finding(name, State.FAIL, said, advice)
