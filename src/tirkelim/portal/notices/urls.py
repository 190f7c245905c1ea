"""Addresses of the notices."""

from __future__ import annotations

from django.urls import path

from tirkelim.portal.notices import choosing, listing

urlpatterns = [
    path("", listing.notices, name="notices"),
    path("ways/", choosing.ways, name="notice_ways"),
    path("ways/email/", choosing.email, name="notice_email"),
    path("ways/email/code/", choosing.code, name="notice_email_code"),
    path("ways/email/forget/", choosing.forget, name="notice_email_forget"),
]
