"""People by what one types: `me`, `nobody`, a name or its beginning."""

from typing import Any

from assay.cli.refusals import CannotDo
from assay.cli.remote.server import Server

MOST = 1000


def person_number(server: Server, said: str) -> int | None:
    """Return the number of the person that `said` names, None for nobody. Raises `CannotDo` if in doubt."""
    if said.casefold() in ("nobody", ""):
        return None
    if said.casefold() == "me":
        return int(server.get("/me")["id"])
    people = list(server.items("/people", most=MOST))
    exact = [one for one in people if one["name"].casefold() == said.casefold()]
    found = exact or [one for one in people if one["name"].casefold().startswith(said.casefold())]
    if len(found) == 1:
        return int(found[0]["id"])
    raise CannotDo(_doubt(said, found, people))


def _doubt(said: str, found: list[dict[str, Any]], people: list[dict[str, Any]]) -> str:
    names = ", ".join(one["name"] for one in (found or people)[:10])
    return f"{said!r} names {'several people' if found else 'nobody here'}. Choose one of: {names}."
