"""Rules of the house that no linter knows: access goes through `visible_to`, pages keep a strict CSP, and more."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ground import ROOT


@dataclass(frozen=True)
class Rule:
    pattern: re.Pattern[str]
    why: str


DOORS = [
    Rule(re.compile(r"\.objects\s*\.get\("), "find it through .visible_to(person)"),
    Rule(re.compile(r"get_object_or_404\(\s*[A-Z]\w*\s*,"), "give it .visible_to(person), not a model"),
    Rule(re.compile(r"\.filter\(\s*\*\*\s*request"), "a request's fields are not a query; parse them"),
]
TEMPLATES = [
    Rule(re.compile(r"\|\s*safe\b"), "nothing is marked safe in a template"),
    Rule(re.compile(r"{%-?\s*autoescape\s+(false|off)"), "escaping stays on"),
]
# PostgreSQL locks every table of a join and refuses where the other row may be missing; SQLite says nothing.
LOCK = r"\.select_for_update\((?![^)]*\bof=)"
LOCKS = [
    Rule(re.compile(order), 'a lock beside a join says of=("self",)')
    for order in (rf"\.select_related\((?s:.{{0,120}}){LOCK}", rf"{LOCK}.*\.select_related\(")
]
HANDLERS = r"click|change|input|submit|load|error|focus|blur|scroll|toggle|drop|(key|mouse|pointer|drag)\w*"
MARKUP = [
    Rule(re.compile(r"<[^>]*\sstyle\s*="), "no style attributes; the CSP refuses them"),
    Rule(re.compile(r"<style\b(?![^>]*\snonce=)"), "no inline style without a nonce"),
    Rule(
        re.compile(r"<script\b(?![^>]*\s(src|nonce)=)(?![^>]*application/json)"),
        "no inline script without a nonce",
    ),
    Rule(re.compile(rf"<[^>]*\son({HANDLERS})\s*=", re.IGNORECASE), "no inline handlers; use a data- attribute"),
    Rule(re.compile(r"<[^>]*\shx-on\b"), "no hx-on; the CSP refuses it"),
]
# Programs that read mail know neither our style sheets nor our policy; a letter brings its style along.
LETTER = "letter.html"
EXPRESSIONS = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}", re.DOTALL)


def main() -> int:
    found = [*_in_doors(), *_in_templates(), *_in_locks()]
    for line in found:
        print(f"    {line}")
    return 1 if found else 0


def _in_doors() -> Iterator[str]:
    for pattern in (
        "src/assay/*/views*.py",
        "src/assay/*/views/*.py",
        "src/assay/*/api*.py",
        "src/assay/*/api/*.py",
    ):
        for path in sorted(ROOT.glob(pattern)):
            yield from _broken(path, path.read_text(), DOORS)


def _in_templates() -> Iterator[str]:
    for path in sorted(ROOT.glob("src/assay/*/templates/**/*.*")):
        text = path.read_text()
        yield from _broken(path, text, TEMPLATES)
        if path.name != LETTER:
            yield from _broken(path, EXPRESSIONS.sub(_blank, text), MARKUP)


def _in_locks() -> Iterator[str]:
    for path in sorted(ROOT.glob("src/assay/**/*.py")):
        yield from _broken(path, path.read_text(), LOCKS)


def _blank(expression: re.Match[str]) -> str:
    """A word in place of a template expression, with its line breaks, so that line numbers stay true."""
    return "x" + "\n" * expression[0].count("\n")


def _broken(path: Path, text: str, rules: list[Rule]) -> Iterator[str]:
    for rule in rules:
        for match in rule.pattern.finditer(text):
            line = text.count("\n", 0, match.end()) + 1
            yield f"{path.relative_to(ROOT)}:{line}: {rule.why}"


if __name__ == "__main__":
    sys.exit(main())
