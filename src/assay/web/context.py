"""What every page template can use: `person` and `shell`."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import get_language

from assay.web.rail import Place, places
from assay.web.topbar import finder, topbar_parts

THEMES = ("system", "light", "dark")
DENSITIES = ("comfortable", "default", "compact")


def after(density: str) -> str:
    """Return the next density, from wide to dense and round again."""
    return DENSITIES[(DENSITIES.index(density) + 1) % len(DENSITIES)]


class Shell:
    """The frame around a page. Nothing is computed before the template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def nonce(self) -> str:
        return str(getattr(self._request, "csp_nonce", ""))

    @property
    def language(self) -> str:
        return get_language() or "en"

    @property
    def here(self) -> str:
        return self._request.get_full_path()

    @property
    def project(self) -> Any:
        return getattr(self._request, "project", None)

    @cached_property
    def theme(self) -> str:
        return self._choice("theme", THEMES, "system")

    @cached_property
    def density(self) -> str:
        return self._choice("density", DENSITIES, "default")

    @property
    def next_density(self) -> str:
        """What the one key for density changes to."""
        return after(self.density)

    @cached_property
    def has_keys(self) -> bool:
        return self._request.COOKIES.get("keys") != "off"

    @cached_property
    def main_places(self) -> list[Place]:
        return places("main", self._request)

    @cached_property
    def project_places(self) -> list[Place]:
        return places("project", self._request)

    @cached_property
    def new_places(self) -> list[Place]:
        return places("new", self._request)

    @cached_property
    def person_places(self) -> list[Place]:
        return places("person", self._request)

    @cached_property
    def workspace_places(self) -> list[Place]:
        return places("workspace", self._request)

    @cached_property
    def project_settings_places(self) -> list[Place]:
        return places("project_settings", self._request)

    @cached_property
    def other_workspaces(self) -> list[Any]:
        """The workspaces that this sign-in may change to."""
        here = getattr(self._request, "person", None)
        return [one.workspace for one in getattr(self._request, "people", []) if one != here]

    @property
    def finder(self) -> str:
        return finder()

    @property
    def topbar_parts(self) -> list[str]:
        return topbar_parts()

    @cached_property
    def messages(self) -> list[Any]:
        return list(messages.get_messages(self._request))

    def _choice(self, cookie: str, known: tuple[str, ...], default: str) -> str:
        chosen = self._request.COOKIES.get(cookie, default)
        return chosen if chosen in known else default


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Views must not use the names `person` and `shell` for something else."""
    return {"person": getattr(request, "person", None), "shell": Shell(request)}
