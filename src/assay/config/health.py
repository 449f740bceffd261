"""`GET /health`: is this installation well? Open to all, so it tells states and no names.

MLflow's clients and many proxies want the one word; whoever asks for JSON gets the states.
"""

from typing import Any

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from assay import __version__
from assay.kit.clock import now
from assay.kit.models import WorkerBeat


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 when pages can be served; the worker's state stands beside, as pages live without it."""
    states = _states()
    is_well = states["state"] == "ok"
    status = 200 if is_well else 503
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(states, status=status)
    return HttpResponse("OK" if is_well else "DOWN", content_type="text/plain; charset=utf-8", status=status)


def _states() -> dict[str, Any]:
    try:
        workers = WorkerBeat.alive(at=now())
        database = {"state": "ok", "kind": connection.vendor, **_durability()}
    except DatabaseError:
        return {"state": "down", "version": __version__, "database": {"state": "down"}}
    worker = {"state": "ok" if workers else "down", "count": workers}
    return {"state": "ok", "version": __version__, "database": database, "worker": worker}


def _durability() -> dict[str, str]:
    """Return how an acknowledged write reaches the disk."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous")
            return {"synchronous": {0: "off", 1: "normal", 2: "full", 3: "extra"}[cursor.fetchone()[0]]}
        cursor.execute("SHOW synchronous_commit")
        return {"synchronous": str(cursor.fetchone()[0])}
