"""Addresses of signing in and of the end of a session. None names anybody."""

from __future__ import annotations

from django.urls import URLPattern, path

from tirkelim.portal.signing_in import by_signature, ending, password, second, through_provider

urlpatterns: list[URLPattern] = [
    path("sign-in/", password.sign_in, name="sign_in"),
    path("sign-in/code/", second.code_page, name="sign_in_code"),
    path("sign-in/password/", password.temporary_password, name="sign_in_password"),
    path("sign-in/authenticator/", second.set_up_page, name="sign_in_authenticator"),
    path("sign-in/go-on/", second.go_on, name="sign_in_go_on"),
    path("sign-in/provider/", through_provider.leave, name="sign_in_provider"),
    path("sign-in/provider/back/", through_provider.back, name="sign_in_provider_back"),
    path("sign-in/signature/", by_signature.signature_page, name="sign_in_signature"),
    path("sign-in/left/", ending.left, name="sign_in_left"),
    path("sign-in/stay/", ending.stay, name="sign_in_stay"),
    path("sign-in/again/", ending.again, name="sign_in_again"),
    path("sign-out/", password.sign_out, name="sign_out"),
]
