"""Which address can be a source."""

from django.utils.translation import gettext as _

from assay.kit.outgoing import NotAllowed, target_of

MOST = 500


class BadUri(ValueError):
    """No runs can be brought from this address; the message says what can be done."""


def checked_uri(text: str) -> str:
    """Return the address of an MLflow server without what clients add to it. Raises `BadUri`."""
    uri = text.strip().partition("#")[0].rstrip("/")
    if not uri.lower().startswith(("http://", "https://")):
        raise BadUri(
            _(
                "Name the address of an MLflow server that runs, https://mlflow.example.org. A folder mlruns or a "
                "database is served with `mlflow server --backend-store-uri …` first."
            )
        )
    if len(uri) > MOST or "?" in uri:
        raise BadUri(_("This is not the address of an MLflow server."))
    try:
        target_of(uri)
    except NotAllowed as refusal:
        raise BadUri(str(refusal)) from refusal
    return uri
