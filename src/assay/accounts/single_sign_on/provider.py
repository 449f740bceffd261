"""allauth's OpenID Connect, for the one provider of the settings, with our checks on what it says."""

import hashlib
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from assay.accounts.single_sign_on import chosen
from assay.accounts.single_sign_on.id_token import Claims, NotBelieved, read_id_token

ID = "openid"


class Handshake(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The exchange with the provider. `state` is what we kept when somebody set out."""

    state: dict[str, Any]

    def __init__(self, request: HttpRequest, provider_id: str = ID) -> None:
        super().__init__(request, provider_id)
        self.state = {}

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself; it must be the one that was set, not another one."""
        known: Any = super().openid_config
        if not isinstance(known, dict) or str(known.get("issuer", "")).rstrip("/") != chosen().url:
            raise OAuth2Error("The provider calls itself by another address than ASSAY_OIDC_URL.")
        return known

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """The address people type, not one that a header of the request could change."""
        return f"{settings.BASE_URL}{reverse('single_sign_on_answer')}"

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **known: Any) -> Any:
        said = known["response"].get("id_token")
        if not isinstance(said, str):
            raise OAuth2Error("The provider sent no ID token.")
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            keys = answer.json()
        try:
            claims = read_id_token(
                said,
                keys=keys,
                issuer=self.openid_config["issuer"],
                client_id=app.client_id,
                nonce=str(self.state.get("nonce", "")),
            )
        except NotBelieved as fault:
            raise OAuth2Error(str(fault)) from fault
        return self.get_provider().sociallogin_from_response(request, claims)


class Provider(OpenIDConnectProvider):  # type: ignore[misc]
    """The provider of the settings. Somebody is known by issuer and subject together, by nothing else."""

    id = ID
    oauth2_adapter_class = Handshake
    pkce_enabled_default = True

    def extract_uid(self, data: Claims) -> str:
        return hashlib.sha256(f"{data.issuer}\n{data.subject}".encode()).hexdigest()

    def extract_extra_data(self, data: Claims) -> dict[str, Any]:
        return {
            "iss": data.issuer,
            "sub": data.subject,
            "email": data.email,
            "email_verified": data.is_verified,
            "name": data.name,
        }

    def extract_common_fields(self, data: Claims) -> dict[str, Any]:
        return {"email": data.email}

    def extract_email_addresses(self, data: Claims) -> list[Any]:
        return []


class Answer(OAuth2CallbackView):  # type: ignore[misc]
    """The way back from the provider."""

    def _get_state(self, request: HttpRequest, provider: Provider) -> tuple[dict[str, Any] | None, HttpResponse | None]:
        state, refusal = super()._get_state(request, provider)
        self.adapter.state = state or {}
        return state, refusal


def provider_for(request: HttpRequest) -> Provider:
    """Return the provider of the settings."""
    known = chosen()
    app = SocialApp(
        provider=ID,
        provider_id=ID,
        name=known.name[:40],
        client_id=known.client_id,
        secret=known.secret,
        settings={"server_url": known.url},
    )
    return Provider(request, app=app)
