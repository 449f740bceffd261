"""Single sign-on by OpenID Connect: one provider, named by the environment."""

from dataclasses import dataclass

from assay.config.env import text, words


class UnusableProvider(ValueError):
    """The settings of the provider do not go together."""


@dataclass(frozen=True)
class Provider:
    """`url` is the issuer; `domains` lists those whose people may join without an invitation."""

    url: str
    client_id: str
    secret: str
    name: str
    domains: tuple[str, ...]


def from_environment() -> Provider | None:
    """Return the provider, or None where there is none. Raises `UnusableProvider`."""
    url, client_id = text("ASSAY_OIDC_URL", "").rstrip("/"), text("ASSAY_OIDC_CLIENT_ID", "")
    if not url and not client_id:
        return None
    if not url.startswith(("https://", "http://")) or not client_id:
        raise UnusableProvider("Single sign-on needs both ASSAY_OIDC_URL (https://…) and ASSAY_OIDC_CLIENT_ID.")
    return Provider(
        url=url,
        client_id=client_id,
        secret=text("ASSAY_OIDC_SECRET", ""),
        name=text("ASSAY_OIDC_NAME", "single sign-on"),
        domains=tuple(domain.lower().lstrip("@") for domain in words("ASSAY_OIDC_DOMAINS", "")),
    )
