from assay.accounts.models.person.joining import HUES
from assay.accounts.models.person.model import Person, PersonQuerySet
from assay.accounts.models.person.roles import LED, Discipline, LastOwner, Role, RoleRefused

__all__ = [
    "HUES",
    "LED",
    "Discipline",
    "LastOwner",
    "Person",
    "PersonQuerySet",
    "Role",
    "RoleRefused",
]
