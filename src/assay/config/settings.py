"""Settings of one Assay process. Everything that differs between machines comes from the environment.

Each `ASSAY_*` variable has a heading in docs/settings.md; a test says so.
"""

from pathlib import Path

from csp.constants import NONCE

from assay.config import databases, mail, secrets, single_sign_on
from assay.config.env import flag, text, words

DATA = Path(text("ASSAY_DATA", "data")).resolve()
DEBUG = flag("ASSAY_DEBUG", default=False)
SECRET_KEY = secrets.secret_key(DATA)
ALLOWED_HOSTS = words("ASSAY_HOSTS", "localhost 127.0.0.1 [::1]")
BASE_URL = text("ASSAY_URL", "http://127.0.0.1:8000").rstrip("/")
IS_HTTPS = BASE_URL.startswith("https://")
# How many proxies stand before us, each adding the address it saw to X-Forwarded-For.
PROXIES = int(text("ASSAY_PROXIES", "0"))

INSTALLED_APPS = [
    "assay.web",
    "assay.rest",
    "assay.kit",
    "assay.activity",
    "assay.search",
    "assay.notifications",
    "assay.webhooks",
    "assay.accounts",
    "assay.projects",
    "assay.documents",
    "assay.tasks",
    "assay.deliverables",
    "assay.runs",
    "assay.experiments",
    "assay.registry",
    "assay.mlflow",
    "assay.importers",
    "assay.githooks",
    "assay.insights",
    "assay.signals",
    "assay.portfolio",
    "assay.digests",
    "assay.reviews",
    "assay.live",
    "assay.sharing",
    "assay.backup",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "csp",
    "django_q",
]

MIDDLEWARE = [
    "assay.sharing.headers.unlisted_links",
    "assay.web.middleware.busy_database",
    "assay.mlflow.middleware.straight_to_protocol",
    "assay.web.compression.compressed_pages",
    "assay.web.middleware.explained_405",
    "assay.web.middleware.reader_zone",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "assay.accounts.middleware.signed_in_person",
]

ROOT_URLCONF = "assay.config.urls"
WSGI_APPLICATION = "assay.config.wsgi.application"
ASGI_APPLICATION = "assay.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "assay.web.jinja.DomainTemplates",
        "NAME": "jinja2",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "assay.web.jinja.environment",
            "context_processors": ["assay.web.context.shell"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

DATABASES = {"default": databases.from_url(text("DATABASE_URL", ""), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "assay.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Ours count in the database, for all processes at once, and write only when somebody fails (accounts/security/limits).
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
MFA_ADAPTER = "assay.accounts.security.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Assay"
# A phone's clock may be half a minute off; a code that was used is refused all the same.
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_ADAPTER = "assay.accounts.single_sign_on.adapter.SignOnAdapter"
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True
SINGLE_SIGN_ON = single_sign_on.from_environment()

MAIL_SERVER = mail.from_url(text("ASSAY_SMTP_URL", ""))
EMAIL_HOST, EMAIL_PORT = MAIL_SERVER.host, MAIL_SERVER.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_SERVER.user, MAIL_SERVER.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL_SERVER.turns_to_tls, MAIL_SERVER.is_tls
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = "assay.kit.mail.QueuedMail"
DEFAULT_FROM_EMAIL = text("ASSAY_MAIL_FROM", "Assay <assay@localhost>")

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_FAILURE_VIEW = "assay.web.views.csrf_failure"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'", NONCE],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "frame-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [Path(__file__).parent.parent / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = Path(__file__).parent.parent / "_static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "assay.web.staticfiles.HashedStatic"},
}
MEDIA_ROOT = DATA / "files"
ASSAY_S3 = {
    "bucket": text("ASSAY_S3_BUCKET", ""),
    "endpoint": text("ASSAY_S3_ENDPOINT", ""),
    "region": text("ASSAY_S3_REGION", ""),
}

# Where requests to other servers may go: named private hosts beside the public internet, and these ports.
ASSAY_PRIVATE_HOSTS = words("ASSAY_PRIVATE_HOSTS", "")
ASSAY_OUTGOING_PORTS = words("ASSAY_OUTGOING_PORTS", "80 443 5000 8000 8080 8443")

# A folder for nightly backups; none is made without.
ASSAY_BACKUP_DIR = text("ASSAY_BACKUP_DIR", "")

Q_CLUSTER = {
    "name": "assay",
    "broker_class": "assay.kit.queue.PatientQueue",
    "orm": "default",
    "workers": 1,
    "timeout": 240,
    "retry": 300,
    "poll": 0.5,
    "max_attempts": 0,
    "ack_failures": False,
    "save_limit": 200,
    "max_rss": 400_000,
    "catch_up": False,
    "bulk": 1,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_secrets": {"()": "assay.web.logs.SecretFilter"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["no_secrets"], "formatter": "line"}},
    "root": {"handlers": ["console"], "level": text("ASSAY_LOG_LEVEL", "INFO")},
    "loggers": {"django-q": {"level": "WARNING"}},
}
