"""Before a record outside one's own organisation opens: what for. The answer stands in the worker's own record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.identity.policy import grants
from tirkelim.portal.edge import allow
from tirkelim.portal.personnel.access import READERS, room, visit
from tirkelim.portal.personnel.forms import PersonnelForm
from tirkelim.portal.personnel.purposes import LONGEST_WORDS, REASONS, Reason, give
from tirkelim.register.scopes import person_scope


class WhyForm(PersonnelForm):
    """The purpose, from a list, and words where it is another one."""

    reason = forms.ChoiceField(
        label=gettext_lazy("What do you open this record for?"),
        widget=forms.RadioSelect,
        choices=list(REASONS.items()),
        error_messages={"required": gettext_lazy("Choose what you open the record for")},
    )
    words = forms.CharField(
        label=gettext_lazy("In a few words"),
        help_text=gettext_lazy(
            "For example, the number of the letter. The worker reads this. Needed for another purpose."
        ),
        max_length=LONGEST_WORDS,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Another purpose is named."""
        found = self.cleaned_data
        if found.get("reason") == Reason.OTHER and not found.get("words"):
            self.add_error("words", ValidationError(_("Write the purpose in a few words"), code="missing"))
        return found


@room("GET", "POST")
def why(request: HttpRequest, person: UUID) -> HttpResponse:
    """The question; afterwards on to the page that was asked for. Nothing of the record is shown here."""
    at = visit(request)
    if not any(grant.role in READERS for grant in grants(at.account, at.today)):
        raise Http404
    allow(request, "person.read", person_scope(person, at.today), at.moment)
    form = WhyForm(request.POST or None, today=at.today)
    if request.method == "POST" and form.is_valid():
        give(request.session, person, form.cleaned_data["reason"], form.cleaned_data["words"], at.moment)
        return redirect(page_after(request, person))
    return render(request, "portal/personnel/why.html", {"form": form}, status=422 if form.errors else 200)


def page_after(request: HttpRequest, person: UUID) -> str:
    """The page of this record that was asked for, else the record."""
    record = reverse("staff_worker", args=[person])
    asked = request.GET.get("next", "")
    fits = asked.startswith(record) and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if fits else record
