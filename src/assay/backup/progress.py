"""How long work tells how far it is."""

from typing import Protocol


class Progress(Protocol):
    """Somebody who watches."""

    def begin(self, what: str, total: int) -> None:
        """A stage of `total` steps begins; the one before is over."""

    def step(self, count: int = 1) -> None: ...


class Unwatched:
    """Nobody watches."""

    def begin(self, what: str, total: int) -> None: ...

    def step(self, count: int = 1) -> None: ...
