"""Files as the folders that their paths name, and how each can be reached."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from assay.runs.models import Artifact, LoggedModel, Run
from assay.runs.previews import IMAGES, can_show


@dataclass(frozen=True)
class File:
    """A file, where its bytes are, and where it can be looked at if it can."""

    name: str
    size: int
    url: str
    preview_url: str = ""
    is_image: bool = False


@dataclass(frozen=True)
class Folder:
    """A folder that holds files itself; the files at the top lie in the folder without a name."""

    path: str
    files: list[File]

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)


def folders_of_run(run: Run, artifacts: Iterable[Artifact]) -> list[Folder]:
    """Return the run's files by folder, in the order of their names."""

    def file(artifact: Artifact) -> File:
        url = reverse("runs:artifact", args=[run.uid, artifact.path])
        shown = reverse("runs:preview", args=[run.uid, artifact.path]) if can_show(artifact) else ""
        is_image = bool(shown) and artifact.path.lower().endswith(tuple(IMAGES))
        return File(_name(artifact), artifact.size, url, preview_url=shown, is_image=is_image)

    return _folders(artifacts, file)


def folders_of_model(run: Run, model: LoggedModel, artifacts: Iterable[Artifact]) -> list[Folder]:
    """Return the model's files by folder; they can be downloaded only."""

    def file(artifact: Artifact) -> File:
        url = reverse("runs:model_artifact", args=[run.uid, model.uid, artifact.path])
        return File(_name(artifact), artifact.size, url)

    return _folders(artifacts, file)


def _folders(artifacts: Iterable[Artifact], file: Callable[[Artifact], File]) -> list[Folder]:
    in_order = sorted(artifacts, key=lambda artifact: (_folder(artifact), _name(artifact)))
    return [Folder(path, [file(one) for one in ones]) for path, ones in groupby(in_order, key=_folder)]


def _folder(artifact: Artifact) -> str:
    return artifact.path.rpartition("/")[0]


def _name(artifact: Artifact) -> str:
    return artifact.path.rpartition("/")[2]
