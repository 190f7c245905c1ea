"""A certificate's page: what it says, what it is worth today, its whole life, what its holder told and owes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from tirkelim.cases.models import Decision
from tirkelim.cases.registry import service
from tirkelim.identity.models import Authority
from tirkelim.identity.territories import body_names
from tirkelim.law.order_503_conformity.professions import activities
from tirkelim.law.order_503_conformity.terms import ACT
from tirkelim.portal.choices import language
from tirkelim.portal.conformity.certificates import DECIDED_AGAIN, STATUSES, title_of
from tirkelim.portal.conformity.duties_seen import duties_of
from tirkelim.portal.conformity_office.access import Opened, open_held, room
from tirkelim.portal.desk.conformity_words import CHANGES, about_practice, profession_name
from tirkelim.portal.show import Column, Link, Row, Table
from tirkelim.portal.wording import citation_in_words, day_in_words
from tirkelim.register.commands.conformity import WITHDRAWABLE
from tirkelim.register.models import ConformityBasis, ConformityCertificate, ConformityEvent, ConformityEventKind
from tirkelim.register.queries import person_facts
from tirkelim.services.conformity.editions import edition_on
from tirkelim.services.conformity.issue import REPLACED_DECISION

Text = str | Promise
EVENTS: dict[str, Text] = {
    ConformityEventKind.EXTENDED: gettext_lazy("Extended"),
    ConformityEventKind.SUPERSEDED: gettext_lazy("Replaced by another"),
    ConformityEventKind.LOST: gettext_lazy("Reported lost or damaged"),
    ConformityEventKind.WITHDRAWN: gettext_lazy("Withdrawn"),
    ConformityEventKind.RESTORED: pgettext_lazy("certificate event", "Restored"),
    ConformityEventKind.CONTRACT_SIGNED: gettext_lazy("The holder told of a labour contract"),
    ConformityEventKind.EMPLOYER_CHANGED: gettext_lazy("The holder told of a new employer"),
    ConformityEventKind.CONTRACT_ENDED: gettext_lazy("The holder told that the contract ended"),
    ConformityEventKind.DATA_CHANGED: gettext_lazy("The holder told of a change of name or document"),
}
BASES: dict[str, Text] = {
    ConformityBasis.ISSUE: gettext_lazy("Issue"),
    ConformityBasis.REISSUE: gettext_lazy("Re-issue"),
    ConformityBasis.DUPLICATE: gettext_lazy("Duplicate"),
}


@room("GET")
def certificate_page(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """Everything about one certificate."""
    opened = open_held(request, certificate)
    held, row = opened.held, opened.certificate
    text, colour = STATUSES[held.status.status]
    context = {
        "certificate": row,
        "name": holder_of(opened),
        "profession": profession_name(row.profession, language()),
        "status_text": text,
        "colour": colour,
        "practice": practice_of(row),
        "rows": list(rows(opened)),
        "events": _events(held.events),
        "duties": duties_of(row, opened.at.moment),
        "can_withdraw": held.status.status in WITHDRAWABLE and opened.may("conformity.withdraw"),
        "crumbs": crumbs(Link(row.number, "")),
    }
    return render(request, "portal/conformity_office/certificate.html", context)


def crumbs(*here: Link) -> list[Link]:
    """The way from the room's first page."""
    return [Link(_("Certificates of conformity"), reverse("conformity_office")), *here]


def holder_of(opened: Opened) -> str:
    """The holder's name in the language of the page."""
    facts = person_facts(opened.certificate.person_id, opened.at.today, opened.at.moment)
    return facts.name(language()) if facts is not None else ""


def practice_of(row: ConformityCertificate) -> str:
    """What has to be said of a certificate that was given by the practice edition; "" of every other."""
    edition = edition_on(service("conformity").book(), row.issued_on)
    return "" if isinstance(edition, LookupError) else about_practice(edition)


def rows(opened: Opened) -> Iterator[Row]:
    """What the certificate says, and where it comes from."""
    row, lang = opened.certificate, language()
    activity = activities().get(row.activity)
    yield Row(_("Number"), row.number, [Link(_("Public check"), reverse("check_number", args=[row.number]))])
    yield Row(_("Holder"), holder_of(opened))
    yield Row(pgettext("conformity", "Profession"), profession_name(row.profession, lang))
    if activity is not None:
        sector = activities().get(activity.sector, activity)
        yield Row(_("Sector"), getattr(sector, lang))
    if row.framework_level:
        yield Row(_("Level of the qualification framework"), row.framework_level)
    yield Row(_("Identity document"), row.identity_document or "–")
    yield Row(_("Issued on"), day_in_words(row.issued_on, lang))
    yield Row(_("Last day of its term"), day_in_words(opened.held.status.until, lang))
    yield Row(_("Issued by"), (body_names(row.office, row.issued_on, Authority.EMPLOYMENT) or {}).get(lang, "–"))
    yield Row(_("Basis"), str(BASES[row.basis]), _decision(opened))
    if row.earlier is not None:
        yield Row(_("Takes the place of"), row.earlier.number, [_link(row.earlier)])
    yield from (Row(_("Replaced by"), later.number, [_link(later)]) for later in row.later.order_by("issued_on"))


def _link(row: ConformityCertificate) -> Link:
    return Link(_("Open"), reverse("conformity_office_certificate", args=[row.id]), row.number)


def _decision(opened: Opened) -> list[Link]:
    """The way to the decision, for those who find it on their desk."""
    id = opened.certificate.decision
    decision = Decision.objects.filter(pk=id).select_related("case").first() if id else None
    at = opened.at
    if decision is None or not (at.may("case.desk", decision.case.scope()) or at.may("case.read", None)):
        return []
    return [Link(_("Open"), reverse("desk_case", args=[decision.case_id]), _("the decision"))]


def _events(events: tuple[ConformityEvent, ...]) -> Table:
    """What happened to it, in the order in which it counts."""
    columns = [Column(_("From")), Column(_("What")), Column(_("Particulars")), Column(_("Rests on"))]
    ordered = sorted(events, key=lambda event: (event.on, event.id))
    lines: list[list[Any]] = [
        [day_in_words(event.on, language()), str(title_of(event, EVENTS)), _particulars(event), _rests_on(event)]
        for event in ordered
    ]
    title = pgettext("certificate of conformity", "What happened to it")
    return Table(title, columns, lines, _("Nothing happened to it since its issue."))


def _particulars(event: ConformityEvent) -> str:
    lang, parts = language(), []
    if event.event_on is not None and event.event_on != event.on:
        parts.append(_("happened on %(day)s") % {"day": day_in_words(event.event_on, lang)})
    if event.until is not None:
        parts.append(_("last day: %(day)s") % {"day": day_in_words(event.until, lang)})
    if event.employer:
        parts.append(", ".join(filter(None, (event.employer, event.employer_number))))
    if event.successor:
        parts.append(event.successor)
    return "; ".join(parts) or "–"


def _rests_on(event: ConformityEvent) -> str:
    if event.ground.startswith(ACT):
        ground = citation_in_words(event.ground, language())
    else:
        ground = str(DECIDED_AGAIN if event.ground == REPLACED_DECISION else event.ground)
    # What changed is kept as one of two words.
    return "; ".join(filter(None, (ground, str(CHANGES.get(event.reference, event.reference))))) or "–"
