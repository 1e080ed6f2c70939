"""What a webhook is measured against: the same server and framework, an empty view with one insert into a table of its own,
once where webhooks come in (past what is only for people) and once where pages live."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kentongan.config.settings")

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def insert(request: HttpRequest, platform: str) -> HttpResponse:  # noqa: ARG001
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_plain (body) VALUES (%s)", [request.body.decode()])
    return HttpResponse("1")


urlpatterns = [path("kait/<str:platform>/", insert), path("kosong/<str:platform>/", insert)]
django.setup()
settings.ROOT_URLCONF = __name__
application = WSGIHandler()
