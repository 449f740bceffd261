"""Static files under hashed, compressed names; the stylesheets are joined, so that a page links one file."""

from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLES = (
    *("tokens", "base", "layout", "rail"),
    *(
        "button",
        "form",
        "editor",
        "fact",
        "card",
        "lane",
        "board",
        "data",
        "chart",
        "doc",
        "overlay",
        "block",
        "list",
        "part",
        "flow",
        "plan",
        "times",
        "tree",
        "find",
        "runs",
        "beside",
        "pick",
        "project",
        "walk",
    ),
    *("page", "folio", "outlook"),
    "guest",
)
JOINED = "css/app.css"


class HashedStatic(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it brings no types
    """Names a file by its content once `collectstatic` has run, and by its plain name before."""

    # Only stylesheets are rewritten: scripts find each other through the import map of page.html.
    patterns = (("*.css", CompressedManifestStaticFilesStorage.patterns[0][1]),)

    def post_process(
        self,
        paths: dict[str, Any],
        dry_run: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **options: Any,
    ) -> Iterator[tuple[str, str | None, bool | Exception]]:
        if not dry_run:
            self._join_styles()
            paths[JOINED] = (self, JOINED)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def stored_name(self, name: str) -> str:
        if self.hash_key(self.clean_name(name)) not in self.hashed_files:
            return name
        return str(super().stored_name(name))

    def _join_styles(self) -> None:
        parts = [self.open(f"css/{name}.css").read() for name in STYLES]
        if self.exists(JOINED):
            self.delete(JOINED)
        self.save(JOINED, ContentFile(b"\n".join(parts)))
