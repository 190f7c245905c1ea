"""A certificate of conformity in the public check: what the page shows of it, and what the interface answers."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.registry import service
from tirkelim.law.book import current_book
from tirkelim.law.edition import Edition
from tirkelim.law.messages import LANGUAGES
from tirkelim.law.order_503_conformity.professions import Activity, Profession, activities, find
from tirkelim.law.order_503_conformity.terms import ACT
from tirkelim.portal.check.signs import Sign
from tirkelim.portal.law_pages import edition_in_words
from tirkelim.register.conformity_status import ConformityStatus
from tirkelim.register.public_conformity import PublicConformity
from tirkelim.services.conformity.editions import edition_on, is_practice

SIGNS = {
    ConformityStatus.VALID: Sign(_("The certificate of conformity is valid"), ""),
    ConformityStatus.EXPIRED: Sign(_("The certificate of conformity has expired"), "bad"),
    ConformityStatus.WITHDRAWN: Sign(_("The certificate of conformity was withdrawn"), "bad"),
    ConformityStatus.LOST: Sign(_("The certificate of conformity is invalid: its holder reported it lost"), "bad"),
    ConformityStatus.SUPERSEDED: Sign(_("The certificate of conformity was replaced by one with a new number"), "warn"),
}


class Order(NamedTuple):
    """The wording under which a certificate was given; ``practice``: it exists in the demo only. ``ended_on`` and
    ``repealed_by``: last day of the order and what repealed it, None while it is in force."""

    edition: Edition
    practice: bool
    ended_on: date | None
    repealed_by: str | None


def order_of(found: PublicConformity, on: date) -> Order:
    """The wording of a certificate, and whether the order was repealed by a day."""
    law = current_book().latest(ACT)
    edition = edition_on(service("conformity").book(), found.issued_on)
    practice = is_practice(edition)
    is_over = law.end is not None and law.end < on
    # One decided after the repeal, on an application made before it, was given by the last wording.
    given_by = edition if isinstance(edition, Edition) else law
    return Order(given_by, practice, law.end if is_over else None, law.later_amendment if is_over else None)


def entry_of(found: PublicConformity) -> Profession | None:
    """The profession in the list; None for a name that the list does not hold."""
    return next(iter(find(found.profession, found.activity)), None)


def name_of_profession(found: PublicConformity, language: str) -> str:
    """The profession in a language, beginning with a capital; as it was written where the list does not hold it."""
    entry = entry_of(found)
    name = found.profession if entry is None else str(getattr(entry, language))
    return name[:1].upper() + name[1:]


def sector_of(found: PublicConformity) -> Activity | None:
    """The sector of the kind of activity; None for a code that the list does not hold."""
    activity = activities().get(found.activity)
    return activities().get(activity.sector, activity) if activity else None


def described(found: PublicConformity, on: date) -> dict[str, Any]:
    """The certificate in the language of the page."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    sector, activity = sector_of(found), activities().get(found.activity)
    order = order_of(found, on)
    return {
        "certificate": found,
        "status": found.status.status.value,
        "since": found.status.since,
        "sign": SIGNS[found.status.status],
        "name": found.name(language),
        "profession": name_of_profession(found, language),
        "sector": getattr(sector, language) if sector else "",
        "activity": getattr(activity, language) if activity and activity is not sector else "",
        "body": (found.office or {}).get(language, ""),
        "order": order,
        "edition": edition_in_words(order.edition),
    }


def answered(found: PublicConformity, on: date) -> dict[str, Any]:
    """The same for the interface, in all languages."""
    sector, activity, order = sector_of(found), activities().get(found.activity), order_of(found, on)
    return {
        "kind": "conformity",
        "number": found.number,
        "status": found.status.status.value,
        "since": found.status.since.isoformat(),
        "name": {language: found.name(language) for language in LANGUAGES},
        "profession": {language: name_of_profession(found, language) for language in LANGUAGES},
        "sector": _texts(sector),
        "activity": _texts(activity),
        "framework_level": found.framework_level,
        "issued_on": found.issued_on.isoformat(),
        "valid_until": found.status.until.isoformat(),
        "local_body": found.office,
        "edition": order.edition.label,
        "practice": order.practice,
        "repealed": None
        if order.ended_on is None
        else {"in_force_until": order.ended_on.isoformat(), "by": order.repealed_by},
    }


def _texts(one: Activity | None) -> dict[str, str] | None:
    return None if one is None else {language: getattr(one, language) for language in LANGUAGES}
