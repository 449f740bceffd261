"""The experiment log as a document of the vault: on its page, as Markdown, and for somebody without an account."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.dateformat import format as formatted
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from markupsafe import Markup

from assay.activity.references import linked
from assay.documents.self_written import SelfWritten
from assay.experiments.models import Kept
from assay.experiments.queries.log import Entry, whole_log
from assay.projects.models import Project
from assay.web.when import month_name


def as_markdown(project: Project) -> str:
    """Return the whole log as Markdown."""
    lines = [f"# {_('Experiment log of %(project)s') % {'project': project.name}}", ""]
    for month, entries in whole_log(project):
        lines += [f"## {month_name(month)}", ""]
        for entry in entries:
            lines += [*_told(entry), ""]
    return "\n".join(lines).rstrip() + "\n"


def _told(entry: Entry) -> list[str]:
    one = entry.experiment
    runs = ngettext("%(num)d run", "%(num)d runs", one.run_count) % {"num": one.run_count}
    said = [entry.outcome or entry.verdict or _("Planned"), one.get_kept_display() if one.kept else "", runs]
    criteria = [f"`{line.text}` {line.value} {line.name}".rstrip() for line in entry.lines]
    steps = [f"{step.text} {step.task.key if step.task else ''}".rstrip() for step in entry.steps]
    because = _("Kept because") if one.kept == Kept.KEEP else _("Discarded because")
    parts = [
        (_("Asked"), one.hypothesis),
        (_("Baseline"), entry.baseline),
        (_("Criteria"), "; ".join(criteria)),
        (_("What the runs say"), entry.verdict if entry.outcome else ""),
        (_("Decided otherwise because"), one.outcome_because),
        (_("Observed"), one.observations),
        (_("Learned"), one.learnings),
        (because, one.kept_because),
        (_("What follows"), "; ".join(steps)),
    ]
    head = f"### {entry.task.key} {entry.task.title}"
    facts = f"{formatted(localdate(entry.at), 'Y-m-d')}: {', '.join(one for one in said if one)}"
    return [head, "", facts, *(f"\n**{name}.** {text.strip()}" for name, text in parts if text.strip())]


def _outside(project: Project) -> Markup:
    """What was asked, what came out and what was learned, without criteria and runs."""
    html = render_to_string("experiments/_log_outside.html", {"months": whole_log(project)})
    return Markup(linked(html, None))  # noqa: S704  our own template


LOG = SelfWritten(
    name="experiment-log",
    title=gettext_lazy("Experiment log"),
    about=gettext_lazy("What was tried, what came out and what was learned, failures as carefully as successes."),
    icon="flask",
    url=lambda project: reverse("experiments:log", args=[project.key]),
    outside=_outside,
)
