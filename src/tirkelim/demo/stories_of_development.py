"""Stories of credits: the ledger, the confirmation by HR and head, the assessment."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tirkelim.demo.telling import signed_in
from tirkelim.portal.stories import Story


def stories(named: Mapping[str, str]) -> tuple[Story, ...]:
    """The stories, each with the name of its group."""
    credits, confirmation, assessment = _("Credit units"), _("Confirmation"), _("Assessment")
    return (
        *(story._replace(group=credits) for story in _ledger()),
        *(story._replace(group=confirmation) for story in _confirmation(named)),
        *(story._replace(group=assessment) for story in _assessment(named)),
    )


def _ledger() -> tuple[Story, ...]:
    return (
        signed_in(
            _("See every hour counted"),
            _("A nurse on her way from level 4.1 to 4.2: what counts today, what does not, what drops out soon."),
            (
                _("Look at the results that earn nothing: each says which paragraph stands against it."),
                _("Two results rest on the same file: the page warns, but forbids nothing."),
                _("Add a seminar of 62.5 hours and look at its units before you save it."),
                _("Read what is missing for the next level, and the cheapest ways to get there."),
            ),
            "dina",
            "ledger",
        ),
    )


def _confirmation(named: Mapping[str, str]) -> tuple[Story, ...]:
    return (
        signed_in(
            _("Check results one by one"),
            _("HR sees each result beside its file. One has no translation, another does not belong to the specialty."),
            (
                _("Open the results of %(name)s and refuse these two, each with its reason.") % {"name": named["bota"]},
                _("Accept the others and confirm: now it is the head's turn."),
            ),
            "personnel",
            "confirming",
        ),
        signed_in(
            _("Confirm as head"),
            _("Two people confirm, never one. The sheet is numbered and can no longer be changed."),
            (_("Confirm the results of %(name)s and open the sheet.") % {"name": named["kamila"]},),
            "head",
            "confirming",
        ),
        signed_in(
            _("Correct a refused result"),
            _("His sheet stands, but one result was refused: the document was missing."),
            (
                _("Read the reason, add the file to the result, and hand the results over again."),
                _("When HR and the head have confirmed, the new sheet supersedes the old one."),
            ),
            "erlan",
            "my_confirmations",
        ),
    )


def _assessment(named: Mapping[str, str]) -> tuple[Story, ...]:
    return (
        signed_in(
            _("Conclude an assessment"),
            _("The accredited organisation receives the sheet and no more."),
            (
                _("Open the request of %(name)s and record both stages, the level and the protocol number.")
                % {"name": named["aset"]},
                _("In the request of %(name)s two stages fall away: her category ended after 2021 (p.12).")
                % {"name": named["gaziza"]},
            ),
            "assessor",
            "assessments",
        ),
        signed_in(
            _("Read a failed result"),
            _("The case test was failed. The page says what follows from it and what can be done."),
            (),
            "samal",
            "assessment_requests",
        ),
    )
