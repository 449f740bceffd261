from assay.accounts.models.door import Door
from assay.accounts.models.person import Person
from assay.accounts.models.token import Token
from assay.accounts.models.user import User
from assay.accounts.models.workspace import Workspace

__all__ = ["Door", "Person", "Token", "User", "Workspace"]
