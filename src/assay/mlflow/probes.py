"""What clients ask of a server before anything else, and all addresses that are not served."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from assay.mlflow.doors import Call, is_open, reads
from assay.mlflow.errors import NoEndpoint

# The version of the protocol that is spoken: that of the newest client it was tested with.
PROTOCOL_VERSION = "3.17.2"


@is_open
def server_info(_request: HttpRequest) -> Any:
    return {
        "store_type": "SqlStore",
        "workspaces_enabled": False,
        "multipart_uploads_enabled": False,
        "multipart_downloads_enabled": False,
        "trace_archival_enabled": False,
    }


@is_open
def version(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(PROTOCOL_VERSION, content_type="text/plain")


@reads
def not_served(request: Call) -> None:
    raise NoEndpoint(f"No service is mounted at {request.path[:200]}")
