"""What the pages of the vault read."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db.models import Count

from assay.accounts.models import Person
from assay.documents.folders import child_of, is_within
from assay.documents.models import Comment, Document, Draft, Version
from assay.documents.models.shelving import IN_TRASH_FOR
from assay.documents.self_written import OfProject, of_project
from assay.kit.clock import now
from assay.projects.models import Project
from assay.pure.texts import Hunk, difference

MOST_LISTED, MOST_RECENT, MOST_VERSIONS, MOST_COMMENTS = 500, 8, 200, 200
# Whoever changed a draft so lately is shown as writing.
WRITING_FOR = timedelta(minutes=2)


@dataclass(frozen=True)
class Folder:
    """A folder of the one that is open; `count` are the documents in it and below."""

    path: str
    count: int

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True)
class Vault:
    """One folder, and on the first level what was changed last anywhere."""

    folder: str
    folders: list[Folder]
    documents: list[Document]
    count: int
    recent: list[Document]
    in_trash: int
    self_written: list[OfProject]

    @property
    def crumbs(self) -> list[Folder]:
        """The folders on the way down to this one, itself last."""
        names = self.folder.split("/") if self.folder else []
        return [Folder("/".join(names[: deep + 1]), 0) for deep in range(len(names))]

    @property
    def is_empty(self) -> bool:
        return not self.folders and not self.documents


def vault(project: Project, reader: Person, *, folder: str) -> Vault:
    """Return a folder of the project's vault; one that holds nothing is empty, not missing."""
    mine = Document.objects.visible_to(reader).filter(project=project)
    counts = dict(mine.present().values_list("folder").annotate(count=Count("pk")))
    listed = mine.present().filter(folder=folder).by_title().select_related("changed_by").defer("text")
    recent = mine.present().newest_first().select_related("changed_by").defer("text")
    return Vault(
        folder=folder,
        folders=_children(counts, folder),
        documents=list(listed[:MOST_LISTED]),
        count=counts.get(folder, 0),
        recent=list(recent[:MOST_RECENT]) if not folder else [],
        in_trash=mine.in_trash().count(),
        self_written=of_project(project) if not folder else [],
    )


def folder_names(project: Project, reader: Person) -> list[str]:
    """Return the folders there are, for a field that suggests them."""
    documents = Document.objects.visible_to(reader).present().filter(project=project).exclude(folder="")
    return sorted(documents.values_list("folder", flat=True).distinct()[:MOST_LISTED])


def _children(counts: dict[str, int], folder: str) -> list[Folder]:
    found: Counter[str] = Counter()
    for path, count in counts.items():
        if is_within(path, folder) and (child := child_of(path, folder)):
            found[child] += count
    return [Folder(path, count) for path, count in sorted(found.items(), key=lambda one: one[0].casefold())]


def writers_of(document: Document, *, besides: Person) -> list[str]:
    """Return the names of others who are writing in the document now."""
    drafts = Draft.objects.filter(document=document, changed_at__gt=now() - WRITING_FOR).exclude(person=besides)
    return list(drafts.order_by("-changed_at").values_list("person__name", flat=True))


def draft_of(document: Document, writer: Person) -> Draft | None:
    return Draft.objects.of(writer).filter(document=document).first()


def comments_of(document: Document) -> list[Comment]:
    """Return what was said of the document last, the oldest first. The caller has checked that it may be seen."""
    latest = document.comments.present().select_related("person", "stakeholder").order_by("-created_at", "-pk")
    return list(reversed(latest[:MOST_COMMENTS]))


def versions_of(document: Document, reader: Person) -> list[Version]:
    """Return the versions, the newest first, without their texts."""
    versions = Version.objects.visible_to(reader).filter(document=document).newest_first()
    return list(versions.select_related("created_by").defer("text")[:MOST_VERSIONS])


@dataclass(frozen=True)
class Comparison:
    """A version beside the one before it; the first one has none and shows its text as written."""

    version: Version
    before: Version | None
    hunks: list[Hunk]


def compared(version: Version) -> Comparison:
    """Return what the version changed."""
    older = Version.objects.filter(document_id=version.document_id, number__lt=version.number)
    before = older.newest_first().select_related("created_by").first()
    hunks = difference(before.text if before else "", version.text)
    return Comparison(version, before, hunks)


@dataclass(frozen=True)
class Trashed:
    document: Document
    days_left: int


def trash_of(project: Project, reader: Person, *, at: datetime) -> list[Trashed]:
    """Return the documents in the trash, the latest first."""
    documents = Document.objects.visible_to(reader).in_trash().filter(project=project).defer("text")
    loaded = documents.select_related("trashed_by").order_by("-trashed_at")[:MOST_LISTED]
    return [Trashed(one, _days_left(one, at=at)) for one in loaded]


def _days_left(document: Document, *, at: datetime) -> int:
    if document.trashed_at is None:
        return 0
    return max(ceil((document.trashed_at + IN_TRASH_FOR - at) / timedelta(days=1)), 0)
