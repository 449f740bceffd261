"""The command line: `assay up`, `assay worker`, `assay token create` and the like."""

from assay.cli.main import main

__all__ = ["main"]
