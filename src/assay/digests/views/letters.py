"""Letters: which ones I want, what became of those of the workspace, and ending them without signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.digests.due import next_day
from assay.digests.forms import LettersForm
from assay.digests.models import Subscription
from assay.digests.queries_of_letters import letters_of
from assay.kit.clock import now
from assay.kit.mail import has_mail
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def choices(request: PersonRequest) -> HttpResponse:
    """On which day I want a letter, and of which projects."""
    held = Subscription.of(request.person)
    form = LettersForm(request.POST if request.method == "POST" else None, held=held)
    if form.is_bound and form.is_valid():
        Subscription.choose(request.person, day=form.weekday, covers=form.cleaned_data["covers"])
        return answer(request, redirect=reverse("digests:choices"), text=_("Saved."))
    user = request.person.user
    context = {"form": form, "has_mail": has_mail(), "address": user.email if user else ""}
    context["next_day"] = next_day(held, now())
    return render(request, "digests/choices.html", context, status=422 if form.is_bound else 200)


@require_safe
@signed_in
def letters(request: PersonRequest) -> HttpResponse:
    """What became of the letters of the last weeks; for owners."""
    require(request.person.is_owner)
    context = {"letters": letters_of(request.person), "has_mail": has_mail()}
    return render(request, "digests/letters.html", context)


@csrf_exempt  # programs that read mail press the button for their reader (RFC 8058); the token is all they have
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ending(request: HttpRequest, token: str) -> HttpResponse:
    """Send no more letters: looking at the page changes nothing, pressing its button does."""
    # The page is the same whoever looks.
    request.person = None  # type: ignore[attr-defined]
    subscription = Subscription.objects.of_token(token)
    if subscription is None:
        return _unlisted(render(request, "digests/ending_unknown.html", status=404))
    if request.method == "POST":
        subscription.end()
        subscription.refresh_from_db(fields=["day"])
    return _unlisted(render(request, "digests/ending.html", {"subscription": subscription, "token": token}))


def _unlisted(page: HttpResponse) -> HttpResponse:
    """The address is a secret: tell nobody where the reader came from, and list it nowhere."""
    page.headers["Referrer-Policy"] = "no-referrer"
    page.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return page
