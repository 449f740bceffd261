"""The lines of Python that load a version."""

from django.conf import settings


def load_lines(name: str, reference: str) -> str:
    """Return a program in three lines; `reference` is `/3` or `@champion`."""
    return "\n".join(
        [
            "import mlflow",
            f"mlflow.set_tracking_uri({settings.BASE_URL!r})",
            f"model = mlflow.pyfunc.load_model({f'models:/{name}{reference}'!r})",
        ]
    )
