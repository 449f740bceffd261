"""A small identity provider, allauth's own, as a program: `identity_server.py PORT FOLDER REDIRECT_URI`.

It knows nia (her address is verified) and eve (hers is not). `/enter/nia` signs in without a form.
"""

import sys
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

PASSWORD = "a password of the company"
CLIENT, SECRET = "assay", "a secret between two servers"
PEOPLE = {"nia": True, "eve": False}


def configure(folder: Path) -> None:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from django.conf import settings

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    settings.configure(
        SECRET_KEY="of the provider",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="identity_server",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "identity.sqlite3"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "django.contrib.messages",
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
        ACCOUNT_EMAIL_VERIFICATION="none",
        IDP_OIDC_PRIVATE_KEY=pem,
        # Two servers on one machine share the cookies of its name.
        SESSION_COOKIE_NAME="identity_session",
        CSRF_COOKIE_NAME="identity_csrf",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    )


def fill(redirect_uri: str) -> None:
    from allauth.account.models import EmailAddress
    from allauth.idp.oidc.models import Client
    from django.contrib.auth.hashers import make_password
    from django.contrib.auth.models import User
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    for name, is_verified in PEOPLE.items():
        email = f"{name}@company.example"
        user = User.objects.create_user(name, email, PASSWORD, first_name=name.title(), last_name="Company")
        EmailAddress.objects.create(user=user, email=email, verified=is_verified, primary=True)
    client = Client(id=CLIENT, name="Assay", secret=make_password(SECRET), skip_consent=True)
    client.set_scopes(["openid", "profile", "email"])
    client.set_redirect_uris([redirect_uri])
    client.save()


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the library
        """Say nothing."""


def enter(request, name):
    """Sign in without a form."""
    from django.contrib.auth import login
    from django.contrib.auth.models import User
    from django.http import HttpResponse

    user: Any = User.objects.get(username=name)
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return HttpResponse("in")


def __getattr__(name: str):
    """Django asks this module for its addresses once everything is set up."""
    if name != "urlpatterns":
        raise AttributeError(name)
    from django.urls import include, path

    return [
        path("enter/<str:name>", enter),
        path("accounts/", include("allauth.account.urls")),
        path("", include("allauth.idp.urls")),
    ]


def main() -> None:
    port, folder, redirect_uri = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    configure(folder)
    import django

    django.setup()
    fill(redirect_uri)
    from django.core.wsgi import get_wsgi_application

    with make_server("127.0.0.1", port, get_wsgi_application(), handler_class=Quiet) as server:
        server.serve_forever()


if __name__ == "__main__":
    main()
