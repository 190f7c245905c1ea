"""What stands in the navigation: for everyone, and for each role. A page that does not exist yet is left out."""

from __future__ import annotations

import functools
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


class Place(NamedTuple):
    """A line of the navigation: its words and the name of its page; `roles` empty means everyone.

    `also`: how the addresses begin of pages that belong to the place without lying below its page.
    """

    text: str | Promise
    page: str
    roles: frozenset[str] = frozenset()
    also: tuple[str, ...] = ()


def _of(*roles: str) -> frozenset[str]:
    return frozenset(roles)


PLACES: tuple[Place, ...] = (
    Place(pgettext_lazy("navigation", "Check a certificate"), "check"),
    Place(pgettext_lazy("navigation", "Licence register"), "licence_register"),
    Place(pgettext_lazy("navigation", "Advisor"), "advisor"),
    Place(pgettext_lazy("navigation", "The law"), "law"),
    Place(pgettext_lazy("navigation", "Positions"), "positions"),
    Place(
        pgettext_lazy("navigation", "My applications"),
        "applications",
        _of("applicant"),
        ("/applications/", "/complaints/mine/", "/complaints/new/", "/complaints/of/", "/complaints/hearing/"),
    ),
    Place(
        pgettext_lazy("navigation", "My development"),
        "ledger",
        _of("applicant"),
        ("/assessments/ask/", "/confirming/mine/", "/confirming/hand-over/", "/confirming/sheets/", "/levels/"),
    ),
    Place(pgettext_lazy("navigation", "Work in Kazakhstan"), "conformity", _of("applicant")),
    Place(pgettext_lazy("navigation", "Work list"), "staff_work", _of("hr_officer")),
    Place(
        pgettext_lazy("navigation", "Licences"),
        "licences",
        _of("applicant", "head_of_organisation", "hr_officer"),
        ("/payments/",),
    ),
    Place(pgettext_lazy("navigation", "My record"), "record", _of("applicant")),
    Place(pgettext_lazy("navigation", "Staff"), "staff", _of("hr_officer", "head_of_organisation")),
    Place(pgettext_lazy("navigation", "People"), "people", _of("department_officer", "national_coordinator")),
    Place(pgettext_lazy("navigation", "Import"), "imports", _of("hr_officer", "national_coordinator")),
    Place(
        pgettext_lazy("navigation", "Reports"),
        "reports",
        _of("hr_officer", "head_of_organisation", "department_officer", "ministry_officer", "national_coordinator"),
    ),
    Place(pgettext_lazy("navigation", "Duplicates"), "duplicates", _of("national_coordinator")),
    Place(pgettext_lazy("navigation", "Confirmations"), "confirming", _of("hr_officer", "head_of_organisation")),
    Place(pgettext_lazy("navigation", "Foreign specialists"), "foreign", _of("hr_officer")),
    Place(pgettext_lazy("navigation", "Assessments"), "assessments", _of("assessment_organisation")),
    Place(
        pgettext_lazy("navigation", "Desk"),
        "desk",
        _of("department_officer", "department_head", "employment_officer", "national_coordinator"),
    ),
    Place(pgettext_lazy("navigation", "Inspections"), "inspections", _of("inspector", "department_officer")),
    Place(
        pgettext_lazy("navigation", "Licences"),
        "licence_office",
        _of("department_officer", "department_head", "national_coordinator"),
    ),
    Place(
        pgettext_lazy("navigation", "Commission"),
        "commission",
        _of("employment_officer", "employment_head", "commission_member"),
    ),
    Place(
        pgettext_lazy("navigation", "Residency"),
        "residency",
        _of("education_organisation", "ministry_officer", "hr_officer", "national_coordinator"),
    ),
    Place(
        pgettext_lazy("navigation", "Complaints"),
        "complaints",
        _of("department_head", "employment_head", "quality_body", "ministry_officer"),
    ),
    Place(pgettext_lazy("navigation", "Certificates"), "certificates", _of("department_officer")),
    Place(
        pgettext_lazy("navigation", "Certificates of conformity"),
        "conformity_office",
        _of("employment_officer", "employment_head"),
    ),
    Place(pgettext_lazy("navigation", "Overview"), "overview", _of("national_coordinator")),
    Place(pgettext_lazy("navigation", "Accounts"), "accounts", _of("administrator")),
    Place(pgettext_lazy("navigation", "Requirements of licences"), "licence_reference", _of("administrator")),
)


MOST_SHOWN, OF_MANY = 10, 6
"""Lines that stand beside each other; of more, only the first of the reader's own do, and all others are folded."""


class Line(NamedTuple):
    """A line as printed; a folded one stands under "More"."""

    text: str | Promise
    href: str
    here: bool
    folded: bool = False


def navigation(request: HttpRequest, roles: frozenset[str] = frozenset()) -> list[Line]:
    """The lines that a person with these roles sees, with the one that leads to this page or its parents marked.

    Where several do, the one whose address says most: a worker's own confirmation is no confirmation to review.
    """
    seen = [place for place in PLACES if not place.roles or place.roles & roles]
    found = [(place, href) for place in seen if (href := _address(place.page, get_script_prefix()))]
    fits = [max(_fit(request.path, start) for start in (href, *place.also)) for place, href in found]
    best = max(fits, default=0)
    own = [place for place, _href in found if place.roles]
    shown = own[:OF_MANY] if len(found) > MOST_SHOWN else [place for place, _href in found]
    return [
        Line(place.text, href, 0 < fit == best, place not in shown)
        for (place, href), fit in zip(found, fits, strict=True)
    ]


def _fit(path: str, start: str) -> int:
    """How much of an address a beginning says; 0 where it begins otherwise."""
    return len(start) if path.startswith(start) else 0


@functools.cache
def _address(page: str, prefix: str) -> str:
    """The address of a page for a site mounted under ``prefix``; "" where there is no such page."""
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""


def start_page(roles: frozenset[str]) -> str:
    """Where a person's work begins: the first page of the navigation that belongs to a role, else the home page."""
    for place in PLACES:
        if place.roles & roles:
            try:
                return reverse(place.page)
            except NoReverseMatch:
                continue
    return reverse("home")
