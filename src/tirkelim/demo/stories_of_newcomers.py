"""Stories of foreigners who want to work in Kazakhstan: application, commission, decision, and what comes after it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tirkelim.demo.telling import signed_in
from tirkelim.identity.models import Account
from tirkelim.portal.stories import Story
from tirkelim.register.models import ConformityCertificate


def stories(named: Mapping[str, str]) -> tuple[Story, ...]:
    """The stories, each with the name of its group."""
    group = _("Work in Kazakhstan: certificates of conformity")
    told = (*_applying(), *_deciding(named), *_sitting(named), *_holding(), _replaying(named))
    return tuple(story._replace(group=group) for story in told)


def _applying() -> tuple[Story, ...]:
    return (
        signed_in(
            _("Apply as a foreign doctor"),
            _("The order was repealed in 2023. The demo has a practice edition, so that the service can be tried."),
            (
                _("Read what a real application of today would be answered, and ask for another day."),
                _("Finish the draft. Before sending, see the points counted line by line."),
            ),
            "ana",
            "conformity",
        ),
        signed_in(
            _("Apply for somebody else"),
            _("A representative with a power of attorney applies for a doctor who is still abroad."),
            (),
            "advocate",
            "conformity",
        ),
    )


def _deciding(named: Mapping[str, str]) -> tuple[Story, ...]:
    return (
        signed_in(
            _("Check whether an application is complete"),
            _("One has everything and goes to the commission within two working days. One lacks a document."),
            (
                _("Open the application of %(name)s and pass it to the commission.") % {"name": named["omar"]},
                _("Open that of %(name)s: it is not accepted, and the page says what is missing.")
                % {"name": named["wei"]},
            ),
            "employment",
            "desk",
        ),
        signed_in(
            _("Decide on the commission's word"),
            _("For one the commission recommends the certificate, for the other a refusal. The decision is yours."),
            (
                _("Grant the certificate to %(name)s: the points stand there, and why no threshold is applied.")
                % {"name": named["priya"]},
                _("Refuse %(name)s on ground 1, with the minutes behind it.") % {"name": named["jose"]},
            ),
            "employment",
            "desk",
        ),
    )


def _sitting(named: Mapping[str, str]) -> tuple[Story, ...]:
    return (
        signed_in(
            _("Sit on the commission"),
            _("Three of five members take part, and two have scored both applications. On one of them they differ."),
            (
                _("As a member, declare that you have no conflict of interest, then score %(name)s.")
                % {"name": named["sofia"]},
                _("Score %(name)s as well. Nobody sees the others' scores before the chair closes the scoring.")
                % {"name": named["ivan"]},
            ),
            "atameken",
            "commission",
        ),
        signed_in(
            _("Settle a difference and sign the minutes"),
            _("The chair settles what the members saw differently, and says why. The rules count the points."),
            (
                _("First the story above: two scores of five are no quorum, three are."),
                _("Close the scoring of each person: two members did not come. Now the difference is marked."),
                _("Record the commission's word on each person, with the reason where the scores differ."),
                _("As “employment”, draw up the minutes. Then sign as “chair”, “teachers” and “atameken”."),
                _("With the last signature both applications are back at the desk."),
            ),
            "chair",
            "commission",
        ),
    )


def _holding() -> tuple[Story, ...]:
    return (
        signed_in(
            _("Extend a certificate"),
            _("The contract was signed two working days ago: five working days to ask for the extension."),
            (_("Ask for it, then grant it as “employment”: the certificate runs to the contract's end."),),
            "lucia",
            "conformity",
        ),
        signed_in(
            _("Report a lost certificate"),
            _("The lost one is invalid from the day of the report. The duplicate has a number of its own."),
            (_("Check the old number %(number)s before and after.") % {"number": _number("kim")},),
            "kim",
            "conformity",
        ),
        signed_in(
            _("Withdraw a certificate for other work"),
            _("An inspection found the holder working outside the certificate's profession."),
            (_("Find %(number)s and withdraw it, with the inspection's act.") % {"number": _number("marco")},),
            "employment",
            "conformity_office",
        ),
    )


def _replaying(named: Mapping[str, str]) -> Story:
    return signed_in(
        _("Ask a past decision again"),
        _("A certificate of 2022, decided by the wording of its day, extended and run out since."),
        (
            _("Among the decided, open the application of %(name)s and replay it: the rules of today decide the same.")
            % {"name": named["mehmet"]},
            _("Choose 1 February 2024: the order is repealed, and by which."),
        ),
        "employment",
        "desk",
    )


def _number(login: str) -> str:
    """The number of the first certificate of who signs in so, whatever came after it; "" where there is none."""
    person = Account.objects.values_list("person", flat=True).filter(login=login).first()
    first = ConformityCertificate.objects.filter(person=person).order_by("issued_on").first() if person else None
    return first.number if first else ""
