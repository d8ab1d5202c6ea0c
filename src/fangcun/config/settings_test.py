"""Settings of the tests: their own server and database, plain static files, a fast hasher."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fangcun.config.settings import *  # noqa: F403
from fangcun.config.settings import DATABASES, MIDDLEWARE, STORAGES, VAR_DIR

DATABASE: dict[str, Any] = DATABASES["default"]
if "EMBEDDED_DIR" in DATABASE:
    DATABASE["EMBEDDED_DIR"] = str(VAR_DIR / "postgres-test")
# Several test runs may share the server at once, so each has a database of its own.
DATABASE["TEST"] = {"NAME": f"test_fangcun_{os.getpid()}"}
DATABASE["CONN_MAX_AGE"] = 0

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DEMO = True
SECOND_FACTOR = False  # tests of the second factor switch it on
ALLOWED_HOSTS = ["*"]
# Papers handed in by a test leave with its process.
_UPLOADS = TemporaryDirectory(prefix="fangcun-test-")
MEDIA_ROOT = Path(_UPLOADS.name)
