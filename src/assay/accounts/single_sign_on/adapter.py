"""How allauth's social accounts behave here: one provider, and nobody in who was not invited."""

from typing import TYPE_CHECKING, Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

if TYPE_CHECKING:
    from assay.accounts.single_sign_on.provider import Provider


class SignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The provider comes from the environment alone; an e-mail address alone links nothing to anybody."""

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> "Provider":
        from assay.accounts.single_sign_on.provider import provider_for

        return provider_for(request)

    def list_providers(self, request: HttpRequest) -> list[Any]:
        return []

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: Any) -> None:
        return None

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("mfa_index")

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let in who is linked already, link who asked for it, admit who was invited, refuse everybody else."""
        from assay.accounts.single_sign_on.admission import NotAdmitted, admit
        from assay.accounts.single_sign_on.views import linked, refused

        if sociallogin.is_existing:
            return
        if sociallogin.state.get("process") == "connect":
            raise ImmediateHttpResponse(linked(request, sociallogin.account))
        try:
            person, user = admit(sociallogin.account, invitation=sociallogin.state.get("data"))
        except NotAdmitted as reason:
            raise ImmediateHttpResponse(refused(request, str(reason))) from reason
        request.session["workspace"] = person.workspace_id
        sociallogin.user = user

    def on_authentication_error(self, request: HttpRequest, provider: Any, **known: Any) -> None:
        """Say what went wrong on a page of ours."""
        from assay.accounts.single_sign_on.views import failed

        raise ImmediateHttpResponse(failed(request, known.get("error"), known.get("exception")))
