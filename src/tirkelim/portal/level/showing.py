"""Levels as the pages of the room show them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from tirkelim.law.finding import Finding, Status
from tirkelim.portal.choices import language
from tirkelim.portal.desk.words import sentence, vocabulary
from tirkelim.portal.saying import found_findings
from tirkelim.portal.show import FindingView, Link
from tirkelim.register.qualification_queries import qualifications_of
from tirkelim.services.common.specialty import specialty_name


class HeldLine(NamedTuple):
    """A level or category held."""

    name: str
    specialty: str
    obtained_on: date
    until: date | None
    indefinite: bool


def held_lines(person: UUID, on: date, known: datetime) -> list[HeldLine]:
    """Levels and categories by the register, the newest first."""
    return [
        HeldLine(
            row.level or sentence(vocabulary(f"category.{row.category}")),
            specialty_name(row.specialty, language()),
            row.obtained_on,
            row.valid_until,
            row.indefinite,
        )
        for row in qualifications_of(person, known)
        if row.obtained_on <= on
    ]


class Gap(NamedTuple):
    """A requirement that is not met or not known, and where to go about it."""

    finding: FindingView
    links: list[Link]


def gaps(found: Iterable[Finding], case: UUID) -> list[Gap]:
    """What still stands against the level, each with the way there. Single results are the ledger's business."""
    return [
        Gap(found_findings([finding])[0], _ways(finding.requirement.id, case))
        for finding in found
        if finding.status in (Status.NOT_MET, Status.UNKNOWN) and finding.requirement.ground is not None
    ]


def _ways(requirement: str, case: UUID) -> list[Link]:
    ledger: tuple[str, str, list[Any]] = (_("My development"), "ledger", [])
    ways: dict[str, tuple[tuple[str, str, list[Any]], ...]] = {
        "level.education": ((_("My record"), "record", []),),
        "level.sequence": ((_("Choose another level"), "level_level", [case]),),
        "level.service": ((_("My record"), "record", []),),
        "level.assessment": ((_("Ask for an assessment"), "assessment_requests", []),),
        "level.labour_functions": ((_("Attach the report"), "level_report", [case]),),
        "level.cpd_confirmation": ((_("Hand the results over for confirmation"), "hand_over", []), ledger),
        "cpd.total": (ledger,),
        "cpd.further_education": (ledger,),
        "cpd.non_formal_and_competencies": (ledger,),
        "level.specialisation": ((_("Choose the specialty again"), "level_specialty", [case]),),
    }
    return [Link(text, href) for text, page, args in ways.get(requirement, ()) if (href := _address(page, args))]


def _address(page: str, args: list[Any]) -> str:
    try:
        return reverse(page, args=args)
    except NoReverseMatch:
        return ""
