"""The Django settings of every site; what differs between sites is in the data folder and the environment."""

import os
from importlib.util import find_spec
from pathlib import Path

from goodoffices.web import database

HERE = Path(__file__).parent
DATA = Path(os.environ.get("GOODOFFICES_DATA", "data")).absolute()


def _secret_key(file: Path) -> str:
    """Return the key kept in the data folder, or nothing: Django then refuses to sign anything."""
    return file.read_text(encoding="ascii").strip() if file.exists() else ""


DEBUG = False
SECRET_KEY = _secret_key(DATA / "secret.key")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ROOT_URLCONF = "goodoffices.web.urls"
ASGI_APPLICATION = "goodoffices.web.asgi.application"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "goodoffices.web.people",
    *(["goodoffices.web.talks"] if find_spec("goodoffices.web.talks") else []),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

_databases = database.settings(os.environ, DATA)
DATABASES = _databases["DATABASES"]
DATABASE_ROUTERS = _databases["DATABASE_ROUTERS"]
OPERATOR_KEY_FILE = Path(os.environ.get("GOODOFFICES_KEY_FILE", DATA / "operator.key")).absolute()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ar", "العربية"), ("fr", "Français")]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
