"""Addresses that several pages of runs need."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import reverse

# What an address of the table may hold; nothing else is taken over into links and saved views.
ASKED = ("filter", "status", "task", "pick", "order", "group", "column", "differing", "start", "columns_from")
PLACES = ("start", "columns_from")


def links_of(request: HttpRequest) -> dict[str, str]:
    """The filter as it stands in the URL, for the links to other pages, and where clients log to."""
    query = request.GET.copy()
    query.pop("cursor", None)
    return {"query": query.urlencode(), "address": settings.BASE_URL}


class TableAddress:
    """The address of a table of runs; templates change parts of it."""

    def __init__(self, project: str, query: QueryDict) -> None:
        self.path = reverse("runs:of_project", args=[project])
        self._query = {name: query.getlist(name) for name in ASKED if any(query.getlist(name))}

    @classmethod
    def back(cls, project: str, text: str) -> "TableAddress":
        """Return the address whose query a form carried along."""
        return cls(project, QueryDict(text[:20_000]))

    @property
    def query(self) -> str:
        return urlencode(self._query, doseq=True)

    @property
    def view(self) -> str:
        """The query without the place in the table, as it is saved under a name."""
        return urlencode({name: texts for name, texts in self._query.items() if name not in PLACES}, doseq=True)

    @property
    def whole(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path

    def but(self, **changes: object) -> str:
        """Return the address with these parts changed; an empty one is left out. A new order begins at the start."""
        query = self._query | {name: _texts(value) for name, value in changes.items()}
        if "start" not in changes and "columns_from" not in changes:
            query.pop("start", None)
        left = urlencode({name: texts for name, texts in query.items() if texts}, doseq=True)
        return f"{self.path}?{left}" if left else self.path

    def hidden(self, *names: str) -> list[tuple[str, str]]:
        """Return what a form carries along that has no field for it."""
        return [(name, text) for name in names for text in self._query.get(name, [])]


def _texts(value: object) -> list[str]:
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return [] if value in {None, ""} else [str(value)]
