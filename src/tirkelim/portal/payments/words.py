"""The words about the fee: sums, problems, why a payment is given back."""

from __future__ import annotations

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.command import Invalid, Outcome, Stale
from tirkelim.portal.applicant.giving import what_went_wrong
from tirkelim.portal.choices import language
from tirkelim.portal.wording import number_in_digits, sum_in_digits
from tirkelim.services.licence.models import RefundReason

Text = str | Promise

PROBLEMS: dict[str, Text] = {
    "fee_paid_already": _("The fee is paid already: nothing more is due."),
    "no_duplicate_of_electronic": _(
        "The licence or annex was given electronically, so no duplicate is given of it and no fee is taken. Download "
        "it from your licence's page."
    ),
    "nothing_due": _("Nothing is due for this application."),
    "action_missing": _("Say in the application what you ask for: the fee depends on it."),
    "index_unknown": _(
        "The monthly calculation index of today is not known yet, so no sum can be named. Try again later."
    ),
    "fee_paid_for_another": _(
        "The fee of this application is paid, so what is asked for cannot change. Take the application back: the fee "
        "is returned, and you can begin another one."
    ),
    "bad_confirmation": _("The payment system gave an answer that makes no sense. Ask it again later."),
    "no_such_order": _("The payment system named an order that does not belong to this application."),
    "order_paid_before": _("The payment system names another payment for an order that is paid already."),
    "reference_known": _("The payment system named a payment that is known for another order."),
    "no_payment_begun": _("No payment of this application is open: there is nothing to ask about."),
}
"""Problems of the fee, in plain words. Other rooms show them too."""

CHANGED = _(
    "The application or its payment changed in another window. Nothing was paid by this click: see here how it stands."
)

REFUNDS: dict[str, Text] = {
    RefundReason.PAID_TWICE: _("The fee was paid already: this payment is given back."),
    RefundReason.BEFORE_ACCEPTANCE: _("The application was not accepted for consideration: the fee is given back."),
    RefundReason.WRONG_SUM: _(
        "The sum is not the fee of the day on which it was paid: this payment is given back. Pay the right sum."
    ),
}
"""Why a payment is given back."""


def tenge(sum: Decimal) -> str:
    """A sum of money with its sign, thousands apart; tiyn only where there are any."""
    return f"{sum_in_digits(sum, language())}\u00a0₸"


def mci(count: Decimal) -> str:
    """A number of monthly calculation indices without needless zeros."""
    return number_in_digits(int(count) if count == count.to_integral_value() else count.normalize(), language())


def sentences(outcome: Outcome) -> list[str]:
    """What to tell about a command that is not done."""
    if isinstance(outcome, Stale):
        return [str(CHANGED)]
    if not isinstance(outcome, Invalid):
        return what_went_wrong(outcome)
    own = [str(PROBLEMS[problem.code]) for problem in outcome.problems if problem.code in PROBLEMS]
    rest = tuple(problem for problem in outcome.problems if problem.code not in PROBLEMS)
    return [*own, *what_went_wrong(outcome._replace(problems=rest))]
