"""What does a licence cost? A public page: what is asked for and the day of payment, then the sum and its making."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_safe

from tirkelim.law.book import current_book
from tirkelim.law.standards.acceptance import ALMATY
from tirkelim.law.standards.fees import Fee
from tirkelim.law.standards.services import Action
from tirkelim.portal.advisor.ask import Advice, put, views
from tirkelim.portal.advisor.fields import AdvisorForm, DayInThreeBoxes, WordField
from tirkelim.portal.advisor.page import advise
from tirkelim.portal.edge import now
from tirkelim.portal.law_pages import language
from tirkelim.portal.payments.words import mci, tenge
from tirkelim.portal.wording import day_in_words
from tirkelim.services.licence.payments import fee_for

TITLE = _("What does a licence cost?")
ACTIONS = (
    (Action.ISSUE.value, pgettext_lazy("fee", "A licence for medical activity")),
    (Action.ISSUE_ANNEX.value, pgettext_lazy("fee", "Another annex to a licence")),
    (Action.REISSUE.value, pgettext_lazy("fee", "Re-issue of a licence")),
    (Action.REISSUE_ANNEX.value, pgettext_lazy("fee", "Re-issue of an annex")),
    (Action.DUPLICATE.value, pgettext_lazy("fee", "Duplicate of a licence given on paper")),
    (Action.DUPLICATE_ANNEX.value, pgettext_lazy("fee", "Duplicate of an annex given on paper")),
)


class FeeForm(AdvisorForm):
    """What is asked for, and when it is paid."""

    action = WordField(
        label=_("What do you ask for?"),
        choices=ACTIONS,
        error_messages={"required": _("Choose what you ask for")},
    )
    paid_on = DayInThreeBoxes(
        label=_("On which day do you pay?"),
        help_text=_("The fee goes by the monthly calculation index of that day."),
    )


@require_safe
def fee_page(request: HttpRequest) -> HttpResponse:
    """The fee of an action on a day."""
    return advise(
        request,
        FeeForm,
        advice_on,
        TITLE,
        lead=_("The fee is counted in monthly calculation indices (MCI) and paid in tenge, by the index of the day of "
               "payment."),
        template="portal/payments/fee.html",
        initial={"action": Action.ISSUE.value, "paid_on": localdate(now(), ALMATY)},
    )  # fmt: skip


def advice_on(given: dict[str, Any]) -> Advice:
    """The sum in one sentence, how it is made, and the places of law."""
    action, paid_on = Action(given["action"]), given["paid_on"]
    asked = put("service.fee", service="licence", action=action.value, paid_on=paid_on)
    due = fee_for(action, paid_on, current_book())
    return Advice(
        in_one_sentence(due, paid_on),
        "good" if due.tenge is not None else "unsure",
        (asked,),
        making(due),
        views(asked.answer.findings),
    )


def in_one_sentence(due: Fee, day: date) -> str:
    """What is to be paid on a day."""
    if due.is_free:
        return str(_("Nothing has to be paid."))
    if due.tenge is None:
        return str(_("The monthly calculation index of %(day)s is not known here: no sum can be named.")) % {
            "day": day_in_words(day, language())
        }
    return str(_("You pay %(sum)s.")) % {"sum": tenge(due.tenge)}


def making(due: Fee) -> str:
    """How the sum is made: 10 MCI × 4 325 ₸ = 43 250 ₸; "" where nothing is due."""
    if due.is_free:
        return ""
    count = mci(due.mci_count)
    if due.tenge is None or due.index is None:
        number = int(due.mci_count) if due.mci_count == int(due.mci_count) else 2
        return ngettext("The fee is %(count)s MCI.", "The fee is %(count)s MCI.", number) % {"count": count}
    index = tenge(Decimal(due.index))
    return str(_("%(count)s MCI × %(index)s = %(sum)s")) % {"count": count, "index": index, "sum": tenge(due.tenge)}
