"""Settings, read from the environment; every value has a safe default for `make demo` and tests.

MOTCUA_VAR           folder for the database, files, keys and logs (default ./var)
DATABASE_URL         postgresql://user:pass@host/name; without it SQLite in MOTCUA_VAR
MOTCUA_SECRET_KEY    without it a key is made once and kept in MOTCUA_VAR
MOTCUA_HOSTS         host names served, separated by commas
MOTCUA_LEGAL_START   legal time at first start, as 2022-11-14T08:00; empty: legal time is real time
MOTCUA_PROVINCE      folder of the province's content (default provinces/thanh_hoa)
MOTCUA_PUBLIC_URL    address printed on slips and in QR codes
MOTCUA_HTTPS         1: cookies only over TLS, HSTS on (production), behind a proxy that sets X-Forwarded-Proto itself
MOTCUA_CLAMD         host:port or socket of a virus scanner (clamd); empty: files are not scanned, and say so
MOTCUA_TSA_URL       time-stamping authority (RFC 3161); empty: the test authority of this installation
"""

import os
from pathlib import Path

from motcua.config.business_register import business_register_connection
from motcua.config.database import database_from
from motcua.config.eid import *  # noqa: F403 -- the settings of one part, listed in its __all__
from motcua.config.eid import eid_client
from motcua.config.emc import MEASUREMENT_SECONDS as _MEASUREMENT_SECONDS
from motcua.config.emc import emc_connection
from motcua.config.messaging import mail_connection, sms_connection
from motcua.config.national_feedback import national_feedback_connection
from motcua.config.national_portal import national_portal_connection
from motcua.config.national_reporting import national_reporting_connection
from motcua.config.payments import paygov_connection, receipt_settings, treasury_connection, vnpt_pay_connection
from motcua.config.public_post import public_post_connection
from motcua.config.secrets import secret_key

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("MOTCUA_VAR", ROOT / "var")).resolve()
PROVINCE = Path(os.environ.get("MOTCUA_PROVINCE", ROOT / "provinces" / "thanh_hoa")).resolve()
PUBLIC_URL = os.environ.get("MOTCUA_PUBLIC_URL", "http://127.0.0.1:8000")
SANDBOX_URL = os.environ.get("MOTCUA_SANDBOX_URL", "http://127.0.0.1:8100")
LEGAL_START = os.environ.get("MOTCUA_LEGAL_START", "")
HTTPS = os.environ.get("MOTCUA_HTTPS", "") == "1"
CLAMD = os.environ.get("MOTCUA_CLAMD", "")
TSA_URL = os.environ.get("MOTCUA_TSA_URL", "")

SECRET_KEY = os.environ.get("MOTCUA_SECRET_KEY") or secret_key(VAR)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("MOTCUA_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

BLOCKS = [
    "accounts",
    "permissions",
    "events",
    "audit",
    "bulk",
    "jobs",
    "files",
    "forms",
    "numbering",
    "printing",
    "signing",
    "workflow",
    "packs",
    "measures",
    "notices",
]
ONESTOP = [
    "catalogue",
    "review",
    "dossiers",
    "payments",
    "digitisation",
    "vault",
    "feedback",
    "evaluation",
    "desk",
    "notifications",
]
OFFICE = ["reform", "staffing", "personnel", "recruitment", "training", "performance", "inspections"]
INSIGHT = [
    "indicators",
    "measurement",
    "reporting",
    "reform_report",
    "indexes",
    "operations",
]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    *(f"motcua.blocks.{name}" for name in BLOCKS),
    "motcua.ground.parties",
    "motcua.ground.directory",
    "motcua.ground.reorganisation",
    *(f"motcua.onestop.{name}" for name in ONESTOP),
    *(f"motcua.office.{name}" for name in OFFICE),
    *(f"motcua.insight.{name}" for name in INSIGHT),
    "motcua.simulation",
    "motcua.connectors.eid",
    "motcua.connectors.business_register",
    "motcua.connectors.post",
    "motcua.connectors.paygov",
    "motcua.connectors.national_portal",
    "motcua.connectors.national_feedback",
    "motcua.connectors.national_reporting",
    "motcua.connectors.messaging",
    "motcua.channels.ui",
    "motcua.channels.portal",
    "motcua.channels.workspace",
    "motcua.channels.public_api",
    "motcua.channels.commands",
    "motcua.config",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.channels.ui.middleware.security_headers_middleware",
    "motcua.channels.ui.middleware.language_middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "motcua.channels.ui.middleware.actor_middleware",
    "motcua.channels.ui.middleware.refusal_middleware",
    "motcua.channels.ui.measuring.measuring_middleware",
]
ROOT_URLCONF = "motcua.config.urls"
WSGI_APPLICATION = "motcua.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "motcua.channels.ui.context.page_context",
            ]
        },
    }
]

DATABASES = {"default": database_from(os.environ.get("DATABASE_URL", ""), VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True  # our scripts never need it
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "ngon_ngu"
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CSRF_FAILURE_VIEW = "motcua.channels.ui.errors.csrf_failure"
EID = eid_client(VAR, SANDBOX_URL)
BUSINESS_REGISTER = business_register_connection(VAR, SANDBOX_URL, PUBLIC_URL)
PUBLIC_POST = public_post_connection(VAR, SANDBOX_URL, PUBLIC_URL)
PAYGOV = paygov_connection(VAR, SANDBOX_URL, PUBLIC_URL)
VNPT_PAY = vnpt_pay_connection(VAR, SANDBOX_URL, PUBLIC_URL)
TREASURY = treasury_connection(VAR, SANDBOX_URL)
EMC = emc_connection(VAR, SANDBOX_URL)
MEASUREMENT_SECONDS = _MEASUREMENT_SECONDS
RECEIPTS = receipt_settings()
MAIL = mail_connection(SANDBOX_URL, PUBLIC_URL)
SMS = sms_connection(VAR, SANDBOX_URL, PUBLIC_URL)
SMS_WITH_MARKS = os.environ.get("MOTCUA_SMS_WITH_MARKS", "") == "1"
NATIONAL_FEEDBACK = national_feedback_connection(VAR, SANDBOX_URL)
NATIONAL_REPORTING = national_reporting_connection(VAR, SANDBOX_URL)
NATIONAL_PORTAL = national_portal_connection(VAR, SANDBOX_URL, PUBLIC_URL)
FORM_TARGETS = [EID["issuer"], PAYGOV["url"], VNPT_PAY["url"]]
LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "/"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("MOTCUA_LOG", "WARNING")},
}
