"""The entry point for a web server: `gunicorn tirkelim.conf.wsgi`."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tirkelim.conf.settings")
application = get_wsgi_application()

from tirkelim.conf.start import refuse_unsafe_start  # noqa: E402  (needs the applications loaded above)

refuse_unsafe_start()
