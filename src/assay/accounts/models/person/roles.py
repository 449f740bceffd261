"""Roles and disciplines, and what a change of role may be refused for."""

from django.db import models
from django.utils.translation import gettext_lazy


class Role(models.TextChoices):
    OWNER = "owner", gettext_lazy("Owner")
    LEAD = "lead", gettext_lazy("Lead")
    MEMBER = "member", gettext_lazy("Member")
    GUEST = "guest", gettext_lazy("Guest")


class Discipline(models.TextChoices):
    DATA_SCIENCE = "data-science", gettext_lazy("Data science")
    ML_ENGINEERING = "ml-engineering", gettext_lazy("ML engineering")
    DATA_ENGINEERING = "data-engineering", gettext_lazy("Data engineering")
    DEVOPS = "devops", gettext_lazy("DevOps")


# What a lead may make of somebody: everything but an owner.
LED = (Role.LEAD, Role.MEMBER, Role.GUEST)


class LastOwner(Exception):
    """A workspace needs somebody who may do everything."""


class RoleRefused(Exception):
    """The caller's role does not allow this change."""
