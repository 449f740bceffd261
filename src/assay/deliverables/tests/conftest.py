from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from assay.deliverables.models import Deliverable
    from assay.documents.models import Document
    from assay.projects.models import Stakeholder


@pytest.fixture
def plan(kite: Any) -> "Deliverable":
    """The first thing that kite owes: the research plan."""
    found: Deliverable = kite.deliverables.get(number=1)
    return found


@pytest.fixture
def merged(kite: Any) -> "Deliverable":
    """The code that two disciplines review."""
    found: Deliverable = kite.deliverables.get(review="two-disciplines")
    return found


@pytest.fixture
def page(kite: Any, ada: Any) -> "Document":
    """A document of kite's vault."""
    from assay.documents.models import Document

    return Document.begin(kite, title="How kites fly", text="By wind.", by=ada)


@pytest.fixture
def lu(kite: Any, ada: Any) -> "Stakeholder":
    """A stakeholder of kite."""
    from assay.projects.models import Stakeholder

    return Stakeholder.add(kite, name="Lu Ortega", email="lu@care.example", by=ada)


@pytest.fixture
def shared(ada: Any, plan: "Deliverable", page: "Document") -> "Deliverable":
    """The plan with the document attached, shared to be read."""
    plan.attach_document(page, by=ada)
    plan.share(by=ada)
    return plan
