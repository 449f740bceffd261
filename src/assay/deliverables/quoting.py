"""What documents quote of deliverables: one of them, and what the project owes and has handed over."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from markupsafe import Markup

from assay.activity.subjects import project_topic
from assay.deliverables.keys import parse_key
from assay.deliverables.models import Deliverable
from assay.deliverables.models.deliverable import DeliverableQuerySet
from assay.deliverables.queries import Line, lines_among
from assay.documents.quotes import Look, Offer, Quotable, Quoted, Unquotable

MOST_LISTED, OFFERED = 50, 8


def _seen(look: Look) -> DeliverableQuerySet:
    if look.reader is None:
        found = Deliverable.objects.filter(project=look.project)
    else:
        found = Deliverable.objects.visible_to(look.reader)
    return found.select_related("project", "phase", "responsible")


def _lines(rows: DeliverableQuerySet) -> list[Line]:
    return lines_among(rows, today=timezone.localdate())


def _find(arguments: Sequence[str], look: Look) -> Mapping[str, Any]:
    keys = {one: key for one in arguments if (key := parse_key(one))}
    told = Unquotable(_("This is no key of a deliverable: {{deliverable %(key)s-D2}}.") % {"key": look.project.key})
    projects, numbers = {key.project for key in keys.values()}, {key.number for key in keys.values()}
    lines = _lines(_seen(look).filter(project__key__in=projects, number__in=numbers)) if keys else []
    found = {(line.deliverable.project.key, line.deliverable.number): line for line in lines}
    return {one: told for one in arguments if one not in keys} | {
        one: found[key.project, key.number] for one, key in keys.items() if (key.project, key.number) in found
    }


def _render(line: Line, look: Look) -> Quoted:
    deliverable = line.deliverable
    body = render_to_string("deliverables/_quote.html", {"line": line, "one": deliverable})
    return Quoted(
        title=str(deliverable),
        body=Markup(body),  # noqa: S704  our own template
        icon="check",
        topics=(deliverable.subject.topic,),
        projects=frozenset({deliverable.project_id}),
        url=reverse("deliverables:deliverable", args=[deliverable.key]),
    )


def _lists(arguments: Sequence[str], look: Look) -> Mapping[str, Any]:
    told = Unquotable(_("Write nothing behind it: {{deliverables}} shows all of the project."))
    shown = _lines(_seen(look).filter(project=look.project).wanted())[:MOST_LISTED] if "" in arguments else []
    return {one: told if one else shown for one in arguments}


def _list_shown(found: list[Line], look: Look) -> Quoted:
    body = render_to_string("deliverables/_quote_list.html", {"lines": found, "look": look})
    return Quoted(
        title=ngettext("%(count)d deliverable", "%(count)d deliverables", len(found)) % {"count": len(found)},
        body=Markup(body),  # noqa: S704  our own template
        icon="check",
        topics=(project_topic(look.project.pk),),
        projects=frozenset({look.project.pk}),
    )


def _offers(text: str, look: Look) -> list[Offer]:
    mine, key = _seen(look).wanted(), parse_key(text)
    if key:
        mine = mine.with_key(key)
    else:
        mine = mine.filter(title__icontains=text.strip()) if text.strip() else mine.filter(project=look.project)
    return [Offer(one.key, one.title) for one in mine.in_order()[:OFFERED]]


DELIVERABLE = Quotable(
    name="deliverable",
    label=gettext_lazy("Quote a deliverable"),
    example="{{deliverable ML-D2}}",
    find=_find,
    render=_render,
    offers=_offers,
    order=70,
)
DELIVERABLES = Quotable(
    name="deliverables",
    label=gettext_lazy("Quote what is to be handed over"),
    example="{{deliverables}}",
    find=_lists,
    render=_list_shown,
    needs_argument=False,
    order=80,
)
