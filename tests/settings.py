"""Settings of the test runs: the project's own, made quick and kept away from var/.

The environment decides only the database (DATABASE_URL), so that a developer's variables change
no result.
"""

import os
import re
import tempfile
from pathlib import Path

_example = Path(__file__).parent.parent / ".env.example"
for _name in re.findall(r"^#?([A-Z][A-Z_]+)=", _example.read_text(encoding="utf-8"), re.MULTILINE):
    if _name != "DATABASE_URL":
        os.environ.pop(_name, None)

# One folder per process: parallel workers and several runs at once never share a file.
_folder = tempfile.TemporaryDirectory(prefix="masthead-test-", ignore_cleanup_errors=True)
os.environ.update(DEBUG="true", VAR_DIR=_folder.name, SECRET_KEY="only-for-tests")

from blog.settings import *  # noqa: E402, F403

# Slow hashing protects real passwords; here it would be most of the run.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A table would be emptied by every flush and counted in every query count.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Static files come from where they are written; a collected copy would be missing or stale.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
