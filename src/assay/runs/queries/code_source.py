"""Where the code of a run came from."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assay.runs.models import RunTag

_REPOSITORY = re.compile(r"https://(?:[^/@\s]*@)?([A-Za-z0-9.-]+(?::[0-9]{1,5})?/[\w./~+-]+?)(?:\.git)?/?")


@dataclass(frozen=True)
class Source:
    """Where the code came from, as the client says."""

    script: str = ""
    branch: str = ""
    commit: str = ""
    repository: str = ""

    def __bool__(self) -> bool:
        return bool(self.script or self.branch or self.commit or self.repository)

    @property
    def link(self) -> str:
        """The address of the repository, only if a browser may be sent there; without anybody's secrets."""
        found = _REPOSITORY.fullmatch(self.repository)
        return f"https://{found[1]}" if found else ""


def source_of(tags: Iterable[RunTag]) -> Source:
    """Return where the code came from, as the client's tags say."""
    by_key = {tag.key: tag.value for tag in tags}
    return Source(
        script=by_key.get("mlflow.source.name", ""),
        branch=by_key.get("mlflow.source.git.branch", ""),
        commit=by_key.get("mlflow.source.git.commit", ""),
        repository=by_key.get("mlflow.source.git.repoURL", ""),
    )
