"""The API itself: one object on which config hangs each domain's router."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI

from assay.rest import errors
from assay.rest.bodies import StrictJson
from assay.rest.describing import describe_refusals
from assay.rest.doors import TokenDoor


class AssayApi(NinjaAPI):
    """NinjaAPI, except that an address or method it does not know gets an error of our shape as well."""

    _described: Any = None

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> Any:
        """Return the description of all operations; it is drawn up once, as it takes a second."""
        if self._described is None:
            self._described = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
            describe_refusals(self._described)
        return self._described

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        named = [pattern for pattern in super()._get_urls() if getattr(pattern, "name", "") != "api-root"]
        for pattern in named:
            if isinstance(pattern, URLPattern) and pattern.name != "openapi-json":
                pattern.callback = _with_our_405(pattern.callback)
        return [*named, path("", unknown, name="api-root"), re_path("", unknown, name="unknown")]


def make_api() -> NinjaAPI:
    """Return the API without operations; each domain's `api.py` has a router to add.

    The pages of documentation that ninja offers load scripts from other hosts, so they stay off.
    """
    api = AssayApi(
        title="Assay",
        version="1",
        description=str(_("Project management for machine learning. Every list is newest first and paged.")),
        docs_url=None,
        auth=TokenDoor(),
        parser=StrictJson(),
        urls_namespace="api",
    )
    errors.install(api)
    return api


@csrf_exempt
def unknown(request: HttpRequest) -> HttpResponse:
    """Answer addresses that no operation has."""
    return errors.not_found()


def _with_our_405(view: Any) -> Any:
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = view(request, *args, **kwargs)
        if response.status_code != 405:
            return response
        allowed = response.headers.get("Allow", "")
        said = errors.answer(405, "method-not-allowed", _("This address answers %(methods)s.") % {"methods": allowed})
        said.headers["Allow"] = allowed
        return said

    answered.csrf_exempt = True  # type: ignore[attr-defined]
    answered.__wrapped__ = view  # type: ignore[attr-defined]
    return answered
