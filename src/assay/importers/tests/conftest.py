"""A server to bring runs from, and a source that names it. Imports wait, as settings load after this file."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest


@pytest.fixture
def stub() -> Iterator[Any]:
    made = import_module("assay.importers.tests.stub")
    with made.served(made.Stub()) as found:
        yield found


@pytest.fixture
def source(stub: Any, kite: Any, ada: Any) -> Any:
    """The stub as a source of kite, named by the operator."""
    return import_module("assay.importers.models").Source.add(kite, stub.address, by=ada, is_trusted=True)
