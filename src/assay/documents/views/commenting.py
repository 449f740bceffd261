"""Comments on a document: write one, rewrite or remove one's own. Everybody who sees the document may."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.documents.finding import comment_of, document_at
from assay.documents.forms import CommentForm
from assay.documents.models import Comment, Document
from assay.documents.queries import comments_of
from assay.documents.views.reading import page
from assay.documents.views.refusing import refusing
from assay.kit.conflicts import EditedMeanwhile
from assay.pure.texts import difference
from assay.web.messages import answer, is_htmx


@require_POST
@signed_in
@refusing
def comments(request: PersonRequest, number: int) -> HttpResponse:
    """Write a comment."""
    document, form = document_at(request, number), CommentForm(request.POST)
    if "preview" in request.POST:  # without JavaScript
        return page(request, document, comment_form=form)
    if form.is_valid():
        said = document.comment(form.cleaned_data["text"], by=request.person)
        return answer(request, redirect=_place(document, said.pk), **_below(document, CommentForm()))
    if is_htmx(request):
        return answer(request, status=422, **_below(document, form))
    return page(request, document, status=422, comment_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@refusing
def comment(request: PersonRequest, number: int, comment: int) -> HttpResponse:
    """Rewrite one's own comment. When another window was faster, both texts are shown and the second save wins."""
    mine = _own(request, number, comment)
    if request.method != "POST":
        return _form(request, mine, CommentForm({"text": mine.text}), status=200)
    form = CommentForm(request.POST)
    if "preview" in request.POST or not form.is_valid():
        return _form(request, mine, form, status=200 if "preview" in request.POST else 422)
    try:
        mine.rewrite(form.cleaned_data["text"], by=request.person, version=request.POST.get("version"))
    except EditedMeanwhile as conflict:
        return _form(request, mine, form, status=409, conflict=str(conflict))
    return answer(request, redirect=_place(mine.document, mine.pk), text=_("Comment saved"))


@require_POST
@signed_in
@refusing
def comment_removal(request: PersonRequest, number: int, comment: int) -> HttpResponse:
    """Remove one's own comment."""
    mine = _own(request, number, comment)
    mine.remove(by=request.person)
    below = _below(mine.document, CommentForm())
    return answer(request, redirect=_place(mine.document), text=_("Comment removed"), **below)


def _own(request: PersonRequest, number: int, comment: int) -> Comment:
    mine = comment_of(document_at(request, number), comment)
    require(mine.person_id == request.person.pk, _("Only who wrote a comment may change it."))
    return mine


def _place(document: Document, comment: int | None = None) -> str:
    part = f"comment-{comment}" if comment else "comments"
    return f"{reverse('documents:document', args=[document.pk])}#{part}"


def _below(document: Document, form: CommentForm) -> dict[str, Any]:
    """What htmx shows anew: the list and the field below it."""
    context = {"document": document, "comments": comments_of(document), "comment_form": form}
    return {"template": "documents/_comments.html", "context": context}


def _form(request: HttpRequest, mine: Comment, form: CommentForm, *, status: int, conflict: str = "") -> HttpResponse:
    hunks = difference(mine.text, form["text"].value() or "") if conflict else []
    context = {"document": mine.document, "comment": mine, "form": form, "conflict": conflict, "hunks": hunks}
    return render(request, "documents/comment.html", context, status=status)
