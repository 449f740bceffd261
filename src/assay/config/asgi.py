"""The ASGI front: the live stream and artifact bodies are native, everything else is Django on a thread pool.

Django as WSGI on a fixed pool serves several times the requests of Django as ASGI; what would hold a thread
for long (an open stream, a slow upload) never reaches the pool.
"""

import os
from importlib import import_module
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assay.config.settings")

from a2wsgi import WSGIMiddleware

from assay.config import lean
from assay.config.wsgi import application as wsgi_application
from assay.kit.processes import end_with_parent
from assay.live import stream
from assay.mlflow import artifact_bodies

THREADS = 8
end_with_parent()
import_module("assay.config.urls")  # now, not while the first person waits
lean.settled()
_django = WSGIMiddleware(wsgi_application, workers=THREADS)  # type: ignore[arg-type]  # two stubs, one thing


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Send each request to the part that serves it."""
    if scope["type"] != "http":
        return

    async def patient_receive() -> Any:
        # granian's own `receive` is no coroutine function, and the WSGI bridge insists on one.
        return await receive()

    if stream.handles(scope):
        await stream.live_stream(scope, patient_receive, send)
    elif artifact_bodies.handles(scope):
        await artifact_bodies.artifact_bodies(scope, patient_receive, send)
    else:
        await _django(scope, patient_receive, send)  # type: ignore[arg-type]
