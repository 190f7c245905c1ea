"""Addresses of the public check. The number of a certificate is public: it stands on the document and in its QR."""

from __future__ import annotations

from django.urls import path

from tirkelim.portal.check import views

urlpatterns = [
    path("", views.check, name="check"),
    path("<str:number>", views.check_number, name="check_number"),
]
