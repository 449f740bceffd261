"""Lu, who has no account, and links for them. It imports no models: Django starts later."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest


@pytest.fixture
def lu(kite: Any, ada: Any) -> Any:
    """A stakeholder of kite."""
    from assay.projects.models import Stakeholder

    return Stakeholder.add(kite, name="Lu Ortega", email="lu@care.example", role="Pays", by=ada)


@pytest.fixture
def charter(kite: Any, ada: Any) -> Any:
    """A document of kite."""
    from assay.documents.models import Document

    return Document.begin(kite, title="Charter", text="# Why\n\nBecause *kites* fly.", by=ada)


@pytest.fixture
def share(lu: Any, ada: Any) -> Callable[..., tuple[Any, str]]:
    """Share things with Lu as ada does; return the link and the path that it opens. Without things: the project."""
    from assay.sharing.models import ShareLink, Wish
    from assay.sharing.things import VIEW, Name

    def shared(*things: Any, **more: Any) -> tuple[Any, str]:
        names = [Name(one.subject.kind, one.subject.id) for one in things] or [Name(VIEW, str(lu.project_id))]
        link, secret = ShareLink.make(lu, Wish(names, **more), by=ada)
        return link, f"/s/{secret}"

    return shared


@pytest.fixture
def office(settings: Any) -> Iterator[Any]:
    """A mail server that is set up; it keeps what it gets."""
    from assay.kit.tests.post_office import post_office

    with post_office() as opened:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", opened.port
        yield opened


@pytest.fixture
def work() -> Callable[[], None]:
    """Do all queued jobs, as the worker would."""

    def work_off() -> None:
        from django_q.models import OrmQ

        from assay.kit.jobs import run

        queued = list(OrmQ.objects.order_by("pk"))
        OrmQ.objects.all().delete()
        for one in queued:
            run(*one.task["args"])

    return work_off
