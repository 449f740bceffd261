"""What was done to tasks, as an answer."""

from django.http import HttpRequest, HttpResponse

from assay.web.messages import answer, is_htmx, toast, trigger


def changed(request: HttpRequest, text: str, *, redirect: str, undo: str = "", tone: str = "plain") -> HttpResponse:
    """To htmx a toast, the end of the dialog, and word that tasks changed; a plain form is led to `redirect`."""
    if not is_htmx(request):
        return answer(request, redirect=redirect, text=text, undo=undo)
    response = trigger(HttpResponse(status=204), **{"close-dialog": {}, "task-changed": {}})
    return toast(response, text, undo=undo, tone=tone)
