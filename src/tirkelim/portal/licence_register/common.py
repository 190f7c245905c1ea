"""What the pages of the licence register share: how they are rendered, how often they may be asked, their words."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.identity.models import Authority
from tirkelim.identity.territories import body_names
from tirkelim.portal import anonymous
from tirkelim.portal.check.signs import Sign
from tirkelim.portal.check.throttle import seconds_to_wait
from tirkelim.portal.choices import language
from tirkelim.portal.show import Link
from tirkelim.portal.statuses import Mark
from tirkelim.register.licence_models import LicenceEventKind
from tirkelim.register.licence_status import LicenceStatus

SIGNS: dict[LicenceStatus, Sign] = {
    LicenceStatus.VALID: Sign(_("The licence is valid"), ""),
    LicenceStatus.SUSPENDED: Sign(_("The licence is suspended"), "warn"),
    LicenceStatus.WITHDRAWN: Sign(_("The licence was withdrawn"), "bad"),
    LicenceStatus.TERMINATED: Sign(_("The licence has ended"), "bad"),
    LicenceStatus.UNDONE: Sign(_("The decision that gave the licence was replaced by another"), "bad"),
    LicenceStatus.NOT_YET: Sign(_("On this day the licence was not issued yet"), "quiet"),
}
MARKS: dict[LicenceStatus, Mark] = {
    LicenceStatus.VALID: Mark(pgettext_lazy("licence", "Valid"), "green"),
    LicenceStatus.SUSPENDED: Mark(pgettext_lazy("licence", "Suspended"), "orange"),
    LicenceStatus.WITHDRAWN: Mark(pgettext_lazy("licence", "Withdrawn"), "red"),
    LicenceStatus.TERMINATED: Mark(pgettext_lazy("licence", "Ended"), "red"),
    LicenceStatus.UNDONE: Mark(pgettext_lazy("licence", "Replaced by another decision"), "red"),
    LicenceStatus.NOT_YET: Mark(pgettext_lazy("licence", "Not issued yet"), "grey"),
}
ANNEX_MARKS: dict[LicenceStatus, Mark] = {
    LicenceStatus.VALID: Mark(pgettext_lazy("annex", "Valid"), "green"),
    LicenceStatus.SUSPENDED: Mark(pgettext_lazy("annex", "Suspended"), "orange"),
    LicenceStatus.WITHDRAWN: Mark(pgettext_lazy("annex", "Withdrawn"), "red"),
    LicenceStatus.TERMINATED: Mark(pgettext_lazy("annex", "Ended"), "red"),
    LicenceStatus.UNDONE: Mark(pgettext_lazy("annex", "Replaced by another decision"), "red"),
    LicenceStatus.NOT_YET: Mark(pgettext_lazy("annex", "Not issued yet"), "grey"),
}
"""The same of an annex: in Russian its words have another gender."""
HAPPENED: dict[str, tuple[str | Promise, str | Promise]] = {
    "issued": (_("The licence is issued"), ""),
    "annex_issued": ("", _("Annex %(number)s is issued")),
    LicenceEventKind.REISSUED: (_("The licence is re-issued"), _("Annex %(number)s is re-issued")),
    LicenceEventKind.DUPLICATED: (
        _("A duplicate of the licence is given"),
        _("A duplicate of annex %(number)s is given"),
    ),
    LicenceEventKind.SUSPENDED: (_("The licence is suspended"), _("Annex %(number)s is suspended")),
    LicenceEventKind.RESUMED: (_("The licence is resumed"), _("Annex %(number)s is resumed")),
    LicenceEventKind.WITHDRAWN: (_("The licence is withdrawn"), _("Annex %(number)s is withdrawn")),
    LicenceEventKind.TERMINATED: (_("The licence is ended"), _("Annex %(number)s is ended")),
    LicenceEventKind.UNDONE: (
        _("The decision on the licence is replaced by another"),
        _("The decision on annex %(number)s is replaced by another"),
    ),
}  # fmt: skip
"""What happened, in words: to the licence itself, and to an annex."""


def too_often(request: HttpRequest) -> HttpResponse | None:
    """Count a look-up, together with those of the public check; the refusal where there were too many."""
    wait = seconds_to_wait(request)
    return anonymous.too_many(request, wait) if wait else None


def page(request: HttpRequest, template: str, code: int, /, **context: Any) -> HttpResponse:
    """A page of the register, the same for everyone."""
    home = reverse("licence_register")
    return anonymous.page(request, f"portal/licence_register/{template}.html", code, home, **context)


def crumbs(*further: Link) -> list[Link]:
    """The way from the home page to a page of the register."""
    here = Link(_("Licence register"), reverse("licence_register") if further else "")
    return [Link(_("Home"), reverse("home")), here, *further]


def capital(text: str) -> str:
    """A text that begins with a capital."""
    return text[:1].upper() + text[1:]


def department(kato: str, on: date) -> str:
    """The department of a region in the language of the page; the code where the region is not known on the day."""
    names = body_names(kato, on, Authority.HEALTH)
    return kato if names is None else names[language()]
