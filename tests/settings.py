"""The settings of the tests: those of the system in demo mode, with files in a folder of their own.

Loaded before any test file, so this is also where the environment of a test run is fixed.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_files = tempfile.mkdtemp(prefix="tirkelim-files-")
os.mkdir(os.path.join(_files, "static"))
atexit.register(shutil.rmtree, _files, ignore_errors=True)

os.environ["TIRKELIM_DEMO"] = "1"
os.environ["TIRKELIM_MEDIA_ROOT"] = os.path.join(_files, "evidence")
os.environ["TIRKELIM_STATIC_ROOT"] = os.path.join(_files, "static")
os.environ.setdefault("TIRKELIM_SECRET_KEY", "a key for tests only " * 3)
os.environ.setdefault("TIRKELIM_DATABASE_URL", "sqlite:///:memory:")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver runs an event loop in our thread

from tirkelim.conf import settings as _system  # noqa: E402

globals().update({name: value for name, value in vars(_system).items() if name.isupper()})

# Slow on purpose in real life; here thousands of accounts are made only to be thrown away.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
