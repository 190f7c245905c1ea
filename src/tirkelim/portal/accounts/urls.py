"""Addresses of one's own security page and of the administrator's accounts: accounts by UUID, nobody by name."""

from __future__ import annotations

from django.urls import URLPattern, path

from tirkelim.portal.accounts import own

urlpatterns: list[URLPattern] = [
    path("security/", own.security_page, name="security"),
    path("security/sessions/", own.end_others, name="security_end_others"),
    path("security/password/", own.password_page, name="security_password"),
    path("security/authenticator/", own.set_up_page, name="security_set_up"),
    path("security/recovery-codes/", own.codes_page, name="security_codes"),
    path("security/authenticator/off/", own.take_off_page, name="security_take_off"),
]
