"""Forms that may be failed a few times: what is wrong answers 422, too often 429."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from assay.accounts.security.limits import SECOND_FACTOR
from assay.web.errors import wait


class LimitedGuesses:
    """For allauth's views that ask for a proof; `whose` says whose proof it is."""

    request: HttpRequest

    def whose(self) -> str:
        return str(self.request.user.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if seconds := SECOND_FACTOR.seconds_left(self.whose()):
            return wait(request, seconds)
        response: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        SECOND_FACTOR.count(self.whose())
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = 422
        return response
