"""Who is asking: the person of the signed-in session."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from assay.accounts.models import Person

Answer = Callable[[HttpRequest], HttpResponse]


def signed_in_person(answer: Answer) -> Answer:
    """Set `request.person` from the session, or None; the session may name one of several workspaces."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.person = person_of(request)  # type: ignore[attr-defined]
        return answer(request)

    return middleware


def person_of(request: HttpRequest) -> Person | None:
    user = request.user
    if not user.is_authenticated:
        return None
    present = Person.objects.present().filter(user_id=user.pk).select_related("workspace", "user")
    chosen = request.session.get("workspace")
    mine = present.filter(workspace_id=chosen).first() if chosen else None
    return mine or present.order_by("pk").first()
