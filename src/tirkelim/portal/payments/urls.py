"""Addresses of the fee. They carry ids of applications only; the demo bank's carry that of its order."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from tirkelim.portal.payments import fee, paying

urlpatterns: list[URLPattern | URLResolver] = [
    path("fee/", fee.fee_page, name="licence_fee"),
    path("<uuid:case>/", paying.payment_page, name="payment"),
    path("<uuid:case>/start/", paying.start, name="payment_start"),
    path("<uuid:case>/back/", paying.back, name="payment_back"),
]

if settings.DEMO:
    from tirkelim.portal.payments import demo_bank

    urlpatterns.append(path("demo-bank/<uuid:order>/", demo_bank.demo_bank, name="demo_bank"))
