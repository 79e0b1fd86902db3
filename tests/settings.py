"""Settings of the test run: a folder of its own, fast password hashing, the same rules otherwise."""

import os
import tempfile

os.environ.setdefault("MOTCUA_VAR", tempfile.mkdtemp(prefix="motcua-test-"))

from motcua.config.settings import *  # noqa: F403 -- the environment must be set first
from motcua.config.settings import DATABASES, VAR

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
(VAR / "static").mkdir(parents=True, exist_ok=True)  # WhiteNoise warns without it
if not os.environ.get("DATABASE_URL"):
    # a file, not memory: tests in which two officers act at once need two real connections; no fsync, for speed
    _sqlite = DATABASES["default"]
    _sqlite["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
    _sqlite["OPTIONS"]["init_command"] = _sqlite["OPTIONS"]["init_command"].replace("synchronous=FULL", "synchronous=OFF")
