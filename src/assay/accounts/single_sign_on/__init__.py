"""Single sign-on by OpenID Connect, through allauth, with checks of our own on what the provider says."""

from typing import Any

from django.conf import settings


def chosen() -> Any:
    """Return the provider of the settings. Where there is none, the views answer 404 before anybody asks."""
    return settings.SINGLE_SIGN_ON
