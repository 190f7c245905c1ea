"""How a story of the demo is told: who signs in, where it begins, and the names of those it is about."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tirkelim.demo.maker import PASSWORD
from tirkelim.identity.models import Account
from tirkelim.portal.stories import Story, Text


def signed_in(title: Text, text: Text, steps: Sequence[Text], login: str, page: str = "") -> Story:
    """A story that begins with signing in and then leads to a page."""
    query = urlencode({"as": login, **({"next": reverse(page)} if page else {})})
    return Story(title, text, steps, login, PASSWORD, f"{reverse('sign_in')}?{query}", _("Sign in"))


def names() -> dict[str, str]:
    """The names of the demo's accounts by sign-in name; empty where the demo is not loaded."""
    return dict(Account.objects.filter(demo=True).values_list("login", "name"))
