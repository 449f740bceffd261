"""Names that nobody has to coordinate."""

import secrets

# Length of a secret in bytes: 256 bits cannot be guessed, so a plain hash is enough to store them.
SECRET_BYTES = 32


def run_uid() -> str:
    """Return a run id as MLflow writes them: 32 hexadecimal digits."""
    return secrets.token_hex(16)


def secret(prefix: str) -> str:
    """Return a secret that says what it opens: `assay_…`."""
    return f"{prefix}_{secrets.token_urlsafe(SECRET_BYTES)}"
