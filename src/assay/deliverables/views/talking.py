"""Comments on a deliverable, and asking for changes. Everybody who sees it may comment."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.deliverables.finding import deliverable_at
from assay.deliverables.forms import CommentForm
from assay.deliverables.models import Comment
from assay.deliverables.views.page import page
from assay.deliverables.views.refusing import done, refusing
from assay.kit.conflicts import EditedMeanwhile
from assay.pure.texts import difference


@require_POST
@signed_in
@refusing
def comments(request: PersonRequest, key: str) -> HttpResponse:
    """Write a comment, or with `changes` ask for changes."""
    found, form = deliverable_at(request, key), CommentForm(request.POST)
    if "preview" in request.POST:  # without JavaScript
        return page(request, found, comment_form=form)
    if not form.is_valid():
        return page(request, found, status=422, comment_form=form)
    if "changes" in request.POST:
        require(request.person.can_write or found.may_be_signed_by(request.person))
        said = found.ask_for_changes(form.cleaned_data["text"], by=request.person)
    else:
        said = found.comment(form.cleaned_data["text"], by=request.person)
    return done(request, found, part=f"comment-{said.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@refusing
def comment(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """Rewrite one's own comment. When another window was faster, both texts are shown and the second save wins."""
    mine = _own(request, key, number)
    if request.method != "POST":
        return _form(request, mine, CommentForm({"text": mine.text}))
    form = CommentForm(request.POST)
    if "preview" in request.POST or not form.is_valid():
        return _form(request, mine, form, status=200 if "preview" in request.POST else 422)
    try:
        mine.rewrite(form.cleaned_data["text"], by=request.person, version=request.POST.get("version"))
    except EditedMeanwhile as conflict:
        hunks = difference(mine.text, form["text"].value() or "")
        return _form(request, mine, form, status=409, conflict=str(conflict), hunks=hunks)
    return done(request, mine.deliverable, _("Comment saved"), part=f"comment-{mine.pk}")


@require_POST
@signed_in
@refusing
def comment_removal(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """Remove one's own comment."""
    mine = _own(request, key, number)
    mine.remove(by=request.person)
    return done(request, mine.deliverable, _("Comment removed"), part="comments")


def _own(request: PersonRequest, key: str, number: int) -> Comment:
    found = deliverable_at(request, key)
    mine = get_object_or_404(Comment.objects.visible_to(request.person).present(), deliverable=found, pk=number)
    require(mine.person_id == request.person.pk, _("Only who wrote a comment may change it."))
    mine.deliverable = found
    return mine


def _form(request: PersonRequest, mine: Comment, form: CommentForm, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {"deliverable": mine.deliverable, "comment": mine, "form": form, "conflict": "", "hunks": []}
    return render(request, "deliverables/comment.html", context | more, status=status)
