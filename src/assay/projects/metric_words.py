"""Metric definitions in a line, for tooltips, notes and the editor of criteria."""

from django.utils.translation import gettext as _

from assay.pure.metrics import Definition, Role


def metric_in_words(defined: Definition | None) -> str:
    """Say what a metric is: `Leavers found (f1 on test), higher is better, target 85 %`. Nothing of none."""
    if defined is None:
        return ""
    facts = [named(defined), direction_in_words(defined)]
    if defined.unit and not defined.is_share:
        facts.append(_("in %(unit)s") % {"unit": defined.unit})
    if defined.target is not None:
        facts.append(_("target %(value)s") % {"value": defined.shown(defined.target)})
    if defined.role is Role.GUARDRAIL:
        facts.append(_("guardrail, %(limit)s") % {"limit": limit_in_words(defined)})
    return ", ".join(facts)


def named(defined: Definition) -> str:
    """The title with the name behind it, or the name alone."""
    return f"{defined.title} ({defined.name})" if defined.title else defined.name


def direction_in_words(defined: Definition) -> str:
    return _("higher is better") if defined.wants_more else _("lower is better")


def limit_in_words(defined: Definition) -> str:
    limit = {"limit": defined.shown(defined.limit)}
    return _("at least %(limit)s") % limit if defined.wants_more else _("at most %(limit)s") % limit
