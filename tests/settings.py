"""Settings of the test run: a folder of its own, fast password hashing, the same rules otherwise."""

import os
import tempfile

os.environ.setdefault("MOTCUA_VAR", tempfile.mkdtemp(prefix="motcua-test-"))

from motcua.config.settings import *  # noqa: E402, F403 -- the environment must be set first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
