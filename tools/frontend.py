"""Fetch the front-end packages with npm and copy the few files that pages load to web/static/vendor/."""

import os
import shutil
import sys

from ground import REQUIREMENTS, ROOT, TOOLS, StepFailed, carry_out, fingerprint, is_stamped, say, uv

VENDOR = ROOT / "src/assay/web/static/vendor"
FONTS = "@fontsource-variable/inter/files/inter-{}-wght-normal.woff2"
# The same letters in the only form that the drawer of pictures reads.
TYPES = "@expo-google-fonts/inter/{0}/Inter_{0}.ttf"
FILES = {
    "htmx.js": "htmx.org/dist/htmx.esm.min.js",
    "sortable.esm.js": "sortablejs/modular/sortable.esm.js",
    "inter-latin.woff2": FONTS.format("latin"),
    "inter-latin-ext.woff2": FONTS.format("latin-ext"),
    "inter-cyrillic.woff2": FONTS.format("cyrillic"),
    "inter-cyrillic-ext.woff2": FONTS.format("cyrillic-ext"),
    "inter-400.ttf": TYPES.format("400Regular"),
    "inter-600.ttf": TYPES.format("600SemiBold"),
    "licences/htmx.txt": "htmx.org/LICENSE",
    "licences/sortablejs.txt": "sortablejs/LICENSE",
    "licences/inter.txt": "@fontsource-variable/inter/LICENSE",
    "licences/inter-ttf.txt": "@expo-google-fonts/inter/LICENSE_FONT",
}
# Only the accessibility tests load it, straight from node_modules; no page of the product does.
AXE = ROOT / "node_modules/axe-core/axe.min.js"
STAMP = ROOT / "node_modules/.assay.stamp"


def install() -> None:
    """Bring the vendor folder to what package-lock.json says; a second call only compares a stamp."""
    value = fingerprint([ROOT / "package.json", ROOT / "package-lock.json"], *FILES, *FILES.values())
    if is_stamped(STAMP, value) and AXE.exists() and all((VENDOR / name).exists() for name in FILES):
        return
    npm, env = _npm()
    what = "Setting up front-end packages (first time only)"
    carry_out(what, [npm, "ci", "--ignore-scripts", "--no-progress"], env=env)
    _copy()
    STAMP.write_text(value)


def _npm() -> tuple[str, dict[str, str]]:
    """Return npm and the environment it needs; where PATH has none, fetch Node from a locked wheel."""
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return found, {}
    home, lock = TOOLS / "node", REQUIREMENTS / "node.txt"
    stamp, value = home / "node.stamp", fingerprint([lock])
    python = home / "bin" / "python"
    if not is_stamped(stamp, value):
        carry_out(
            "There is no npm here; making room for one",
            [uv(), "venv", "--clear", f"--python={sys.executable}", str(home)],
        )
        carry_out("Fetching Node", [uv(), "pip", "sync", "--require-hashes", f"--python={python}", str(lock)])
        stamp.write_text(value)
    return str(home / "bin" / "npm"), {"PATH": f"{home / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}


def _copy() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    for name, source in FILES.items():
        target = VENDOR / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "node_modules" / source, target)


def main() -> int:
    try:
        install()
    except StepFailed as failure:
        say(f"\n{failure}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
