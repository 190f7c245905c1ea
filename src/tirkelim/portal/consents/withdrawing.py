"""Taking a consent back: what follows is said first, then it ends at once. What was answered before stays."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.gateway.consent import ConsentState, revoke_consent, state_of
from tirkelim.gateway.models import Consent
from tirkelim.gateway.records import DataSet
from tirkelim.gateway.sms_answers import close_questions
from tirkelim.gateway.texts import data_set_name, source_name
from tirkelim.journal.change import CommandIdReused, Repeated, TimeClosed, change
from tirkelim.portal.applicant.services import WIZARDS, wizard_of
from tirkelim.portal.choices import language
from tirkelim.portal.consents.reading import is_over
from tirkelim.portal.edge import command, hidden, now, own_person
from tirkelim.portal.rooms import private_room
from tirkelim.portal.saying import href_of
from tirkelim.portal.show import Link


class Follows(NamedTuple):
    """What follows from taking a consent back: whether the application, still a draft or not, needs these data, and the
    ground on which it is then refused."""

    needed: bool
    draft: bool
    citation: str = ""
    href: str = ""


@private_room("GET", "POST")
def withdraw(request: HttpRequest, consent: UUID) -> HttpResponse:
    """Say what follows; POST takes the consent back. Raises Http404 for anyone else's."""
    moment = now()
    person = own_person(request, "consent.withdraw", moment)
    found = Consent.objects.filter(pk=consent, person=person, answer=Consent.Answer.GIVEN).first()
    if found is None:
        raise Http404
    case = Case.objects.select_related("draft").get(pk=found.case)
    if state_of(found, moment) is not ConsentState.GIVEN or is_over(case):
        messages.info(request, _("This consent does not hold any more: nothing is asked under it."))
        return redirect("asked_about_me")
    if request.method == "POST":
        _take_back(request, found, moment)
        messages.success(request, _("The consent is taken back. From now on nothing is asked under it."))
        return redirect("asked_about_me")
    lang, data_set = language(), DataSet(found.data_set)
    context = {
        "consent": found,
        "name": data_set_name(data_set, lang),
        "source": source_name(data_set, lang),
        "answered": found.pulls.exclude(outcome="unavailable").exists(),
        "follows": follows_from(case, data_set, moment),
        "hidden": hidden(),
        "crumbs": [
            Link(_("My record"), reverse("record")),
            Link(_("Who asked about me"), reverse("asked_about_me")),
            Link(_("Take a consent back"), ""),
        ],
    }
    return render(request, "portal/consents/withdraw.html", context)


def follows_from(case: Case, data_set: DataSet, moment: datetime) -> Follows:
    """What the application comes to without this consent: it is refused only where the data are needed for it."""
    draft = case.state == State.DRAFT
    consents = wizard_of(case).consents if case.service in WIZARDS else None
    if consents is None:
        return Follows(False, draft)
    needed = data_set in consents.needed(wizard_of(case).precheck(case, moment))
    return Follows(needed, draft, str(consents.ground), href_of(consents.ground))


def _take_back(request: HttpRequest, consent: Consent, moment: datetime) -> None:
    close_questions(consent.case, moment)
    try:
        with change(command(request, moment), "gateway.withdraw", {"consent": str(consent.pk)}) as made:
            revoke_consent(consent, now=moment, change=made)
            made.result = {}
    except (Repeated, CommandIdReused, TimeClosed):
        pass  # taken back by the first click; a page from before a seal is simply shown again
