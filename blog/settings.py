"""Settings of the project, read from the environment.

Every variable is described in docs/running.md. A missing or malformed value stops the start
and names the variable. With nothing set, Masthead runs in development on a SQLite file.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from environ import Env

from blog.environment import Environment, database_url

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()

DEBUG = env.flag("DEBUG", default=False)
VAR_DIR = Path(env.text("VAR_DIR", default=str(BASE_DIR / "var")))


def _development_secret() -> str:
    """Keep one generated key per checkout, so that restarting signs nobody out."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        # Complete and private from the moment it has its name, whenever this is cut short.
        draft = VAR_DIR / f"secret_key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(get_random_secret_key(), encoding="utf-8")
        draft.replace(path)
    return path.read_text(encoding="utf-8").strip()


SECRET_KEY = env.text("SECRET_KEY") or (_development_secret() if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is empty: set it, or set DEBUG=true for development.")

# Who we are comes from here, never from the Host header.
SITE_URL = env.origin("SITE_URL", default="http://127.0.0.1:8000")
_site = urlsplit(SITE_URL)
ALLOWED_HOSTS = env.names(
    "ALLOWED_HOSTS",
    default=[str(_site.hostname), *(["127.0.0.1", "localhost"] if DEBUG else [])],
)
CSRF_TRUSTED_ORIGINS = [SITE_URL]
INTERNAL_IPS = ["127.0.0.1"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "accounts.apps.AccountsConfig",
    "blog.apps.BlogConfig",
    "blog.apps.MastheadAdminConfig",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "markdownx",
    "allauth",
    "allauth.account",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "blog.reading.middleware.HeadMiddleware",
    "blog.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "blog.reading.compression.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "blog.reading.middleware.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "blog.reading.redirects.RedirectMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.PrivateByDefault",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "blog.reading.middleware.SiteMiddleware",
]

ROOT_URLCONF = "blog.urls"
WSGI_APPLICATION = "blog.wsgi.application"
ASGI_APPLICATION = "blog.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "blog.reading.context.site",
            ],
            # Every template speaks several languages.
            "builtins": ["django.templatetags.i18n"],
        },
    }
]

# Widgets of our own have their templates among the others.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": env.address(
        "DATABASE_URL",
        default=f"sqlite:///{VAR_DIR / 'masthead.sqlite3'}",
        parse=database_url,
        example="postgres://user:password@host:5432/name",
    )
}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    # Without IMMEDIATE, two writers that began by reading fail at once with "database is locked".
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    # Threads of a live server and concurrency tests can't share an in-memory database.
    _database["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
    VAR_DIR.mkdir(parents=True, exist_ok=True)
# SQLite's too: opening its file costs more than most queries.
_database["CONN_MAX_AGE"] = env.number("DATABASE_CONN_MAX_AGE", default=60)
_database["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": env.address(
        "CACHE_URL",
        default="dbcache://masthead_cache",
        parse=Env.cache_url_config,
        example="dbcache://masthead_cache",
    )
}
if CACHES["default"]["BACKEND"].endswith(".DatabaseCache"):
    # Beyond the 300 entries that are Django's default, a third is dropped at once, and with it
    # counts of failed sign-ins: made-up names would wash away those that protect a real one.
    CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 20_000)
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backend.EmailBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "name")}),
        ("MinimumLengthValidator", {}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.SetPasswordForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "add_email": "accounts.forms.ChangeEmailForm",
}
# One address for each user: a new one takes the old one's place when it was confirmed.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
# By default it is five a minute: somebody could fill a mailbox with our mails.
ACCOUNT_RATE_LIMITS = {"reset_password": "20/m/ip,10/h/key"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
# Only a number of proxies that the operator names is believed in X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", default=0)

LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "blog" / "locale"]
FORMAT_MODULE_PATH = ["blog.formats"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", default=str(VAR_DIR / "media")))
ORIGINALS_ROOT = Path(env.text("ORIGINALS_ROOT", default=str(VAR_DIR / "originals"))).absolute()
if ORIGINALS_ROOT.is_relative_to(MEDIA_ROOT.absolute()):
    raise ImproperlyConfigured("ORIGINALS_ROOT is inside MEDIA_ROOT, whose files are served.")
# Behind a reverse proxy the proxy serves media; see docs/running.md.
SERVE_MEDIA = env.flag("SERVE_MEDIA", default=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "blog.static_storage.LastingNames"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

MARKDOWNX_MARKDOWNIFY_FUNCTION = "blog.editing.preview.markdownify"
MARKDOWNX_URLS_PATH = "/admin/markdown/preview/"
MARKDOWNX_UPLOAD_URLS_PATH = "/admin/markdown/upload/"
UPLOAD_MAX_BYTES = env.number("UPLOAD_MAX_BYTES", default=30 * 1024 * 1024)
UPLOAD_MAX_PIXELS = env.number("UPLOAD_MAX_PIXELS", default=50_000_000)

_email = env.address(
    "EMAIL_URL",
    default="consolemail://" if DEBUG else "smtp://localhost:25",
    parse=Env.email_url_config,
    example="smtp+tls://user:password@host:587",
)
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_HOST = _email.get("EMAIL_HOST")
EMAIL_PORT = _email.get("EMAIL_PORT")
EMAIL_HOST_USER = _email.get("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = _email.get("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = _email.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _email.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", default=f"masthead@{_site.hostname}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

_secure = _site.scheme == "https"
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=_secure)
if env.flag("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
SESSION_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", default=31_536_000 if _secure else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.flag("SECURE_HSTS_PRELOAD", default=False)
# Both bind hosts beyond this one, so the operator opts in; see docs/running.md.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
# The frame of the live preview says otherwise for itself.
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF, "https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

LOG_LEVEL = env.choice("LOG_LEVEL", ["DEBUG", "INFO", "WARNING", "ERROR"], default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "readable": {"()": "blog.logging.readable_formatter"},
        "json": {"()": "blog.logging.json_formatter"},
    },
    "filters": {"secrets": {"()": "blog.logging.HideSecrets"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "filters": ["secrets"],
            "formatter": env.choice(
                "LOG_FORMAT", ["readable", "json"], default="readable" if DEBUG else "json"
            ),
        }
    },
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": ["stderr"], "propagate": False},
        # Scanners ask for made-up hosts all day; each gets its 400, and the log stays readable.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
