"""Where one is signed in."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.doors import PersonRequest
from assay.accounts.security.sessions import end_other_sessions, end_session, sessions_of
from assay.web.doors import recognised
from assay.web.messages import answer


@never_cache
@require_safe
@recognised
def sessions(request: PersonRequest) -> HttpResponse:
    found = sessions_of(request.user, current=request.session.session_key)  # type: ignore[arg-type]
    return render(request, "accounts/security/sessions.html", {"sessions": found})


@require_POST
@recognised
def removal(request: PersonRequest, pk: int) -> HttpResponse:
    if not end_session(request.user, pk, by=request.person):  # type: ignore[arg-type]
        raise Http404
    return answer(request, redirect=reverse("usersessions_list"), text=_("That browser is signed out."))


@require_POST
@recognised
def others_removal(request: PersonRequest) -> HttpResponse:
    key = request.session.session_key
    ended = end_other_sessions(request.user, keep=key, by=request.person)  # type: ignore[arg-type]
    text = ngettext("%(count)s other browser is signed out.", "%(count)s other browsers are signed out.", ended)
    return answer(request, redirect=reverse("usersessions_list"), text=text % {"count": ended})
