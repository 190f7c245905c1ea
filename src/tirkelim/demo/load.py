"""Loads the demo into an empty database, and says who can sign in."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.timezone import localdate

from tirkelim.cases import outbox
from tirkelim.demo import (
    cases,
    complaints,
    conformity,
    development,
    foreigners,
    later_life,
    licences,
    region,
    register_life,
    residency,
    together,
)
from tirkelim.demo.maker import PASSWORD, Maker
from tirkelim.identity.models import Account, Role


class SignIn(NamedTuple):
    """A demo account and what it is for."""

    login: str
    role: str


def is_loaded() -> bool:
    """Whether this database has been used already: then nothing is loaded into it."""
    return Account.objects.exists()


def load(now: datetime) -> None:
    """Make the whole demo region. Raises ImproperlyConfigured outside demo mode."""
    if not settings.DEMO:
        raise ImproperlyConfigured("demo data exist in demo mode only")
    maker = Maker(localdate(now))
    employers = region.organisations(maker)
    officer = _offices(maker, employers)
    region.accredit(maker, employers[4])
    region.workers(maker, employers, now)
    cases.make_cases(maker, officer)
    _stories(maker, employers[4], officer)
    region.newcomers(maker, employers[0], Account.objects.get(login="personnel"))
    register_life.RegisterLife(maker, employers).make(now)
    while outbox.work(now):
        pass


def _stories(maker: Maker, assessor: UUID, officer: Account) -> None:
    """The workers whose credits, levels and certificates the page "what to try" tells of."""
    told = development.Stories(maker, assessor)
    told.make()
    foreigners.Foreigners(maker).make()
    later_life.LaterLife(told, officer).make()
    together.Together(told, officer).make()
    complaints.Complaints(maker, officer).make()
    conformity.Conformity(maker).make()
    residency.Residency(maker).make()
    licences.Licences(maker, officer).make()


def _offices(maker: Maker, employers: list[UUID]) -> Account:
    """The accounts of offices; returns the officer of Astana, who has decided some cases already."""
    clinic, assessor = employers[0], employers[4]
    maker.account("personnel", "№ 5 емхананың персонал маманы", Role.HR_OFFICER, organisation=clinic)
    maker.account("head", "№ 5 емхананың басшысы", Role.HEAD_OF_ORGANISATION, organisation=clinic)
    maker.account("assessor", "Бағалау орталығы", Role.ASSESSMENT_ORGANISATION, organisation=assessor)
    maker.account("almaty", "Алматы департаментінің маманы", Role.DEPARTMENT_OFFICER, territory=region.ALMATY_CITY)
    maker.account("coordinator", "Ұлттық үйлестіруші", Role.NATIONAL_COORDINATOR)
    maker.account("admin", "Әкімші", Role.ADMINISTRATOR)
    return maker.account("officer", "Астана департаментінің маманы", Role.DEPARTMENT_OFFICER, territory=region.ASTANA)


def sign_ins() -> list[SignIn]:
    """Everyone who can sign in to the demo, offices first; all have the same password, ``PASSWORD``."""
    accounts = Account.objects.filter(demo=True).prefetch_related("grants")
    found = [SignIn(account.login, ", ".join(grant.role for grant in account.grants.all())) for account in accounts]
    return sorted(found, key=lambda one: (one.role == Role.APPLICANT.value, one.role, one.login))


__all__ = ["PASSWORD", "SignIn", "is_loaded", "load", "sign_ins"]
