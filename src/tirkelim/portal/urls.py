"""Addresses of the pages. No address carries a personal identifier."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from tirkelim.portal import language, pages, sign_in
from tirkelim.portal.api.site import PREFIX, api

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("about/", pages.about, name="about"),
    path("health", pages.health, name="health"),
    path("language/", language.choose_language, name="choose_language"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path(PREFIX, api.urls),
]

if settings.DEMO:
    urlpatterns.append(path("try/", pages.what_to_try, name="try"))
if settings.DEMO or settings.DEBUG:
    from tirkelim.portal import specimen

    urlpatterns.append(path("look/", specimen.look, name="look"))
