"""The page behind a one-time link. Opening it uses nothing up, so that a preview in a chat cannot."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from assay.accounts.entering import DoorClosed, Newcomer, enter
from assay.accounts.forms import FirstOwnerForm, NewPasswordForm, WelcomeForm
from assay.accounts.models import Door, Person, User
from assay.accounts.models.user import AddressInUse
from assay.accounts.security.limits import LINK_FROM, place_of
from assay.accounts.security.new_password import set_new_password
from assay.accounts.sign_in import begin_session
from assay.web.errors import wait


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, secret: str) -> HttpResponse:
    door = Door.objects.open_by(secret)
    if door is None:
        return link_closed(request)
    form = _form(request, door)
    if form.is_bound and form.is_valid():
        try:
            return begin_session(request, *_entered(door, form), by=door.purpose)
        except DoorClosed:
            return link_closed(request)
        except AddressInUse as error:
            form.add_error("email", str(error))
            door = Door.objects.open_by(secret)  # as it stood before the try
    context = {"door": door, "form": form}
    return render(request, _template(door), context, status=422 if form.is_bound else 200)


def link_closed(request: HttpRequest) -> HttpResponse:
    """Answer a link that opens nothing: used, expired or guessed. Whoever guesses on has to wait."""
    place = place_of(request)
    if seconds := LINK_FROM.seconds_left(place):
        return wait(request, seconds)
    LINK_FROM.count(place)
    return render(request, "accounts/closed.html", status=410)


def _template(door: Door | None) -> str:
    return "accounts/new_password.html" if door and door.sets_password else "accounts/welcome.html"


def _form(request: HttpRequest, door: Door) -> WelcomeForm:
    data = request.POST if request.method == "POST" else None
    if door.sets_password:
        return NewPasswordForm(data, person=door.person)
    if door.asks_who:
        return FirstOwnerForm(data, initial={"workspace": door.person.workspace.name})
    return WelcomeForm(data, user=door.person.user)


def _entered(door: Door, form: WelcomeForm) -> tuple[Person, User]:
    said = form.cleaned_data
    if door.sets_password:
        return set_new_password(door, said["password"])
    newcomer = None
    if door.asks_who:
        newcomer = Newcomer(name=said["name"], email=said["email"], workspace=said["workspace"])
    return enter(door, newcomer=newcomer, password=said.get("password", ""))
