"""Settings of the test run: a folder of its own, fast password hashing, the same rules otherwise."""

import os
import tempfile

_KEPT = "MOTCUA_TEST_VAR"  # the folder of the whole run; processes that run side by side have their own inside
os.environ.setdefault(_KEPT, tempfile.mkdtemp(prefix="motcua-test-"))
os.environ["MOTCUA_VAR"] = os.path.join(os.environ[_KEPT], os.environ.get("PYTEST_XDIST_WORKER", "one"))  # noqa: PTH118

for _way in ("MOTCUA_SMTP", "MOTCUA_SMS_URL", "MOTCUA_EMC_URL"):
    os.environ.setdefault(_way, "none")  # nobody is told anything outside unless a test joins somebody

from motcua.config.settings import *  # noqa: F403 -- the environment must be set first
from motcua.config.settings import DATABASES, VAR

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEASUREMENT_SECONDS = 0  # counters stay in memory until a test writes them
(VAR / "static").mkdir(parents=True, exist_ok=True)  # WhiteNoise warns without it
if not os.environ.get("DATABASE_URL"):
    # a file, not memory: tests in which two officers act at once need two real connections; no fsync, for speed
    _sqlite = DATABASES["default"]
    _sqlite["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
    _sqlite["OPTIONS"]["init_command"] = _sqlite["OPTIONS"]["init_command"].replace("synchronous=FULL", "synchronous=OFF")
