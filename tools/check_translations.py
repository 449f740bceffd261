"""Fail when a catalogue in src/assay/locale misses a text of the sources, or translates one that has gone."""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from ground import ROOT

SOURCE = ROOT / "src/assay"
METHODS = [("**/templates/**.html", "jinja2"), ("**/templates/**.txt", "jinja2"), ("**.py", "python")]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
OPTIONS = {"**/templates/**.html": {"extensions": "jinja2.ext.i18n", "trimmed": "true", "silent": "false"}}
NOT_SHOWN = ("tests", "_static", "static")


def main() -> int:
    catalogues = sorted((SOURCE / "locale").glob("*/LC_MESSAGES/*.po"))
    wanted = _texts() if catalogues else set()
    return 1 if sum(_differences(path, wanted=wanted) for path in catalogues) else 0


def _texts() -> set[str]:
    found = extract_from_dir(
        SOURCE, METHODS, OPTIONS, KEYWORDS, directory_filter=lambda path: Path(path).name not in NOT_SHOWN
    )
    catalogue = Catalog()
    for _file, _line, message, _comments, context in found:
        catalogue.add(message, context=context)
    return _ids(catalogue)


def _ids(catalogue: Catalog) -> set[str]:
    return {message.id if isinstance(message.id, str) else message.id[0] for message in catalogue if message.id}


def _differences(path: Path, *, wanted: set[str]) -> int:
    with path.open("rb") as opened:
        present = _ids(read_po(opened))
    for word, texts in (("misses", wanted - present), ("still holds", present - wanted)):
        for text in sorted(texts):
            print(f"    {path.relative_to(ROOT)} {word} {text!r}")
    return len(wanted ^ present)


if __name__ == "__main__":
    sys.exit(main())
