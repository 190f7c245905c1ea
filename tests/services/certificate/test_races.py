"""Two people act on one certificate, or for one holder, at the same moment, on real connections."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders import Office
from tests.racing import at_once
from tests.services.certificate.test_reminders import certificate

from tirkelim.cases import engine
from tirkelim.cases.command import CaseCommand
from tirkelim.documents.models import Document
from tirkelim.journal.verify import verify_all
from tirkelim.register.commands.writing import Invalid
from tirkelim.register.models import Certificate, CertificateEvent
from tirkelim.register.status import CertificateStatus, status_on
from tirkelim.services.certificate.duplicates import make_duplicate
from tirkelim.services.certificate.withdrawal import Ground, Reference, withdraw

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 3, 2)


def test_two_applications_of_one_holder_are_granted() -> None:
    """One certificate stands, whichever of the two came second."""
    office = Office()
    holder = office.applicant()
    cases = [office.submitted(holder), office.submitted(holder, in_systems=False)]
    officers = [office.officer("one"), office.officer("other")]
    orders = [
        (one, CaseCommand("grant", case.id, case.version, office.command(one.id), {}, office.digest(case)))
        for one, case in zip(officers, cases, strict=True)
    ]

    at_once([lambda o=one, w=wanted: engine.execute(w, o) for one, wanted in orders])

    standing = [
        row for row in Certificate.objects.all()
        if status_on(row, row.events.order_by("id"), DAY).status is CertificateStatus.VALID
    ]  # fmt: skip
    assert len(standing) == 1
    assert verify_all().good


def test_two_duplicates_have_two_numbers() -> None:
    office = Office()
    holder, officer = office.applicant(surname_latin="Seiitova", given_latin="Asem"), office.officer()
    row = certificate(office, person=holder.person)
    commands = [office.command(one.id) for one in (holder, officer)]

    at_once([lambda c=command: make_duplicate(c, row.id, "kk") for command in commands])

    assert {one.number for one in Document.objects.all()} == {f"{row.number}/1", f"{row.number}/2"}


def test_two_officers_withdraw_one_certificate() -> None:
    """The second is told that it was withdrawn already."""
    office = Office()
    row = certificate(office)
    commands = [office.command(office.officer(login).id) for login in ("one", "other")]

    def order(command: Any) -> object:
        try:
            return withdraw(command, row.id, Ground.OWN_REQUEST, DAY, Reference())
        except Invalid as told:
            return told.errors

    found = at_once([lambda c=command: order(c) for command in commands])

    assert {"kind": "withdrawn_already"} in found
    assert CertificateEvent.objects.filter(certificate=row).count() == 1
