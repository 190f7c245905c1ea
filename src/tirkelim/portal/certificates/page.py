"""A certificate's page: what it says, what it is worth today and on any day, what happened to it, its documents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirkelim.cases.models import Decision
from tirkelim.documents.models import Document
from tirkelim.identity.territories import office_names
from tirkelim.portal.certificates.access import Opened, open_certificate, room, status_of
from tirkelim.portal.certificates.forms import DuplicateForm, OnForm
from tirkelim.portal.certificates.held import notice_of, page_link, status_key
from tirkelim.portal.certificates.words import ASKED_BY, EVENTS, LANGUAGES, WHY_NOT, ground_name
from tirkelim.portal.choices import language
from tirkelim.portal.edge import hidden
from tirkelim.portal.show import Column, Link, Row, Table
from tirkelim.portal.wording import day_in_words
from tirkelim.register.models import Certificate, CertificateEvent
from tirkelim.register.queries import person_facts
from tirkelim.register.status import CertificateStatus, StatusOn
from tirkelim.services.certificate.duplicates import duplicates_of, why_not
from tirkelim.services.common.specialty import specialty_name


@room("GET")
def certificate_page(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """Everything about one certificate, as far as the reader may see it."""
    return render(request, "portal/certificates/certificate.html", shown(open_certificate(request, certificate)))


def shown(opened: Opened, duplicate: DuplicateForm | None = None) -> dict[str, Any]:
    """What the page shows."""
    row, at = opened.certificate, opened.at
    status = status_of(row, at.today, at.moment)
    withdrawn = status.status is CertificateStatus.WITHDRAWN
    may_change = opened.may("certificate.event")
    reason = why_not(status)
    return {
        "certificate": row,
        "own": opened.own,
        "crumbs": _crumbs(opened),
        "name": holder_of(opened),
        "specialty": specialty_name(row.specialty, language()),
        "status": status_key(status),
        "notice": notice_of(row, status, at.today, at.moment),
        "rows": list(rows(opened, status)),
        "on": _on(opened),
        "events": events_table(opened),
        "documents": documents_table(opened),
        "can_withdraw": may_change and not withdrawn,
        "can_restore": may_change and withdrawn,
        "can_duplicate": opened.may("certificate.duplicate"),
        "why_not": WHY_NOT[reason] if reason else "",
        "duplicate": duplicate or DuplicateForm(initial={"language": language()}),
        "hidden": hidden(),
    }


def _crumbs(opened: Opened) -> list[Link]:
    here = Link(opened.certificate.number, "")
    if opened.own:
        return [Link(_("My applications"), reverse("applications")), here]
    return [Link(_("Certificates"), reverse("certificates")), here] if opened.sees_grounds else [here]


def holder_of(opened: Opened) -> str:
    """The holder's name in the language of the page."""
    facts = person_facts(opened.certificate.person_id, opened.at.today, opened.at.moment)
    return facts.name(language()) if facts is not None else ""


def rows(opened: Opened, status: StatusOn) -> Iterator[Row]:
    """What the certificate says, and its status today."""
    row, lang = opened.certificate, language()
    yield Row(_("Number"), row.number)
    yield Row(_("Specialty"), specialty_name(row.specialty, lang))
    if row.level:
        yield Row(_("Qualification level"), row.level)
    yield Row(_("Issued on"), day_in_words(row.issued_on, lang))
    until = day_in_words(row.valid_until, lang) if row.valid_until else _("Without a term")
    yield Row(_("Last day of its term"), until)
    if row.valid_until is None and status.holds_until:
        yield Row(_("Holds by further education until"), day_in_words(status.holds_until, lang))
    names = office_names(row.office, row.issued_on) if row.office else None
    if names:
        yield Row(_("Issued by"), names[lang])
    if status.superseded_by:
        yield Row(_("Replaced by"), status.superseded_by, successor(opened, status.superseded_by))
    yield Row(_("Basis"), *_basis(opened))


def successor(opened: Opened, number: str) -> list[Link]:
    """The way to the certificate that took its place, where the register has it."""
    found = Certificate.objects.filter(number=number, person=opened.certificate.person_id).first()
    return [] if found is None else [page_link(found)]


def _basis(opened: Opened) -> tuple[str, list[Link]]:
    """The decision, with the way to it for those who may read it."""
    row = opened.certificate
    decision = Decision.objects.filter(pk=row.decision).select_related("case").first() if row.decision else None
    if decision is None:
        return _("Issued before this register"), []
    words = _("Decision of %(day)s, application %(number)s") % {
        "day": day_in_words(decision.decided_on, language()), "number": decision.case.number,
    }  # fmt: skip
    if opened.own:
        page = reverse("application", args=[decision.case_id])
    elif opened.at.may("case.desk", decision.case.scope()) or opened.at.may("case.read", None):
        page = reverse("desk_case", args=[decision.case_id])
    else:
        return words, []
    return words, [Link(_("Open"), page, _("the decision"))]


def _on(opened: Opened) -> dict[str, Any]:
    """The form for a day, and the status on the day that was asked for."""
    asked = opened.at.request.GET
    sent = any(name.startswith("on_") for name in asked)
    form = OnForm(asked if sent else None, initial={"on": opened.at.today})
    if not sent or not form.is_valid():
        return {"form": form}
    day: date = form.cleaned_data["on"]
    status = status_of(opened.certificate, day, opened.at.moment)
    return {"form": form, "day": day, "status": status_key(status), "later": day > opened.at.today}


def events_table(opened: Opened) -> Table:
    """What happened to the certificate; grounds for those who see them."""
    columns = [Column(_("From")), Column(_("What"))]
    if opened.sees_grounds:
        columns += [Column(_("Ground")), Column(_("Act"))]
    events = CertificateEvent.objects.filter(certificate=opened.certificate).order_by("on", "id")
    lines = [_event(event, opened) for event in events]
    return Table(_("What happened to it"), columns, lines, _("Nothing happened to it since its issue."))


def _event(event: CertificateEvent, opened: Opened) -> list[object]:
    line: list[object] = [day_in_words(event.on, language()), str(EVENTS.get(event.kind, event.kind))]
    if opened.sees_grounds:
        line += [str(ground_name(event.ground)), event.reference or "–"]
    return line


def documents_table(opened: Opened) -> Table:
    """The certificate itself and its duplicates, for those who may open them."""
    columns = [Column(_("Document")), Column(_("Made on")), Column(_("Asked for by")), Column(_("Language"))]
    lines = list(_document_lines(opened)) if opened.may("document.read") else []
    return Table(_("Documents"), columns, lines, _("There is no document yet."))


def _document_lines(opened: Opened) -> Iterator[list[object]]:
    row, lang = opened.certificate, language()
    original = original_of(row)
    if original is not None:
        page = Link(
            _("Certificate %(number)s") % {"number": row.number}, reverse("certificate_document", args=[row.id])
        )
        both = f"{LANGUAGES['kk']}, {LANGUAGES['ru']}"
        yield [page, day_in_words(row.issued_on, lang), "–", both]
    for one in duplicates_of(row.number):
        said = one.payload
        page = Link(
            _("Duplicate %(number)s") % {"number": one.number}, reverse("certificate_copy", args=[row.id, one.id])
        )
        made = day_in_words(date.fromisoformat(said["made_on"]), lang)
        yield [page, made, str(ASKED_BY[said["asked_by"]]), str(LANGUAGES[said["language"]])]


def original_of(certificate: Certificate) -> Document | None:
    """The document of the certificate itself; None of one that was issued before this register."""
    if certificate.decision is None:
        return None
    found = Document.objects.filter(decision=certificate.decision, kind=Document.Kind.CERTIFICATE)
    return found.filter(number=certificate.number).first()
