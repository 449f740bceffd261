"""What a figure counts, task by task, and why it does not count the others."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.insights.address import Address
from assay.insights.queries import CountedRow, counted_page
from assay.insights.sections.section import section_named
from assay.insights.views.looking import form_of, look_of
from assay.kit.spreadsheets import csv_line
from assay.projects.finding import project_at
from assay.projects.models import Project

HEAD = ("key", "title", "counted", "reason", "begun", "ended", "days")


@require_safe
@signed_in
def counted(request: PersonRequest, figure: str) -> HttpResponse:
    return _page(request, figure, None)


@require_safe
@signed_in
def counted_of_project(request: PersonRequest, key: str, figure: str) -> HttpResponse:
    return _page(request, figure, project_at(request, key))


def _page(request: PersonRequest, figure: str, project: Project | None) -> HttpResponse:
    section = section_named(figure)
    look = look_of(request.person, form_of(request.GET, project), project)
    counted = section.counted_in(look) if section else None
    if section is None or counted is None:
        raise Http404
    if request.GET.get("as") == "csv":
        return _csv(figure, counted_page(look, counted, size=None).rows)
    page = counted_page(look, counted, page=_number(request))
    context = {"look": look, "section": section, "page": page, "address": Address(project, look.asked, section.tab)}
    return render(request, "insights/counted.html", context | {"project": project})


def _csv(figure: str, rows: list[CountedRow]) -> HttpResponse:
    body = csv_line(HEAD) + "".join(csv_line(_cells(row)) for row in rows)
    answer = HttpResponse(body, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{figure}-counted.csv"'
    return answer


def _cells(row: CountedRow) -> list[str]:
    title = row.way.title if row.way else ""
    facts = [row.begun_on or "", row.ended_on or "", "" if row.days is None else row.days]
    return [row.key, title, "no" if row.reason else "yes", row.reason, *map(str, facts)]


def _number(request: PersonRequest) -> int:
    asked = request.GET.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
