"""The web application as granian serves it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from kentongan.config import logs
from kentongan.config.warming import warm_pages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kentongan.config.settings")
logs.configure()
application = get_wsgi_application()
warm_pages()
