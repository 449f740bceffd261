"""Execute a notebook that is written as a plain script with `# %%` cells: `execute.py SCRIPT OUTPUT`.

Runs in the environment of the sample's trainings, with a kernel of its own, as a notebook server would.
"""

import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

CELL = re.compile(r"^# %%(.*)$", re.MULTILINE)


def notebook_of(script: str) -> nbformat.NotebookNode:
    """Return the script as a notebook; what stands before the first mark belongs to no cell."""
    _before, *pieces = CELL.split(script)
    cells = [cell_of(mark.strip(), text.strip("\n")) for mark, text in zip(pieces[::2], pieces[1::2], strict=True)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def cell_of(mark: str, text: str) -> nbformat.NotebookNode:
    if mark == "[markdown]":
        return nbformat.v4.new_markdown_cell("\n".join(line[2:] for line in text.splitlines()))
    return nbformat.v4.new_code_cell(text)


def main() -> None:
    script, output = Path(sys.argv[1]), Path(sys.argv[2])
    notebook = notebook_of(script.read_text(encoding="utf-8"))
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute(cwd=str(script.parent))
    nbformat.write(notebook, output)


if __name__ == "__main__":
    main()
