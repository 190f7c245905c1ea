"""Stories of foreign specialists, of certificates after their issue, and of one's own record."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tirkelim.demo.telling import signed_in
from tirkelim.identity.models import Account
from tirkelim.portal.stories import Story
from tirkelim.register.models import Certificate


def stories(named: Mapping[str, str]) -> tuple[Story, ...]:
    """The stories, each with the name of its group."""
    foreign, later, record = _("Foreign specialists"), _("After the certificate"), _("One's own record")
    return (
        *(story._replace(group=foreign) for story in _foreign()),
        *(story._replace(group=later) for story in _later(named)),
        *(story._replace(group=record) for story in _record()),
    )


def _foreign() -> tuple[Story, ...]:
    return (
        signed_in(
            _("Apply for a foreign doctor"),
            _("The clinic applies; no IIN is needed. From some a permit is asked, from others not."),
            (
                _("Look at the three applications of the clinic, or begin a fourth."),
                _("The one without a permit waits for it: file it, and see the answer change."),
            ),
            "personnel",
            "foreign",
        ),
        signed_in(
            _("Decide on foreign doctors"),
            _("One has a permit, one lacks it, one comes from the Eurasian Economic Union and owes none."),
            (
                _("Grant the first and the third."),
                _("Ask for the permit of the second, or refuse on ground 2 with the paragraph behind it."),
            ),
            "officer",
            "desk",
        ),
        signed_in(
            _("A foreign doctor applies herself"),
            _("She has an account of her own and no IIN. Her application is with the department."),
            (),
            "nino",
            "applications",
        ),
    )


def _later(named: Mapping[str, str]) -> tuple[Story, ...]:
    return (
        signed_in(
            _("Withdraw a certificate"),
            _("By a court's act, with its number and day. The public check says so at once."),
            (
                _("Find %(number)s and withdraw it, with the court's act.") % {"number": _number("aizhan")},
                _("Find %(number)s of %(name)s, which is withdrawn, and restore it.")
                % {"number": _number("serik"), "name": named["serik"]},
                _("Look at %(number)s of %(name)s: withdrawn, and restored when the ban was annulled.")
                % {"number": _number("daulet"), "name": named["daulet"]},
            ),
            "officer",
            "certificates",
        ),
        signed_in(
            _("A certificate that ends soon"),
            _("It ends in three months, and 60 of the 120 hours are there. The reminder says what is missing."),
            (_("A duplicate in Kazakh is there already. Have one made in Russian or English."),),
            "zarina",
            "applications",
        ),
        signed_in(
            _("A certificate and the one before it"),
            _("The confirmation was granted last week. The old certificate says which one replaced it."),
            (),
            "nazgul",
            "applications",
        ),
        signed_in(
            _("A certificate without a term"),
            _("It holds only while further education is passed every five years. This one no longer holds."),
            (_("Compare %(name)s, who has been trained in time.") % {"name": named["aizhan"]},),
            "gulsim",
            "applications",
        ),
        signed_in(
            _("Who will need a certificate soon"),
            _("HR sees whose certificates end within six months, and which hours are missing."),
            (),
            "personnel",
            "certificates_ending",
        ),
    )


def _number(login: str) -> str:
    """The number of the certificate whose holder signs in so; "" where the demo has changed since."""
    person = Account.objects.values_list("person", flat=True).filter(login=login).first()
    newest = Certificate.objects.filter(person=person).order_by("-issued_on").first() if person else None
    return newest.number if newest else ""


def _record() -> tuple[Story, ...]:
    return (
        signed_in(
            _("A life at work on one page"),
            _("Education, jobs, results, sheets, levels and certificates on one timeline; and who looked at them."),
            (_("Download it as PDF and as JSON."),),
            "rustem",
            "record",
        ),
    )
