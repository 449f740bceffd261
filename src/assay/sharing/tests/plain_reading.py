"""What a person without an account reads of a page, and the words that should not be in it."""

import re
from collections.abc import Callable

from assay.sharing.models import ShareLink

Share = Callable[..., tuple[ShareLink, str]]
# What a stakeholder must not have to know: names of phases, keys of metrics and tasks, and the words of the trade.
JARGON = re.compile(
    r"\b(runs?|auc|f1|loss|epochs?|hyperparameters?|artifacts?|experiments?|backlog|productization|modeling"
    r"|data exploration|a/b testing|results analysis|verdict|hypothesis|KITE-\w+)\b",
    re.IGNORECASE,
)


def words_of(html: str) -> str:
    """What a person reads of a page: no scripts, no attributes."""
    body = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<script.*?</script>", " ", body, flags=re.DOTALL)).split())
