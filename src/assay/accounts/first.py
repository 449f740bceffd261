"""The first start: a workspace, its owner, and the link by which they enter."""

from django.db import transaction

from assay.accounts.models import Person, Workspace
from assay.accounts.models.person import Role


@transaction.atomic
def make_first_owner(workspace_name: str) -> tuple[Person, str] | None:
    """Make the first workspace with a nameless owner; return them and the secret of their link.

    Their page asks for name, e-mail and password. None when there is a workspace already.
    """
    if Workspace.objects.exists():
        return None
    workspace = Workspace.objects.create(name=workspace_name)
    owner = Person.join(workspace, name="", role=Role.OWNER)
    return owner, owner.make_link(by=None)


def owner_link(person: Person) -> str:
    """Return the secret of a fresh link for `person`; the operator of the server may make one for anybody."""
    return person.make_link(by=None)


def owner_of_workspace() -> Person | None:
    """Return the longest-serving owner of the first workspace, or None before the first start."""
    owners = Person.objects.present().filter(role=Role.OWNER).select_related("workspace", "user")
    return owners.order_by("workspace_id", "joined_at", "pk").first()
