"""A certificate by its number, for departments: posted, exact, and as often as the public check allows."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from tirkelim.identity.policy import roles
from tirkelim.portal import errors
from tirkelim.portal.certificates.access import FINDERS, reads, room, visit
from tirkelim.portal.certificates.forms import NumberForm
from tirkelim.portal.check.throttle import seconds_to_wait
from tirkelim.register.public_numbers import normalise
from tirkelim.register.queries import certificate_by_number

NOT_THERE = _("Your department has no certificate with this number. Compare every letter and digit with the document.")


@room("GET", "POST")
def find(request: HttpRequest) -> HttpResponse:
    """Ask for a number; where the reader's territory has the certificate, go to its page."""
    at = visit(request)
    if not FINDERS & roles(at.account, at.today):
        raise Http404
    form = NumberForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        wait = seconds_to_wait(request)
        if wait:
            stopped = errors.too_many(request, minutes=1)
            stopped.headers["Retry-After"] = str(wait)
            return stopped
        typed = form.cleaned_data["number"]
        found = certificate_by_number(normalise(typed) or typed.strip())
        if found is not None and reads(at, found):
            return redirect("certificate", found.id)
        form.add_error("number", NOT_THERE)
    return render(request, "portal/certificates/find.html", {"form": form}, status=422 if form.errors else 200)
