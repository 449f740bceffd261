"""Letters: which ones I want, what became of those of the workspace, and ending them without signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.digests.actions import CannotSend, send_me
from assay.digests.due import next_day
from assay.digests.forms import LettersForm
from assay.digests.models import Subscription
from assay.digests.queries_of_letters import MailSet, letters_of, trial_of
from assay.kit.clock import now
from assay.kit.limits import TooOften
from assay.web.messages import answer, is_htmx


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def choices(request: PersonRequest) -> HttpResponse:
    """On which day I want a letter, and of which projects."""
    held = Subscription.of(request.person)
    form = LettersForm(request.POST if request.method == "POST" else None, held=held)
    if form.is_bound and form.is_valid():
        Subscription.choose(request.person, day=form.weekday, covers=form.cleaned_data["covers"])
        return answer(request, redirect=reverse("digests:choices"), text=_("Saved."))
    return _choices(request, form, held, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def trial(request: PersonRequest) -> HttpResponse:
    """Send me the letter that I would get now; the page asks here what became of it."""
    if request.method != "POST":
        if not is_htmx(request):
            return redirect("digests:choices")
        return render(request, "digests/_trial.html", {"trial": trial_of(request.person)})
    try:
        send_me(request.person)
    except CannotSend as error:
        return _refused(request, str(error), status=409)
    except TooOften as error:
        told = _("You had several letters within the hour. Wait %(minutes)d minutes for the next.")
        return _refused(request, told % {"minutes": -(-error.seconds // 60)}, status=429)
    return answer(request, redirect=reverse("digests:choices"))


def _refused(request: PersonRequest, told: str, *, status: int) -> HttpResponse:
    held = Subscription.of(request.person)
    return _choices(request, LettersForm(held=held), held, status=status, refused=told)


def _choices(
    request: PersonRequest, form: LettersForm, held: Subscription, *, status: int, refused: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "mail": MailSet(),
        "address": held.address,
        "next_day": next_day(held, now()),
        "trial": trial_of(request.person),
        "refused": refused,
    }
    return render(request, "digests/choices.html", context, status=status)


@require_safe
@signed_in
def letters(request: PersonRequest) -> HttpResponse:
    """What became of the letters of the last weeks; for owners."""
    require(request.person.is_owner)
    context = {"letters": letters_of(request.person), "mail": MailSet()}
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
