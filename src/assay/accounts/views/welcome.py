"""The page behind a one-time link. Opening it uses nothing up, so that a preview in a chat cannot."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from assay.accounts.entering import DoorClosed, Newcomer, enter
from assay.accounts.forms import FirstOwnerForm, WelcomeForm
from assay.accounts.models import Door, Person, User
from assay.accounts.models.user import AddressInUse
from assay.web.messages import answer

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, secret: str) -> HttpResponse:
    door = Door.objects.open_by(secret)
    if door is None:
        return _closed(request)
    form = _form(request, door)
    if form.is_bound and form.is_valid():
        try:
            return _signed_in(request, *_entered(door, form))
        except DoorClosed:
            return _closed(request)
        except AddressInUse as error:
            form.add_error("email", str(error))
            door = Door.objects.open_by(secret)  # as it stood before the try
    context = {"door": door, "form": form}
    return render(request, "accounts/welcome.html", context, status=422 if form.is_bound else 200)


def _form(request: HttpRequest, door: Door) -> WelcomeForm:
    data = request.POST if request.method == "POST" else None
    if door.asks_who:
        return FirstOwnerForm(data, initial={"workspace": door.person.workspace.name})
    return WelcomeForm(data, user=door.person.user)


def _entered(door: Door, form: WelcomeForm) -> tuple[Person, User]:
    said = form.cleaned_data
    newcomer = None
    if door.asks_who:
        newcomer = Newcomer(name=said["name"], email=said["email"], workspace=said["workspace"])
    return enter(door, newcomer=newcomer, password=said.get("password", ""))


def _signed_in(request: HttpRequest, person: Person, user: User) -> HttpResponse:
    """Begin a fresh session, whoever was signed in here before."""
    login(request, user, backend=BACKEND)
    request.session["workspace"] = person.workspace_id
    return answer(
        request, redirect=reverse("projects:home"), text=_("Welcome, %(name)s.") % {"name": person.short_name}
    )


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/closed.html", status=410)
