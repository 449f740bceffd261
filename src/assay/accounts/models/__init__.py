from assay.accounts.models.absence import Absence
from assay.accounts.models.door import Door
from assay.accounts.models.holiday import Holiday
from assay.accounts.models.invitation import Invitation
from assay.accounts.models.person import Person
from assay.accounts.models.token import Token
from assay.accounts.models.user import User
from assay.accounts.models.workspace import SecondStart, Workspace

__all__ = ["Absence", "Door", "Holiday", "Invitation", "Person", "SecondStart", "Token", "User", "Workspace"]
