"""How a next step becomes a task: its words and what it carries over."""

from django.utils.translation import gettext as _

from assay.experiments.models import Experiment


def context_of(experiment: Experiment) -> str:
    """Return the description a follow-up task begins with: where it comes from and what is known, as Markdown."""
    task = experiment.task
    parts = [
        _("Follows from %(key)s, *%(title)s*: %(outcome)s.")
        % {"key": task.key, "title": task.title, "outcome": experiment.get_outcome_display()},
        quoted(_("What we learned"), experiment.learnings),
        quoted(_("What is kept, and why"), experiment.kept_because if experiment.kept == "keep" else ""),
        _run_line(experiment),
    ]
    return "\n\n".join(part for part in parts if part)


def quoted(title: str, text: str) -> str:
    if not text.strip():
        return ""
    return f"**{title}**\n\n" + "\n".join(f"> {line}" for line in text.strip().splitlines())


def _run_line(experiment: Experiment) -> str:
    lines = experiment.criteria.in_order().filter(run__isnull=False).select_related("run")
    line = next((line for line in lines if not line.is_stop), None)
    if line is None or line.run is None:
        return ""
    return _("Run %(number)d (`%(uid)s`): %(text)s") % {
        "number": line.run.number,
        "uid": line.run.uid,
        "text": f"`{line.text}`",
    }
