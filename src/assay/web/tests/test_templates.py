"""Rules that every template and script of every domain keeps: the CSP allows nothing inline."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

PACKAGE = Path(__file__).parents[2]
WEB = Path(__file__).parents[1]
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
# Mails: programs that read them know nothing of our style sheets.
LETTERS = {"letter.html"}
SCRIPTS = sorted((WEB / "static/js").glob("*.js"))
SPRITE = set(re.findall(r'<symbol id="([\w-]+)"', (WEB / "static/icons.svg").read_text()))
IMPORTED = re.compile(r"""(?:from|import)\s*\(?\s*"assay/(\w+)["]""")
ICON = re.compile(r"""\bicon(?:_btn)?\(\s*["']([\w-]+)["']""")


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(PACKAGE)) for path in paths]


@pytest.mark.parametrize("path", TEMPLATES, ids=names(TEMPLATES))
def test_nothing_is_inline(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\s(on(?!ly\b)[a-z]+|hx-on[:\w-]*)\s*=\s*[\"']", text)
    assert not re.search(r"javascript:|hx-vals=[\"']js:", text)
    assert "<style" not in text or path.name in LETTERS
    for tag in re.findall(r"<script[^>]*>", text):
        assert "src=" in tag or "nonce=" in tag


@pytest.mark.parametrize("path", TEMPLATES, ids=names(TEMPLATES))
def test_every_icon_is_in_the_sprite(path: Path) -> None:
    assert set(ICON.findall(path.read_text())) <= SPRITE


def test_icons_of_macros_and_python_are_in_the_sprite() -> None:
    found: set[str] = set()
    for path in PACKAGE.glob("*/**/*.py"):
        found |= set(re.findall(r"""\bicon(?::\s*ClassVar\[str\])?\s*=\s*["']([\w-]+)["']""", path.read_text()))
    assert found <= SPRITE


def test_every_template_of_this_layer_compiles() -> None:
    for path in (WEB / "templates").glob("**/*.html"):
        get_template(str(path.relative_to(WEB / "templates")))


def test_every_static_file_that_templates_name_exists() -> None:
    for path in TEMPLATES:
        for name in re.findall(r"""static\(["']([^"'~]+)["']\)""", path.read_text()):
            if not name.startswith(("vendor/", "css/app.css", "js/")):
                assert (WEB / "static" / name).is_file(), name


def test_the_import_map_names_every_module_once() -> None:
    listed = re.search(r"set modules = \[(.*?)\]", (WEB / "templates/web/_scripts.html").read_text(), re.DOTALL)
    assert listed
    assert re.findall(r'"(\w+)"', listed[1]) == [script.stem for script in SCRIPTS if script.stem != "app"]


def test_every_script_is_loaded_by_the_one_that_pages_load() -> None:
    reached, waiting = set[str](), ["app"]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += IMPORTED.findall((WEB / f"static/js/{name}.js").read_text())
    assert reached == {script.stem for script in SCRIPTS}


def test_scripts_evaluate_no_text() -> None:
    for script in SCRIPTS:
        assert not re.search(
            r"\beval\(|new Function|\.innerHTML|insertAdjacentHTML|document\.write", script.read_text()
        )


def test_stylesheets_take_colours_from_tokens_only() -> None:
    for sheet in (WEB / "static/css").glob("*.css"):
        if sheet.stem not in ("tokens", "overlay", "block", "rail"):
            assert not re.search(r"#[0-9a-f]{3,8}\b(?!\s*\{)|rgba?\(|hsla?\(", sheet.read_text()), sheet.name


IMPORT = re.compile(r"""\{%-?\s*from\s+"(web/[\w/]+\.html)"\s+import\s+(.+?)\s*-?%\}""", re.DOTALL)


@pytest.mark.parametrize("path", TEMPLATES, ids=names(TEMPLATES))
def test_every_component_that_is_imported_exists(path: Path) -> None:
    for template, wanted in IMPORT.findall(path.read_text()):
        macros = {name.strip().split(" as ")[0] for name in wanted.removesuffix(" with context").split(",")}
        source = (WEB / "templates" / template).read_text()
        offered = set(re.findall(r"\{%-?\s*(?:macro|set)\s+(\w+)", source))
        assert macros <= offered, macros - offered
