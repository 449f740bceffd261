"""The sign-in identity: an e-mail address and a password. What somebody may do hangs on `Person`."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an identity; without a password it can enter by a one-time link only."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def enrol(self, email: str, password: str) -> "User":
        """Create an identity for somebody new. Raises `AddressInUse`."""
        try:
            with transaction.atomic():
                return self.create_user(email.strip(), password)
        except IntegrityError as error:
            raise AddressInUse(_("Somebody already signs in with this address. Use another one.")) from error


# Who enters by a link alone has no address yet; nothing can ever be sent to this domain (RFC 2606).
NOWHERE = "assay.invalid"


class AddressInUse(Exception):
    """Somebody else signs in with this e-mail address."""


class User(AbstractBaseUser):
    """Who signs in. One identity may be a person in several workspaces."""

    email = models.EmailField(unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.email

    @property
    def has_address(self) -> bool:
        return not self.email.endswith(f"@{NOWHERE}")

    def sign_in_by(self, *, email: str, password: str) -> None:
        """Set the address and password this identity signs in with. Raises `AddressInUse`."""
        self.email = email.strip().lower()
        self.set_password(password)
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError as error:
            raise AddressInUse(_("Somebody already signs in with this address. Use another one.")) from error

    def change_password(self, password: str) -> None:
        self.set_password(password)
        self.save(update_fields=["password"])
