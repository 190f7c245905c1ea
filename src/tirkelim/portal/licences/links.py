"""The ways from this room into others: payment, the public register, staff."""

from __future__ import annotations

from uuid import UUID

from django.urls import NoReverseMatch, reverse

from tirkelim.cases.models import Case


def address(name: str, *args: object) -> str:
    """The address of a page of another room; "" where that room is not part of the site."""
    try:
        return reverse(name, args=list(args))
    except NoReverseMatch:
        return ""


def payment_link(case: Case) -> str:
    """Where the fee of an application is paid, and its receipt is."""
    return address("payment", case.id)


def public_link(licence: UUID) -> str:
    """The licence as everybody sees it."""
    return address("licence_register_licence", licence)


def staff_link(licence: UUID) -> str:
    """The staff of the licence's bases."""
    return address("licences_staff", licence)


def what_if_link(licence: UUID) -> str:
    """What would be if somebody left."""
    return address("licences_what_if", licence)
