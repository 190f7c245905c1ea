"""What to try in the demo: one story a journey, with the sign-in and the page to begin at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tirkelim.demo import (
    stories_of_development,
    stories_of_levels,
    stories_of_licences,
    stories_of_newcomers,
    stories_of_practice,
    stories_of_register,
    stories_of_review,
)
from tirkelim.demo.telling import names, signed_in
from tirkelim.portal.stories import Story
from tirkelim.register.models import Certificate


def stories() -> Sequence[Story]:
    """All stories, or none where the demo is not loaded."""
    called = names()
    if not called:
        return ()
    first = (*_decided(called), *_open(called), *_applicants(), *_everyone())
    return (
        *(story._replace(group=_("Certificates and the register")) for story in first),
        *stories_of_development.stories(called),
        *stories_of_levels.stories(called),
        *stories_of_practice.stories(called),
        *stories_of_newcomers.stories(called),
        *stories_of_licences.stories(),
        *stories_of_register.stories(),
        *stories_of_review.stories(called),
    )


def _decided(named: Mapping[str, str]) -> tuple[Story, ...]:
    return (
        signed_in(
            _("Grant a certificate"),
            _("A nurse has everything in order. The findings say so line by line, each with its paragraph."),
            (
                _("On the desk, open the application of %(name)s: everything is met.") % {"name": named["aigul"]},
                _("Look at where each fact came from, then grant it."),
                _("A moment later the certificate is there as a PDF with a QR code."),
            ),
            "officer",
            "desk",
        ),
        signed_in(
            _("Refuse for two reasons"),
            _("One applicant failed the assessment and was banned from practice by a court."),
            (
                _("Open the application of %(name)s: it would be refused.") % {"name": named["daniyar"]},
                _("Grounds 2 and 4 stand there with what they rest on. Refuse it, and read the reasoned answer."),
            ),
            "officer",
            "desk",
        ),
    )


def _open(named: Mapping[str, str]) -> tuple[Story, ...]:
    return (
        signed_in(
            _("Ask for a missing document"),
            _("A graduate of 2009 whose diploma no state system holds has to file it. The term runs on."),
            (
                _("Open the application of %(name)s, which is incomplete, and ask for the diploma.")
                % {"name": named["saule"]},
            ),
            "officer",
            "desk",
        ),
        signed_in(
            _("An overdue application and a silent source"),
            _("The legal statistics system does not answer. That never counts as “no ban”."),
            (
                _("Open the overdue application of %(name)s: it waits for the source.") % {"name": named["marat"]},
                _("Ask the source again, or record your own check with its reference. Then it can be decided."),
            ),
            "officer",
            "desk",
        ),
    )


def _applicants() -> tuple[Story, ...]:
    return (
        signed_in(
            _("Finish an application"),
            _("A nurse has stopped half-way. Nothing typed is lost."),
            (
                _("Open the draft and answer the pages that are left."),
                _("Give or refuse consent to each data set: the code comes to the demo telephone on the page."),
                _("Before sending, read what the answer would be as it stands."),
            ),
            "aliya",
        ),
        signed_in(
            _("File what was asked for"),
            _("The office has asked for a diploma. The applicant files it and sees the clock running."),
            (),
            "gulnar",
        ),
        signed_in(
            _("Read a refusal"),
            _("Consent was not given, so the application was refused on ground 6. The reasons and what to do now."),
            (),
            "elena",
        ),
    )


def _everyone() -> tuple[Story, ...]:
    newest = Certificate.objects.filter(decision__isnull=False).order_by("-issued_on").first()
    number = newest.number if newest else ""
    return (
        Story(
            _("Check a certificate"),
            _("Anyone can check a certificate by its number or QR code, without an account."),
            (_("Try the number %(number)s, and then change one digit.") % {"number": number},),
            href=reverse("check"),
            link=_("Check a certificate"),
        ),
        signed_in(
            _("Enter a worker"),
            _("The HR officer of a clinic sees and edits its own workers only. Every change keeps its trace."),
            (),
            "personnel",
        ),
        Story(
            _("Ask the law"),
            _("What do I need? How many units is this? When is it due? Answered with reasons, nothing is stored."),
            (),
            href=reverse("advisor"),
            link=_("Open the advisor"),
        ),
    )
