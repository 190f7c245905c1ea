"""The page of the demo bank: no money moves, and each button does what can happen at a bank. Demo mode only."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tirkelim.gateway.demo_payments import demo_payment, pay_at_demo_bank
from tirkelim.portal.edge import now
from tirkelim.portal.payments.paying import REFUSED
from tirkelim.portal.payments.words import tenge
from tirkelim.portal.rooms import methods


@methods("GET", "POST")
def demo_bank(request: HttpRequest, order: UUID) -> HttpResponse:
    """The order with its sum; a button pays it, refuses it, or lets the confirmation come late."""
    moment = now()
    row = demo_payment(order)
    if row is None:
        raise Http404
    if request.method != "POST":
        context = {"payment": row, "sum": tenge(row.tenge)}
        return render(request, "portal/payments/demo_bank.html", context)
    wanted = request.POST.get("do", "")
    if wanted in ("pay", "late"):
        pay_at_demo_bank(order, moment, late=wanted == "late")
        return redirect(row.return_to)
    return redirect(f"{row.return_to}?bank={REFUSED}")
