"""What somebody works on, where it is too much: finish, pause or hand over each of their tasks in progress."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.accounts.models import Person
from assay.tasks.queries.busy import work_of
from assay.web.messages import is_htmx


@require_safe
@signed_in
def in_progress(request: PersonRequest, pk: int) -> HttpResponse:
    """List the person's tasks in progress, of those the reader may see, in a dialog or on a page of its own."""
    person = get_object_or_404(Person.objects.visible_to(request.person), pk=pk)
    template = "tasks/_in_progress.html" if is_htmx(request) else "tasks/in_progress.html"
    return render(request, template, {"whose": person, "work": work_of(person, reader=request.person)})
