"""Jupyter notebooks as pages that run nothing: drawn once per content by the worker, kept by their digest."""

from assay.kit.notebooks.keeping import draw, drawn_ones, page_of
from assay.kit.notebooks.reading import MOST_BYTES, NoNotebook, read, words_of

__all__ = ["MOST_BYTES", "NoNotebook", "draw", "drawn_ones", "page_of", "read", "words_of"]
