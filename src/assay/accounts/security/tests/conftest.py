"""People with passwords and second factors, signed in by the pages."""

from importlib import import_module

import pytest
from django.test import Client

LOGIN = "/accounts/login/"
# Named on the command line, this file is read before Django is set up.
CODES = "assay.accounts.security.tests.codes"


@pytest.fixture
def sign_in():
    """Sign somebody in by the page: `client, answer = sign_in(ada)`."""

    def signed_in(person, *, agent: str = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"):
        client = Client(headers={"User-Agent": agent})
        password = import_module(CODES).password_of(person)
        return client, client.post(LOGIN, {"login": person.user.email, "password": password})

    return signed_in


@pytest.fixture
def ben_app(ben):
    """The secret of ben's authenticator app."""
    return import_module(CODES).give_app(ben.user)


@pytest.fixture
def ben_codes(ben, ben_app):
    """Ben's recovery codes."""
    return import_module(CODES).give_codes(ben.user)
