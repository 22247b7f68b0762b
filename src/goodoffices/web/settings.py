"""The Django settings of every site; what differs between sites is in the data folder and the environment."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from goodoffices.journal.locks import Work
from goodoffices.web import assets, database, logs

HERE = Path(__file__).parent
DATA = Path(os.environ.get("GOODOFFICES_DATA", "data")).absolute()


def _secret_key(file: Path) -> str:
    """Return the key kept in the data folder, or nothing: Django then refuses to sign anything."""
    return file.read_text(encoding="ascii").strip() if file.exists() else ""


ADDRESS = os.environ.get(
    "GOODOFFICES_ADDRESS", ""
)  # https://… where a proxy or a certificate stands before us
_HOST = urlsplit(ADDRESS).hostname
SECURE = ADDRESS.startswith("https://")

SECOND_FACTOR = os.environ.get("GOODOFFICES_SECOND_FACTOR") == "required"  # else it is offered to everybody

_LEAKED = os.environ.get("GOODOFFICES_LEAKED", "")
LEAKED = Path(_LEAKED).absolute() if _LEAKED else None  # SHA-1 of leaked passwords, in order

DEBUG = False
HARBOUR = ""
DEMONSTRATION = os.environ.get("GOODOFFICES_DEMONSTRATION") == "1"
SECRET_KEY = _secret_key(DATA / "secret.key")
ALLOWED_HOSTS = [_HOST] if _HOST else ["127.0.0.1", "localhost", "[::1]"]
ROOT_URLCONF = "goodoffices.web.urls"
ASGI_APPLICATION = "goodoffices.web.asgi.application"
APPEND_SLASH = False

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "goodoffices.web.people",
    "goodoffices.web.gate",
    "goodoffices.web.talks",
]
MIDDLEWARE = [
    "goodoffices.web.middleware.stamped",
    "goodoffices.web.middleware.encrypted",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "goodoffices.web.middleware.Static",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "goodoffices.web.middleware.Forms",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "goodoffices.web.demo.visitor.Visitor",
    "goodoffices.web.middleware.in_use",
    "goodoffices.web.middleware.keyed",
    "goodoffices.web.middleware.dressed",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "context_processors": ["goodoffices.web.context.site", "goodoffices.web.demo.context.strip"],
            "builtins": ["goodoffices.web.parts", "goodoffices.web.talks.sheet"],
        },
    }
]

# What a browser may do with our pages: nothing that is not ours, nothing that stands inside a page.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        **{f"{kind}-src": ["'self'"] for kind in ("script", "style", "img", "font", "connect")},
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if SECURE else 0
SECURE_SSL_REDIRECT = SECURE
# W003: our own subclass is in its place; W005, W021: other sites under the same name are not ours to bind
SILENCED_SYSTEM_CHECKS = ["security.W003", "security.W005", "security.W021"]

SESSION_ENGINE = "goodoffices.web.gate.sessions"
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-form" if SECURE else "form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "goodoffices.web.errors.forbidden"
LOGIN_URL = "sign-in"
AUTHENTICATION_BACKENDS = ["goodoffices.web.people.backend.Backend"]

# Nothing anybody sends is put on the disk before we decide to keep it: what is larger is refused (web/asgi.py).
# A file of 6 MB comes as far as its form, which refuses it in one sentence and gives back what was typed beside it.
LARGEST_BODY = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6_000  # a long report has dozens of suggestions, each with its fields
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = LARGEST_BODY + 1
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
LOGGING = logs.CONFIG

# How many requests one seat may make at once, and from then on each second.
PACE_READING = (600, 10)
PACE_WRITING = (120, 1)

_databases = database.settings(os.environ, DATA)
DATABASES = _databases["DATABASES"]
DATABASE_ROUTERS = _databases["DATABASE_ROUTERS"]
OPERATOR_KEY_FILE = Path(os.environ.get("GOODOFFICES_KEY_FILE", DATA / "operator.key")).absolute()
SHREDS = Path(os.environ.get("GOODOFFICES_SHREDS", DATA / "shreds")).absolute()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
KEY_WORK = Work()  # what a guess at the password over a stolen personal key costs

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ar", "العربية"), ("fr", "Français")]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_HTTPONLY = True
STATICFILES_DIRS = [HERE / "static"]
STATIC_URL = f"/static/{assets.stamp(HERE / 'static')}/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 365 * 24 * 3600
