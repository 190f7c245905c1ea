"""Addresses of one's own security page and of the administrator's accounts: accounts by UUID, nobody by name."""

from __future__ import annotations

from django.urls import URLPattern, path

from tirkelim.portal.accounts import administering, changing, confirming, own

urlpatterns: list[URLPattern] = [
    path("security/", own.security_page, name="security"),
    path("security/sessions/", own.end_others, name="security_end_others"),
    path("security/password/", own.password_page, name="security_password"),
    path("security/authenticator/", own.set_up_page, name="security_set_up"),
    path("security/recovery-codes/", own.codes_page, name="security_codes"),
    path("security/authenticator/off/", own.take_off_page, name="security_take_off"),
    path("admin/accounts/", administering.accounts_page, name="account_list"),
    path("admin/accounts/add/", administering.add_page, name="account_add"),
    path("admin/accounts/<uuid:account>/", administering.account_page, name="account"),
    path("admin/accounts/<uuid:account>/role/", changing.role_page, name="account_role"),
    path("admin/accounts/<uuid:account>/link/", changing.link_page, name="account_link"),
    path("admin/accounts/<uuid:account>/roles/<uuid:grant>/revoke/", changing.revoke, name="account_revoke"),
    path("admin/accounts/<uuid:account>/links/<uuid:identifier>/undo/", changing.unlink, name="account_unlink"),
    path("admin/accounts/<uuid:account>/<slug:what>/", changing.deed_page, name="account_deed"),
    path("admin/proposals/<uuid:proposal>/", confirming.proposal_page, name="proposal"),
    path("admin/proposals/<uuid:proposal>/confirm/", confirming.confirm, name="proposal_confirm"),
    path("admin/proposals/<uuid:proposal>/decline/", confirming.decline, name="proposal_decline"),
]
