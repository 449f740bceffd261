"""What somebody sees who has a link: the state of a project, or a thing to read and comment."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assay.accounts.doors import require
from assay.sharing.doors import LinkRequest, by_link, words_back
from assay.sharing.following import follow, follows, may_follow, unfollow
from assay.sharing.forms import SayForm
from assay.sharing.progress import progress_of
from assay.sharing.reach import has_front, thing_behind
from assay.sharing.saying import takes_comments
from assay.sharing.things import VIEW, Name, things_of
from assay.sharing.views.pages import count_word, led_to, page_of, shared_context, stale_page


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Nothing here is for search engines."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8")


@by_link("GET", "HEAD")
def front(request: LinkRequest) -> HttpResponse:
    """The state of the project; else the one thing that the link opens; else a list of them."""
    things = things_of(request.link)
    read = [one for one in things if one.name.kind != VIEW]
    if read and not has_front(request.link):
        return page_of(request, read[0])
    context = shared_context(request) | {"things": [one for one in read if one.found is not None]}
    if any(one.name.kind == VIEW and one.found is not None for one in things):
        context |= {"progress": progress_of(request.link), "may_follow": may_follow(request.link)}
        context["follows"] = context["may_follow"] and follows(request.link)
        return render(request, "sharing/project.html", context)
    if not context["things"]:
        return render(request, "sharing/away.html", context, status=410)
    return render(request, "sharing/front.html", context)


@by_link("GET", "HEAD")
def thing(request: LinkRequest, kind: str, thing: str) -> HttpResponse:
    """A thing to read."""
    return page_of(request, thing_behind(request.link, Name(kind, thing)))


def _stale_comment(request: LinkRequest, kind: str, thing: str) -> HttpResponse:
    found = thing_behind(request.link, Name(kind, thing))
    if not (request.link.can_comment and takes_comments(found)):
        return words_back(request)
    return stale_page(request, found, say_form=SayForm(request.POST))


@by_link("POST", stale=_stale_comment)
def comments(request: LinkRequest, kind: str, thing: str) -> HttpResponse:
    """Say something of a thing."""
    found, form = thing_behind(request.link, Name(kind, thing)), SayForm(request.POST)
    require(request.link.can_comment and takes_comments(found), _("Comments are not open to you here."))
    if not form.is_valid():
        return page_of(request, found, say_form=form, status=422)
    count_word(request.link)
    found.found.comment(form.cleaned_data["text"], by=request.link.stakeholder)
    return led_to(request, kind, thing, part="said")


@by_link("GET", "HEAD", "POST")
def following(request: LinkRequest) -> HttpResponse:
    """Which letters they get, and the question before they get none; by POST they begin or end."""
    require(may_follow(request.link), _("No mail can be sent to you from here."))
    if request.method == "POST":
        return _follow_or_end(request)
    context = shared_context(request) | {"follows": follows(request.link), "has_ended": "ended" in request.GET}
    return render(request, "sharing/following.html", context)


def _follow_or_end(request: LinkRequest) -> HttpResponse:
    """Whoever begins comes back to their page, whoever ends to where they can begin again."""
    if request.POST.get("wanted") == "yes":
        follow(request.link, request.secret)
        return HttpResponseRedirect(reverse("sharing:by-link", args=[request.secret]), status=303)
    unfollow(request.link)
    here = reverse("sharing:by-link-following", args=[request.secret])
    return HttpResponseRedirect(f"{here}?ended", status=303)
