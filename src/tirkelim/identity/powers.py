"""What a role's power asks for: which roles two administrators have to give, and who needs a second factor."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from tirkelim.identity.models import Account, Role, RoleGrant

FOUR_EYES = frozenset(
    role.value
    for role in (
        Role.DEPARTMENT_OFFICER, Role.DEPARTMENT_HEAD, Role.INSPECTOR, Role.EMPLOYMENT_OFFICER, Role.EMPLOYMENT_HEAD,
        Role.COMMISSION_MEMBER, Role.MINISTRY_OFFICER, Role.QUALITY_BODY, Role.NATIONAL_COORDINATOR, Role.ADMINISTRATOR,
    )
)  # fmt: skip
"""Roles of the state: they decide over others or see a region or the country. One administrator proposes, another
confirms; the same goes for what would let somebody else into such an account."""
SECOND_FACTOR = frozenset(role.value for role in Role if role is not Role.APPLICANT)
"""Roles that decide, or show what is recorded of many: all but the applicant's own."""


def is_powerful(account: UUID, on: date) -> bool:
    """Whether the account has, or will have, a role that two administrators have to give."""
    held = RoleGrant.objects.filter(account=account, role__in=FOUR_EYES).filter(_not_over(on))
    return held.exists()


def must_have_second_factor(account: Account, on: date) -> bool:
    """Whether the account may not be used by password alone. Roles that begin tomorrow count: a session may last."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return False
    held = RoleGrant.objects.filter(account=account, role__in=SECOND_FACTOR, valid_from__lte=on + timedelta(days=1))
    return held.filter(_not_over(on)).exists()


def _not_over(on: date) -> Q:
    return (Q(valid_to__isnull=True) | Q(valid_to__gt=on)) & (Q(revoked_from__isnull=True) | Q(revoked_from__gt=on))
