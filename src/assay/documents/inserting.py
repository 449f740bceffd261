"""What the slash menu of the editor writes."""

from django.utils.translation import gettext as _

from assay.documents.quotes.kinds import Quotable, quotables

# A letter for private use: nobody types it.
CURSOR = "\ue000"


def insertions() -> list[dict[str, str]]:
    """Return names and Markdown; CURSOR stands where the cursor then is."""
    table = f"| {_('What')} | {_('Value')} |\n|---|---|\n| {CURSOR} | |\n"
    entries = (
        (_("Heading"), f"## {CURSOR}"),
        (_("Smaller heading"), f"### {CURSOR}"),
        (_("List"), f"- {CURSOR}"),
        (_("Numbered list"), f"1. {CURSOR}"),
        (_("Check list"), f"- [ ] {CURSOR}"),
        (_("Table"), table),
        (_("Quote"), f"> {CURSOR}"),
        (_("Code"), f"```python\n{CURSOR}\n```\n"),
        (_("Line"), f"---\n{CURSOR}"),
    )
    quotes = [
        (str(kind.label), f"{{{{{kind.name} {CURSOR}}}}}" if kind.needs_argument else _whole(kind))
        for kind in quotables()
    ]
    return [{"name": name, "text": text} for name, text in (*entries, *quotes)]


def _whole(kind: Quotable) -> str:
    return f"{{{{{kind.name}}}}}\n{CURSOR}"
