"""Find every address of the product by walking the URLconf, so that a new one cannot be forgotten."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Route:
    """One address, as the URLconf writes it: `projects/<str:key>/`."""

    pattern: str
    name: str
    is_regex: bool

    @property
    def parameters(self) -> list[str]:
        return _PARAMETER.findall(self.pattern)

    @property
    def is_mlflow(self) -> bool:
        return bool(re.match(r"(ajax-)?api/(2\.0|3\.0|\^)", self.pattern))

    @property
    def is_rest(self) -> bool:
        return self.pattern.startswith("api/v1/")

    @property
    def takes_tokens(self) -> bool:
        return self.is_mlflow or self.is_rest or self.name == "version"

    def path(self, values: dict[str, object]) -> str:
        return "/" + _PARAMETER.sub(lambda found: quote(str(values[found[1]]), safe="/"), self.pattern)


def all_routes() -> list[Route]:
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: Iterable[URLPattern | URLResolver], before: str) -> Iterator[Route]:
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, address)
        else:
            yield Route(address, pattern.name or "", isinstance(pattern.pattern, RegexPattern))
