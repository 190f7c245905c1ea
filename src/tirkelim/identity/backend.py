"""How a session finds its account again at each request."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from tirkelim.identity.models import Account
from tirkelim.identity.policy import account_with_grants


class AccountBackend(BaseBackend):
    """Sessions of closed accounts, and of demo accounts outside demo mode, end at once."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> Account | None:
        """Never signs in: that is `signin.authenticate`, which counts failures."""
        return None

    def get_user(self, user_id: UUID) -> Account | None:
        """The account of a session, if it may still be used."""
        account = account_with_grants(user_id)
        if account is None or (account.demo and not settings.DEMO):
            return None
        return account
