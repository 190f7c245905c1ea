"""Addresses of the person's ledger, and of where answers by short message come in. They carry random ids only."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, path

from tirkelim.portal.consents import asked, inbound, withdrawing

urlpatterns: list[URLPattern] = [
    path("record/asked/", asked.asked_about_me, name="asked_about_me"),
    path("record/asked/<uuid:consent>/withdraw/", withdrawing.withdraw, name="consent_withdraw"),
    path("callbacks/sms/", inbound.inbound, name="inbound_sms"),
]

if settings.DEMO:
    from tirkelim.portal.consents import demo_answer

    urlpatterns.append(
        path("applications/<uuid:case>/consent/message/demo/", demo_answer.answer, name="application_demo_answer")
    )
