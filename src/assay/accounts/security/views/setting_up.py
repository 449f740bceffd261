"""Setting up and taking away one's own second factors. What is shown once is shown in the answer itself."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import flows as code_flows
from allauth.mfa.totp.internal import flows as app_flows
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal import auth as passkey_auth
from allauth.mfa.webauthn.internal import flows as passkey_flows
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from assay.accounts.doors import PersonRequest
from assay.accounts.security.events import RecoveryCodesRenewed, SecondFactorAdded, SecondFactorRemoved
from assay.accounts.security.forms import NewAppForm, NewPasskeyForm
from assay.accounts.security.views.guessing import LimitedGuesses
from assay.activity.recording import record
from assay.web.doors import recognised
from assay.web.messages import answer

P = ParamSpec("P")
Page = Callable[Concatenate[PersonRequest, P], HttpResponse]


def confirmed(view: Page[P]) -> Page[P]:
    """Ask once more who it is before `view` changes how they sign in; a form goes on by itself afterwards."""
    guarded: Page[P] = reauthentication_required(view, app="allauth.mfa")
    return guarded


class NewApp(LimitedGuesses, ActivateTOTPView):  # type: ignore[misc]
    """Set up an authenticator app: its secret as a picture and as text, then the first code."""

    form_class = NewAppForm

    def get_form_class(self) -> type[NewAppForm]:
        return self.form_class

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            _app, codes = app_flows.activate_totp(self.request, form)
            return _added(self.request, _("authenticator app"), codes)


class NewPasskey(AddWebAuthnView):  # type: ignore[misc]
    """Add a passkey that can also sign in on its own: it lives on the device and asks for finger, face or PIN."""

    form_class = NewPasskeyForm

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**known)
        options = passkey_auth.begin_registration(self.request.user, passwordless=True)
        return context | {"form": known.get("form") or context["form"], "js_data": {"creation_options": options}}

    def form_valid(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        with transaction.atomic():
            _key, codes = passkey_flows.add_authenticator(
                self.request, name=said["name"][:80], credential=said["credential"]
            )
            return _added(self.request, said["name"][:80], codes)

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 422
        return response


new_app = recognised(method_decorator(never_cache, name="dispatch")(NewApp).as_view())
new_passkey = recognised(method_decorator(never_cache, name="dispatch")(NewPasskey).as_view())


@require_POST
@recognised
@confirmed
def app_removal(request: PersonRequest) -> HttpResponse:
    app = get_object_or_404(_own(request, Authenticator.Type.TOTP))
    with transaction.atomic():
        app_flows.deactivate_totp(request, app)
        return _removed(request, _("authenticator app"))


@require_POST
@recognised
@confirmed
def passkey_removal(request: PersonRequest, pk: int) -> HttpResponse:
    passkey = get_object_or_404(_own(request, Authenticator.Type.WEBAUTHN), pk=pk)
    name = passkey.wrap().name
    with transaction.atomic():
        passkey_flows.remove_authenticator(request, passkey)
        return _removed(request, name)


@never_cache
@require_POST
@recognised
@confirmed
def new_codes(request: PersonRequest) -> HttpResponse:
    """Make new recovery codes and show them; those of before open nothing any more."""
    if not code_flows.can_generate_recovery_codes(request.user):
        text = _("Recovery codes stand in for a second factor. Set one up first.")
        return answer(request, redirect=reverse("mfa_index"), text=text)
    with transaction.atomic():
        codes = code_flows.generate_recovery_codes(request)
        record(RecoveryCodesRenewed(name=request.person.name), on=request.person, by=request.person)
    return _shown(request, codes)


def _own(request: HttpRequest, kind: str) -> Any:
    return Authenticator.objects.filter(user_id=request.user.pk, type=kind).select_related("user")


def _added(request: Any, factor: str, codes: Authenticator | None) -> HttpResponse:
    record(SecondFactorAdded(factor=factor), on=request.person, by=request.person)
    if codes is not None:
        return _shown(request, codes)
    return answer(request, redirect=reverse("mfa_index"), text=_("Set up: %(factor)s.") % {"factor": factor})


def _removed(request: PersonRequest, factor: str) -> HttpResponse:
    record(SecondFactorRemoved(factor=factor), on=request.person, by=request.person)
    return answer(request, redirect=reverse("mfa_index"), text=_("Removed: %(factor)s.") % {"factor": factor})


def _shown(request: HttpRequest, codes: Authenticator) -> HttpResponse:
    wrapper = codes.wrap()
    wrapper.mark_as_viewed()
    return render(request, "accounts/security/codes.html", {"codes": wrapper.get_unused_codes()})
