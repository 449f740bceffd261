"""Addresses that say only what is set, though a form of GET sends every field."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from assay.portfolio.asking import Asked
from assay.web.messages import is_htmx


def leanly(request: HttpRequest, asked: Asked, answer: HttpResponse) -> HttpResponse:
    """Return the answer, at an address without empty names: by a redirect, or by what htmx writes into the history."""
    if "" not in request.GET.values():
        return answer
    lean = request.path + asked.as_query(page=asked.page)
    if not is_htmx(request):
        return HttpResponseRedirect(lean)
    answer["HX-Push-Url"] = lean
    return answer
