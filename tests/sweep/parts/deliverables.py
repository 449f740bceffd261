"""What phases hand over."""

from assay.accounts.models import Person
from assay.deliverables.models import Deliverable
from assay.kit import blobs
from assay.projects.models import Project

PARAMETERS: dict[str, dict[str, str]] = {
    "deliverables/": {"key": "deliverable_key"},
    "deliverables/<str:key>/attachments/": {"number": "deliverable_attachment_pk"},
    "deliverables/<str:key>/files/": {"number": "deliverable_attachment_pk"},
    "deliverables/<str:key>/comments/": {"number": "deliverable_comment_pk"},
    "deliverables/<str:key>/signers/": {"number": "deliverable_signer_pk"},
    "deliverables/<str:key>/signatures/": {"number": "deliverable_signature_pk"},
    "deliverables/<str:key>/checks/": {"number": "deliverable_check_pk"},
    "api/v1/deliverables/": {"key": "deliverable_key"},
    "api/v1/deliverables/<key>/attachments/": {"number": "deliverable_attachment_pk"},
    "api/v1/deliverables/<key>/files/": {"number": "deliverable_attachment_pk"},
    "api/v1/deliverables/<key>/comments/": {"number": "deliverable_comment_pk"},
    "api/v1/deliverables/<key>/signers/": {"number": "deliverable_signer_pk"},
    "api/v1/deliverables/<key>/signatures/": {"number": "deliverable_signature_pk"},
    "api/v1/deliverables/<key>/checks/": {"number": "deliverable_check_pk"},
    "api/v1/deliverables/<key>/reviewers/": {"seat": "=scientist"},
}
NOTHING = {"deliverable_key": "NOSUCH-D1"}


def plant(project: Project, people: dict[str, Person]) -> dict[str, object]:
    owner = people["owner"]
    one = Deliverable.objects.get(project=project, review="two-disciplines")
    file = one.attach_file(blobs.keep([b"a,b\n1,2\n"]), name="table.csv", by=owner)
    one.share(by=owner)
    said = one.comment("Which rows are these?", by=owner)
    signer = one.name_signer(owner, by=owner)
    given = one.signatures.create(person=owner, digest=one.digest, attached=[], signed_at=one.created_at)
    one.reviewers.create(seat="scientist", person=owner)
    return {
        "deliverable_key": one.key,
        "deliverable_attachment_pk": file.pk,
        "deliverable_comment_pk": said.pk,
        "deliverable_signer_pk": signer.pk,
        "deliverable_signature_pk": given.pk,
        "deliverable_check_pk": one.checks.in_order()[0].pk,
    }
