"""Stories of complaints, of positions and their pay, and of residency bases."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tirkelim.demo.telling import signed_in
from tirkelim.portal.stories import Story


def stories(named: Mapping[str, str]) -> tuple[Story, ...]:
    """The stories, each with the name of its group."""
    complaints, positions, residency = _("Complaints"), _("Positions and pay"), _("Residency bases")
    return (
        *(story._replace(group=complaints) for story in _complaints(named)),
        *(story._replace(group=positions) for story in _positions()),
        *(story._replace(group=residency) for story in _residency(named)),
    )


def _complaints(named: Mapping[str, str]) -> tuple[Story, ...]:
    return (
        signed_in(
            _("Complain about a refusal"),
            _("Who answers, by which day, and what comes next stands on the page before anything is written."),
            (_("Open the refused application and complain to the head of the department."),),
            "elena",
            "applications",
        ),
        signed_in(
            _("Uphold a complaint"),
            _("An officer recorded a finding in the wrong application, and refused it."),
            (
                _("Read the complaint of %(name)s beside the decision, and uphold it.") % {"name": named["gulmira"]},
                _("As “officer”, take the finding back and decide again: both decisions stay visible."),
            ),
            "departmenthead",
            "complaints",
        ),
        signed_in(
            _("The next instance"),
            _("The head has dismissed a complaint. It is now with the body for the quality of public services."),
            (_("Read what was said so far, and answer %(name)s.") % {"name": named["arailym"]},),
            "quality",
            "complaints",
        ),
    )


def _positions() -> tuple[Story, ...]:
    return (
        Story(
            _("Find a position by its old name"),
            _("In three languages, by old titles, and with slips of the pen. What was restored in the text says so."),
            (
                _("Write “старшая мед сестра”, then open the position."),
                _("Download the whole list for a spreadsheet, or as a FHIR resource."),
            ),
            href=reverse("positions"),
            link=_("Open the positions"),
        ),
        Story(
            _("What the next level would bring"),
            _("For workers of the interior ministry's clinics: block, link and step by position and level."),
            (),
            href=reverse("interior_step"),
            link=_("Open the pay steps"),
        ),
    )


def _residency(named: Mapping[str, str]) -> tuple[Story, ...]:
    return (
        signed_in(
            _("Recommend a resident doctor"),
            _("A medical school sees where places are free, by region and specialty, and why a base takes nobody."),
            (),
            "school",
            "residency",
        ),
        signed_in(
            _("Agree to a placement, or not"),
            _("One base has its status, its accreditation and a free place. The accreditation of the other has ended."),
            (
                _("Agree for %(name)s: the base gets a resident doctor.") % {"name": named["alua"]},
                _("Refuse for %(name)s, with the paragraph behind it.") % {"name": named["sanzhar"]},
                _("Complain about the refusal as “school”: “ministryhead” answers, not who decided."),
            ),
            "ministry",
            "residency",
        ),
    )
