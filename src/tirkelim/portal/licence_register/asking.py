"""May this holder do this, here, on this day? A plain answer, and each reason on a line of its own."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tirkelim.law.citation import cite
from tirkelim.law.messages import render
from tirkelim.portal import edge
from tirkelim.portal.check.signs import Sign
from tirkelim.portal.choices import Choice, language
from tirkelim.portal.law_pages import law_href, readings
from tirkelim.portal.licence_register.common import capital, crumbs, page, too_often
from tirkelim.portal.licence_register.forms import MayForm
from tirkelim.portal.licence_register.licence import day_parts, find
from tirkelim.portal.licence_register.listing import holder_names
from tirkelim.portal.show import FindingView, Link, Reading
from tirkelim.portal.wording import Case, day_in_words
from tirkelim.register.licence_queries import AnnexOn, LicenceOn, licence_on
from tirkelim.register.licence_status import ENDS, LicenceStatus, LicenceStatusOn
from tirkelim.register.models import Licence
from tirkelim.register.names import fold, search_words
from tirkelim.services.licence.may import Answer, Checked, Reason, Verdict, may
from tirkelim.services.licence.names import subtype_line, subtype_name

VERDICTS = {
    Verdict.YES: Sign(gettext_lazy("Yes"), ""),
    Verdict.SHORT: Sign(gettext_lazy("Yes, but staff is short"), "warn"),
    Verdict.NO: Sign(gettext_lazy("No"), "bad"),
}
LICENCE: dict[LicenceStatus, str | Promise] = {
    LicenceStatus.VALID: gettext_lazy("The licence is valid."),
    LicenceStatus.SUSPENDED: gettext_lazy("The licence is suspended since %(day)s."),
    LicenceStatus.WITHDRAWN: gettext_lazy("The licence was withdrawn: not valid since %(day)s."),
    LicenceStatus.TERMINATED: gettext_lazy("The licence has ended: not valid since %(day)s."),
    LicenceStatus.UNDONE: gettext_lazy("The decision that gave the licence was replaced: not valid since %(day)s."),
    LicenceStatus.NOT_YET: gettext_lazy("The licence was issued only on %(day)s."),
}
ANNEX: dict[LicenceStatus, str | Promise] = {
    LicenceStatus.VALID: gettext_lazy("Annex %(number)s is valid."),
    LicenceStatus.SUSPENDED: gettext_lazy("Annex %(number)s is suspended since %(day)s."),
    LicenceStatus.WITHDRAWN: gettext_lazy("Annex %(number)s was withdrawn: not valid since %(day)s."),
    LicenceStatus.TERMINATED: gettext_lazy("Annex %(number)s has ended: not valid since %(day)s."),
    LicenceStatus.UNDONE: gettext_lazy("The decision on annex %(number)s was replaced: not valid since %(day)s."),
    LicenceStatus.NOT_YET: gettext_lazy("Annex %(number)s was issued only on %(day)s."),
}
PLAIN: dict[tuple[Checked, bool | None], str | Promise] = {
    (Checked.BASE, True): gettext_lazy("The licence has an annex for this place: %(number)s."),
    (Checked.BASE, False): gettext_lazy("No annex of the licence is for this place."),
    (Checked.SUBTYPE, True): gettext_lazy("Annex %(number)s names this subtype here."),
    (Checked.SUBTYPE, False): gettext_lazy("No annex for this place names this subtype."),
    (Checked.STAFF, None): gettext_lazy("No line here says what certified staff this subtype needs."),
}


OF_SPECIALTY: dict[bool | None, str | Promise] = {
    True: gettext_lazy("Annex %(number)s names this subtype with this specialty here."),
    False: gettext_lazy("No annex for this place names this subtype with this specialty."),
}
"""The same of a subtype that goes by specialties."""


class SeveralPlaces(LookupError):
    """Words of an address fit several places of a licence: no answer can be given for one of them."""


class Asked(NamedTuple):
    """The question as answered."""

    answer: Answer
    place: str
    subtype: str
    day: date


@require_safe
def may_page(request: HttpRequest, licence: UUID) -> HttpResponse:
    """The question, and its answer where it is asked in full."""
    refused = too_often(request)
    if refused is not None:
        return refused
    moment = edge.now()
    row = find(licence)
    today = localdate(moment)
    now = licence_on(row, today, moment)
    asked = any(request.GET.get(name) for name in ("base", "place", "subtype"))
    form = MayForm(
        _sent(request) if asked else None, initial=_first(now, today), bases=bases_of(now), named=named_in(now)
    )  # fmt: skip
    found = _answered(row, form, moment) if asked and form.is_valid() else None
    return page(
        request, "may", 422 if form.errors else 200, form=form, licence=row, holder=holder_names([row], moment)[row.id],
        crumbs=crumbs(Link(row.number, reverse("licence_register_licence", args=[row.id])), Link(_("May they?"), "")),
        asked=found, sign=VERDICTS[found.answer.verdict] if found else None,
        reasons=[reason_view(one) for one in found.answer.reasons] if found else [], moment=moment,
    )  # fmt: skip


def _first(now: LicenceOn, today: date) -> dict[str, object]:
    """What stands in the form before anything is asked: the first place whose annex has not ended, and today."""
    standing = [str(one.annex.base_id) for one in now.annexes if one.status.status not in ENDS.values()]
    return {"on": today, "base": next(iter(standing), "")}


def _answered(row: Licence, form: MayForm, moment: datetime) -> Asked | None:
    """The answer to what was asked in full; None where words of an address fit several places, which the form says."""
    given = form.cleaned_data
    held = licence_on(row, given["on"], moment)
    try:
        base = place_meant(held, given["place"], UUID(given["base"]) if given["base"] else None)
    except SeveralPlaces:
        form.add_error("place", str(_("These words fit several places of the licence: choose one in the list above")))
        return None
    answer = may(held, base, given["subtype"], given["specialty"], given["on"], moment)
    place = dict(bases_of(held)).get(str(base), given["place"])
    subtype = capital(subtype_line(given["subtype"], given["specialty"], language()))
    return Asked(answer, place, subtype, given["on"])


def _sent(request: HttpRequest) -> QueryDict:
    """What the address asks; the day of ``on=2026-05-31`` in the boxes of the form."""
    given = request.GET.copy()
    for name, text in day_parts(request).items():
        given[name] = text
    return given


def bases_of(held: LicenceOn) -> list[Choice]:
    """The bases that annexes name, with their addresses."""
    found: dict[str, str] = {}
    for one in held.annexes:
        found[str(one.annex.base_id)] = ", ".join(filter(None, (one.fact.name, one.fact.address)))
    return list(found.items())


def named_in(held: LicenceOn) -> list[Choice]:
    """The subtypes that annexes name, each once."""
    codes = dict.fromkeys(row.code for one in held.annexes for row in one.subtypes)
    return [(code, f"{code}. {subtype_name(code, language())}") for code in sorted(codes)]


def place_meant(held: LicenceOn, words: str, chosen: UUID | None = None) -> UUID | None:
    """The base whose address or name has all the words; None where none has. Raises SeveralPlaces.

    A base that was chosen besides counts where the words fit it, or where there are none.
    """
    wanted = search_words(words)
    fitting = {one.annex.base_id for one in held.annexes if wanted and _fits(one, wanted)}
    if chosen is not None and (not wanted or chosen in fitting):
        return chosen
    if len(fitting) > 1:
        raise SeveralPlaces
    return next(iter(fitting), None)


def _fits(one: AnnexOn, wanted: list[str]) -> bool:
    there = f" {fold(f'{one.fact.name} {one.fact.address}')}"
    return all(word in there for word in wanted)


def reason_words(reason: Reason) -> str:
    """A reason in the language of the page."""
    if reason.finding is not None:
        return render(reason.finding, language())
    if reason.checked is Checked.LICENCE:
        return _standing(LICENCE, reason.standing, reason.number)
    if reason.checked is Checked.ANNEX:
        return _standing(ANNEX, reason.standing, reason.number)
    words = OF_SPECIALTY[reason.met] if reason.by_specialty else PLAIN[reason.checked, reason.met]
    return str(words) % {"number": reason.number}


def _standing(words: dict[LicenceStatus, str | Promise], standing: LicenceStatusOn | None, number: str) -> str:
    if standing is None:
        return ""
    case: Case = "" if standing.status is LicenceStatus.NOT_YET else "since"
    day = day_in_words(standing.since, language(), case)
    return str(words[standing.status]) % {"day": day, "number": number}


def reason_view(reason: Reason) -> FindingView:
    """A reason with its outcome and the place of law."""
    status = {True: "met", False: "not_met", None: "not_applicable"}[reason.met]
    texts = readings(language())
    known = tuple(Reading(name, texts.get(name, "")) for name in reason.readings)
    href = law_href(cite(reason.citation))
    return FindingView(status, reason_words(reason), reason.citation, href, readings=known)
