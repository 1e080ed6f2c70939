"""Settings. Everything that differs between installations comes from the environment, and fails loudly when it is wrong."""

from __future__ import annotations

import os
from pathlib import Path

from kentongan.config import cast
from kentongan.config.database import django_databases

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("KENTONGAN_VAR", ROOT / "var"))


def flag(name: str, *, default: bool = False) -> bool:
    """Read `1/0`, `true/false`, `yes/no` from the environment."""
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes"}


def words(name: str, default: str = "") -> list[str]:
    """Read a list separated by commas from the environment."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


DEMO = flag("KENTONGAN_DEMO")
DEMO_LOGINS = cast.LOGINS if DEMO else ()
DEMO_PASSWORD = cast.PASSWORD if DEMO else ""
DEBUG = False
SECRET_KEY = os.environ.get(
    "KENTONGAN_SECRET_KEY", "only-for-the-demo-and-tests" if DEMO or flag("KENTONGAN_TESTS") else ""
)
CREDENTIAL_KEYS = dict(
    pair.split("=", 1) for pair in words("KENTONGAN_CREDENTIAL_KEYS", f"demo={SECRET_KEY}" if DEMO else "")
)
ALLOWED_HOSTS = words("KENTONGAN_HOSTS", "127.0.0.1,localhost,.localhost,testserver")
CSRF_TRUSTED_ORIGINS = words("KENTONGAN_ORIGINS")
BASE_URL = os.environ.get("KENTONGAN_BASE_URL", "http://127.0.0.1:8000")
HTTPS = BASE_URL.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "kentongan.tenancy",
    "kentongan.audit",
    "kentongan.organizations",
    "kentongan.work",
    "kentongan.media",
    "kentongan.compliance",
    "kentongan.channels",
    "kentongan.outbox",
    "kentongan.approvals",
    "kentongan.planning",
    "kentongan.content",
    "kentongan.inbox",
    "kentongan.insights",
    "kentongan.cards",
    "kentongan.events",
    "kentongan.hoaxes",
    "kentongan.web",
    "kentongan.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kentongan.tenancy.middleware.MachinesMiddleware",
    "kentongan.web.compression.PagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kentongan.tenancy.middleware.GovernmentMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kentongan.tenancy.middleware.TenantTransactionMiddleware",
    "kentongan.organizations.middleware.ActorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "kentongan.config.urls"
WSGI_APPLICATION = "kentongan.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "kentongan/web/templates"],  # before allauth's own pages
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "kentongan.web.context.shell",
            ],
            "builtins": ["kentongan.web.templatetags.ui", "django.templatetags.static"],
        },
    }
]

DATABASES = django_databases(os.environ.get("KENTONGAN_ROLE", "app"))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organizations.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "kentongan.organizations.sign_in.ClosedSignUp"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "media-src": ["'self'", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

LANGUAGE_CODE = "id"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if flag("KENTONGAN_TESTS")
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = VAR / "media"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

SANDBOX_URL = os.environ.get("KENTONGAN_SANDBOX_URL", "")
"""Set: every platform host is the sandbox's. Empty: the real hosts."""
PLATFORM_APPS = {
    platform: {
        "client_id": os.environ.get(f"KENTONGAN_{platform.upper()}_CLIENT_ID", "demo-app" if DEMO else ""),
        "client_secret": os.environ.get(
            f"KENTONGAN_{platform.upper()}_CLIENT_SECRET", "demo-app-secret" if DEMO else ""
        ),
        # X signs what it pushes with the application's consumer secret, which is not the OAuth client's; elsewhere they are one.
        "webhook_secret": os.environ.get(f"KENTONGAN_{platform.upper()}_WEBHOOK_SECRET", ""),
        "verify_token": os.environ.get(f"KENTONGAN_{platform.upper()}_VERIFY_TOKEN", "demo-verify" if DEMO else ""),
    }
    for platform in ("facebook", "instagram", "x", "youtube", "tiktok")
}
OUTBOX_LEASE_SECONDS = float(os.environ.get("KENTONGAN_OUTBOX_LEASE", "15"))
"""How long a worker may be silent before its row is taken from it."""
OUTBOX_BY_HAND_REMIND_MINUTES = float(os.environ.get("KENTONGAN_BY_HAND_REMIND", "30"))
OUTBOX_BY_HAND_ESCALATE_MINUTES = float(os.environ.get("KENTONGAN_BY_HAND_ESCALATE", "120"))
"""How long nothing is heard from whoever uploads by hand before they, and then the coordinator, are asked."""
PLATFORM_TIMEOUT_SECONDS = float(os.environ.get("KENTONGAN_PLATFORM_TIMEOUT", "20"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "httpx": {"level": "WARNING"},
        "procrastinate": {"level": "WARNING"},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
