"""The least that Django can do, for comparison: no middleware, one view, one statement, JSON.

`read` looks one row up by its primary key, `write` inserts one row. Settings, addresses and views stand in this one
module; gunicorn serves `support.bare:application` exactly as it serves the project.
"""

from __future__ import annotations

import os
import uuid
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import models
from django.http import HttpRequest, JsonResponse
from django.urls import path

from support.bare_tables import READ, WRITTEN


def _database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": parts.username,
        "HOST": parts.hostname,
        "PORT": str(parts.port),
        "CONN_MAX_AGE": 60,
    }


settings.configure(
    SECRET_KEY="bare " * 10,
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    INSTALLED_APPS=[],
    USE_TZ=True,
    DATABASES={"default": _database(os.environ["TIRKELIM_DATABASE_URL"])},
)
django.setup()


class Row(models.Model):
    """A row as long as what a certificate says."""

    number = models.CharField(max_length=60, primary_key=True)
    name = models.CharField(max_length=200)
    specialty = models.CharField(max_length=200)
    level = models.CharField(max_length=10, null=True)
    issued_on = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        app_label = "bare"
        db_table = READ


class Written(models.Model):
    """A row that the view inserts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    text = models.CharField(max_length=200)

    class Meta:
        app_label = "bare"
        db_table = WRITTEN


def read(request: HttpRequest, number: str) -> JsonResponse:
    """One row by its primary key; 404 where there is none."""
    row = Row.objects.filter(pk=number).first()
    if row is None:
        return JsonResponse({"error": "not found"}, status=404)
    fields = ("number", "name", "specialty", "level", "issued_on", "valid_until")
    return JsonResponse({field: getattr(row, field) for field in fields})


def write(request: HttpRequest) -> JsonResponse:
    """Insert one row, on disk when the answer is sent."""
    row = Written.objects.create(text=request.POST["text"])
    return JsonResponse({"id": row.id}, status=201)


urlpatterns = [path("row/<str:number>", read), path("row", write)]
application = WSGIHandler()
