"""Two people, one moment: what is attached is known in the edition that a reader finds."""

import pytest

from assay.deliverables.models import Attachment, Deliverable
from assay.documents.models import Document
from assay.kit.tests.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_rewritten_while_it_is_attached_is_attached_as_it_reads_now(ada, ben, kite, plan, page):
    def attach() -> None:
        Deliverable.objects.get(pk=plan.pk).attach("document", str(page.pk), by=ada)

    def write() -> None:
        Document.objects.get(pk=page.pk).write(page.title, "Otherwise.", version=1, by=ben)

    assert at_once(attach, write) == [None, None]
    assert Attachment.objects.get().edition == "2"
    digest = Deliverable.objects.get(pk=plan.pk).digest
    assert digest != plan.digest
